using System.Security.Cryptography;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Shares fixed reports with people who have no account, by a link that works for a period, and ends that.</summary>
public sealed class ReportShareService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    private const int SecretBytes = 32;

    /// <summary>Makes a link to a fixed version, under the key that its form was given.</summary>
    /// <param name="access">Who shares: a reviewer or an administrator.</param>
    /// <param name="fixedReportId">The version.</param>
    /// <param name="id">The key, made with the form, so that a double click makes one.</param>
    /// <param name="lastDay">The last day on which the link works, today at the earliest, at most <see cref="ReportShare.MaxDays"/> days ahead.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>The secret of the link, which is shown once and kept nowhere; empty for the second click of a double click.</returns>
    public async Task<Outcome<string>> ShareAsync(UserAccess access, Guid fixedReportId, Guid id, DateOnly lastDay, CancellationToken cancel = default)
    {
        var report = await FindAsync(access, fixedReportId, cancel);
        if (report is null) return Outcome<string>.From(Outcome.NotFound);
        if (await db.ReportShares.AnyAsync(share => share.Id == id, cancel)) return "";
        if (lastDay < clock.Today) return Outcome<string>.From(Outcome.Refused("ShareInThePast", nameof(ReportShare.LastDay)));
        if (lastDay.DayNumber - clock.Today.DayNumber >= ReportShare.MaxDays)
            return Outcome<string>.From(Outcome.Refused("ShareTooLong", nameof(ReportShare.LastDay), ReportShare.MaxDays));

        // In small letters and digits: addresses are written in lower case, and people read them to each other.
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        db.ReportShares.Add(new ReportShare(id, fixedReportId, ReportShare.HashOf(secret), lastDay, access.UserId, clock.Now));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ReportShared, report.PlanId, report.Title, $"{report.Number}, {lastDay:yyyy-MM-dd}"));
        return await db.TrySaveNewAsync(faults, cancel) ? secret : "";
    }

    /// <summary>Ends a link at once. One that has ended stays as it is.</summary>
    public async Task<Outcome> EndAsync(UserAccess access, Guid shareId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.FixReport)) return Outcome.NotFound;
        var share = await db.ReportShares.Include(share => share.FixedReport).SingleOrDefaultAsync(share => share.Id == shareId, cancel);
        if (share is null) return Outcome.NotFound;
        if (!share.WorksOn(clock.Today)) return Outcome.Done;
        share.End(clock.Now);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ReportShareEnded, share.FixedReport.PlanId, share.FixedReport.Title, $"{share.FixedReport.Number}"));
        return await db.SaveOrConflictAsync(cancel);
    }

    private Task<FixedReport?> FindAsync(UserAccess access, Guid fixedReportId, CancellationToken cancel) => access.May(Permission.FixReport)
        ? db.FixedReports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == fixedReportId, cancel)
        : Task.FromResult<FixedReport?>(null);
}
