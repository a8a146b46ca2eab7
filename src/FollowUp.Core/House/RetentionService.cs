using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.House;

/// <summary><em>Gallra</em>: removes history of drafts that the house has decided to keep no longer.</summary>
public sealed class RetentionService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>How many versions go in one save, so that others' writes come in between.</summary>
    public const int Batch = 250;

    /// <summary>
    /// Removes what the page listed, in batches: each is one save with its audit entry, and nothing of a plan that is opened meanwhile goes. The same
    /// key again goes on where it was cut off, and changes nothing where it is done.
    /// </summary>
    /// <param name="access">Who asks: an administrator.</param>
    /// <param name="asked">What was listed and confirmed.</param>
    /// <param name="tell">Told how many versions are gone, after each batch.</param>
    /// <param name="cancel">Ends early; what is removed by then stays removed.</param>
    /// <returns>How many versions are gone.</returns>
    public async Task<Outcome<int>> PurgeAsync(UserAccess access, NewHistoryPurge asked, Action<int>? tell = null, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return Outcome<int>.From(Outcome.NotFound);
        if (!await db.HistoryPurges.AnyAsync(purge => purge.Id == asked.Id, cancel))
        {
            if (await BeginAsync(access, asked, cancel) is { } refused) return Outcome<int>.From(refused);
        }

        while (await FindAsync(access, asked.Id, cancel) is { } purge)
        {
            tell?.Invoke(purge.Revisions);
            if (purge.FinishedAt is not null) return purge.Revisions;
            await RemoveAsync(purge, cancel);
            db.ChangeTracker.Clear();
        }

        return Outcome<int>.From(Outcome.NotFound);
    }

    private async Task<Outcome?> BeginAsync(UserAccess access, NewHistoryPurge asked, CancellationToken cancel)
    {
        if (!asked.IsConfirmed) return Outcome.Refused("PurgeNotConfirmed", nameof(asked.IsConfirmed));
        if (await db.House.Select(house => house.HistoryMonths).SingleOrDefaultAsync(cancel) is not { } months) return Outcome.Refused("HistoryKeptForever");
        var purge = new HistoryPurge(asked.Id, asked.PlanId, Retention.FixedBefore(months, clock), access.UserId, clock.Now);
        var count = await Goes(purge).CountAsync(cancel);
        if (count == 0) return Outcome.Refused("PurgeNothing");
        if (count != asked.Expected) return Outcome.Refused("PurgeListChanged");
        db.HistoryPurges.Add(purge);

        // Two clicks at once begin one: the second goes on with the first one's.
        await db.TrySaveNewAsync(faults, cancel);
        db.ChangeTracker.Clear();
        return null;
    }

    private Task<HistoryPurge?> FindAsync(UserAccess access, Guid id, CancellationToken cancel) =>
        db.HistoryPurges.SingleOrDefaultAsync(purge => purge.Id == id && purge.ById == access.UserId, cancel);

    private IQueryable<NoteRevision> Goes(HistoryPurge purge)
    {
        var goes = db.NoteRevisions.OfDraftsFixedBefore(db, purge.FixedBefore);
        return purge.PlanId is { } planId ? goes.Where(revision => db.Notes.Any(note => note.Id == revision.NoteId && note.Activity.PlanId == planId)) : goes;
    }

    /// <summary>One batch, of one plan. Where somebody else saved first, such as the second click, nothing of it is done and the next turn looks anew.</summary>
    private async Task RemoveAsync(HistoryPurge purge, CancellationToken cancel)
    {
        var goes = Goes(purge);
        var plan = await db.Plans.Where(plan => goes.Any(revision => db.Notes.Any(note => note.Id == revision.NoteId && note.Activity.PlanId == plan.Id)))
            .OrderBy(plan => plan.Id).FirstOrDefaultAsync(cancel);
        if (plan is null)
        {
            purge.Finish(clock.Now);
        }
        else
        {
            var planId = plan.Id;
            var batch = await goes.Where(revision => db.Notes.Any(note => note.Id == revision.NoteId && note.Activity.PlanId == planId))
                .OrderBy(revision => revision.Id).Take(Batch).ToListAsync(cancel);
            db.NoteRevisions.RemoveRange(batch);
            purge.Count(batch.Count, batch.Sum(revision => (long)(revision.FollowUp.Length + revision.Analysis.Length)));
            db.Audit.Add(new AuditEntry(clock.Now, purge.ById, AuditAction.HistoryPurged, plan.Id, LabelOf(plan), $"{batch.Count}"));

            // Written as it is: the save then fails where somebody has opened the plan since it was read.
            db.Entry(plan).Property(x => x.FixedAt).IsModified = true;
        }

        await db.SaveOrConflictAsync(cancel);
    }

    private static string LabelOf(Plan plan) => $"{plan.Year} {plan.Name}".TrimEnd();
}
