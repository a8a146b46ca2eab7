using System.Data;
using System.Security.Cryptography;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>One output of a report that is to be kept.</summary>
public sealed record ReportOutput(ReportFormat Format, string FileName, byte[] Content);

/// <summary>How a report is read and written out, which is for those who know the formats.</summary>
/// <param name="Read">Reads the report of the plan as it is now, as chosen for the plan.</param>
/// <param name="Write">Writes a report in every format that is kept, JSON always among them.</param>
public sealed record ReportPress(
    Func<CancellationToken, Task<AnnualReport?>> Read, Func<AnnualReport, CancellationToken, Task<IReadOnlyList<ReportOutput>>> Write);

/// <summary><em>Fastställ</em>: keeps the report as it is now, and locks its plan. A correction is a new version.</summary>
public sealed class ReportFixingService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(2);

    /// <summary>More notes than a plan can have.</summary>
    private const int MaxNotes = 1_000_000;

    /// <summary>
    /// Fixes the report of a plan: refused while something is missing that nobody has waived. Everything is in one save; where somebody saved a text while
    /// the outputs were written, or somebody else fixed it, nothing is, and it is a conflict.
    /// </summary>
    public async Task<Outcome> FixAsync(UserAccess access, Guid planId, Guid version, ReportPress press, CancellationToken cancel = default)
    {
        if (!access.May(Permission.FixReport)) return Outcome.NotFound;
        var plan = await db.Plans.SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        if (plan is null) return Outcome.NotFound;

        // The second click of a double click finds the work done.
        if (plan.IsFixed && plan.FixedById == access.UserId && clock.Now - plan.FixedAt < DoubleClick) return Outcome.Done;
        if (plan.Version != version) return Outcome.Conflict;
        var stamp = await StampAsync(planId, cancel);
        var open = await db.Notes.OfPlan(planId).WithOpenGap(db, clock.Today).CountAsync(cancel);
        if (open > 0) return Outcome.Refused("ReportHasGaps", null, open);

        var now = clock.Now;
        var outcome = plan.Fix(access.UserId, now);
        if (!outcome.IsDone) return outcome;
        if (await press.Read(cancel) is not { } read) return Outcome.NotFound;
        var number = 1 + (await db.FixedReports.Where(report => report.PlanId == planId).MaxAsync(report => (int?)report.Number, cancel) ?? 0);
        var report = read with
        {
            FixedAt = now,
            FixedBy = access.Name,
            FixedVersion = number,
            Activities = (await read.Activities.ToListAsync(cancel)).ToAsyncEnumerable(),
        };
        var kept = new FixedReport(planId, number, report.Title, access.UserId, now);
        foreach (var output in await press.Write(report, cancel)) kept.Keep(output.Format, output.FileName, output.Content);
        if (await LatestAsync(planId, cancel) is { } earlier) kept.Tell(await ReportComparison.OfAsync(kept.Id, earlier, report, cancel));
        db.FixedReports.Add(kept);
        db.Audit.Add(new AuditEntry(now, access.UserId, AuditAction.PlanFixed, planId, $"{plan.Year} {plan.Name}".TrimEnd(), $"{number}"));
        db.Entry(plan).Property(x => x.Version).OriginalValue = version;
        return await SaveAsync(access, planId, stamp, cancel);
    }

    /// <summary>Done also where the same person's first click was saved while the second one's outputs were written.</summary>
    private async Task<Outcome> SaveAsync(UserAccess access, Guid planId, byte[] stamp, CancellationToken cancel)
    {
        try
        {
            if (await db.Database.CreateExecutionStrategy().ExecuteAsync(token => TrySaveAsync(planId, stamp, token), cancel)) return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
        }

        var since = clock.Now - DoubleClick;
        return await db.Plans.AnyAsync(plan => plan.Id == planId && plan.FixedById == access.UserId && plan.FixedAt > since, cancel) ? Outcome.Done : Outcome.Conflict;
    }

    /// <summary>
    /// Saves, and looks at the texts once more before it counts: from the save on no text comes into the plan, since a text's own save asks for the plan as it
    /// was. Uncommitted texts are looked at as well, so that neither waits for the other; in SQLite, this level of isolation takes the lock with the save, not before.
    /// </summary>
    private async Task<bool> TrySaveAsync(Guid planId, byte[] stamp, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancel);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel);
        if (!(await StampAsync(planId, cancel)).SequenceEqual(stamp))
        {
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            return false;
        }

        await transaction.CommitAsync(cancel);
        db.ChangeTracker.AcceptAllChanges();
        return true;
    }

    /// <summary>Changes whenever a text, an activity's note, a state in the plan or what may stand does.</summary>
    private async Task<byte[]> StampAsync(Guid planId, CancellationToken cancel)
    {
        var versions = await db.Notes.AsNoTracking().OfPlan(planId).OrderBy(note => note.Id).Take(MaxNotes).Select(note => note.Version).ToListAsync(cancel);
        var notes = db.Notes.AsNoTracking().OfPlan(planId);
        var waivers = await db.GapWaivers.AsNoTracking().Where(waiver => notes.Any(note => note.Id == waiver.NoteId)).OrderBy(waiver => waiver.Id)
            .Take(MaxNotes).Select(waiver => waiver.Id).ToListAsync(cancel);
        return SHA256.HashData([.. versions.Concat(waivers).SelectMany(id => id.ToByteArray())]);
    }

    private async Task<AnnualReport?> LatestAsync(Guid planId, CancellationToken cancel)
    {
        var content = await db.FixedReports.AsNoTracking().Where(report => report.PlanId == planId)
            .OrderByDescending(report => report.Number)
            .Select(report => report.Files.Where(file => file.Format == ReportFormat.Json).Select(file => file.Content).FirstOrDefault())
            .FirstOrDefaultAsync(cancel);
        return content is null ? null : ReportJson.Read(new MemoryStream(content));
    }
}
