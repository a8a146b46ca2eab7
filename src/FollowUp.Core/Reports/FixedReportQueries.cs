using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads the fixed versions of reports: for those who may read the whole, and through a shared link.</summary>
public sealed class FixedReportQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most differences shown of a version.</summary>
    public const int MaxDifferences = 200;

    /// <summary>Most versions and links shown.</summary>
    private const int MaxRows = 100;

    /// <summary>The versions of a plan's report; null where there is no report of it for this person, or only the own units' part.</summary>
    public async Task<FixedReports?> ListAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        var plan = await db.Plans.AsNoTracking().WithReportFor(access, db).Where(plan => plan.Id == planId)
            .Select(plan => new { plan.ReportTitle, plan.YearKind, plan.StartYear, plan.FixedAt }).SingleOrDefaultAsync(cancel);
        if (plan is null || !ReportVisibility.MayReadWhole(access, isFixed: true)) return null;
        var versions = await db.FixedReports.AsNoTracking().Where(report => report.PlanId == planId)
            .OrderByDescending(report => report.Number)
            .Take(MaxRows)
            .Select(report => new FixedReportRow
            {
                Id = report.Id,
                Number = report.Number,
                Title = report.Title,
                FixedAt = report.FixedAt,
                FixedBy = report.FixedBy.Name,
                Files = report.Files.OrderBy(file => file.Format).Select(file => new FixedFileRow(file.Format, file.FileName, file.Length, file.Sha256)).ToList(),
                Differences = report.Differences.OrderBy(difference => difference.Number).ThenBy(difference => difference.Kind).Take(MaxDifferences)
                    .Select(difference => new DifferenceRow(difference.Kind, difference.Number, difference.Title, difference.StatusBefore, difference.StatusAfter)).ToList(),
                DifferenceCount = report.Differences.Count,
            })
            .ToListAsync(cancel);
        var shares = !access.May(Permission.FixReport) ? [] : await db.ReportShares.AsNoTracking()
            .Where(share => share.FixedReport.PlanId == planId)
            .OrderByDescending(share => share.SharedAt).ThenBy(share => share.Id)
            .Take(MaxRows)
            .Select(share => new ShareRow(share.Id, share.FixedReport.Number, share.LastDay, share.SharedBy.Name, share.SharedAt, share.EndedAt))
            .ToListAsync(cancel);
        return new FixedReports(planId, plan.ReportTitle, new PlanYear(plan.YearKind, plan.StartYear).ToString(), plan.FixedAt is not null, versions, shares);
    }

    /// <summary>One file of a version, as it was kept; null where there is none for this person.</summary>
    public async Task<FixedFile?> FileAsync(UserAccess access, Guid planId, int number, ReportFormat format, CancellationToken cancel = default)
    {
        if (!ReportVisibility.MayReadWhole(access, isFixed: true) || !await db.Plans.WithReportFor(access, db).AnyAsync(plan => plan.Id == planId, cancel)) return null;
        return await db.FixedReports.AsNoTracking().Where(report => report.PlanId == planId && report.Number == number)
            .SelectMany(report => report.Files)
            .Where(file => file.Format == format)
            .Select(file => new FixedFile(file.FileName, file.Format, file.Content))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>In which formats a version was kept; none where it is not for this person.</summary>
    public async Task<IReadOnlyList<ReportFormat>> FormatsAsync(UserAccess access, Guid planId, int number, CancellationToken cancel = default)
    {
        if (!ReportVisibility.MayReadWhole(access, isFixed: true)) return [];
        var plans = db.Plans.WithReportFor(access, db).Where(plan => plan.Id == planId);
        return await db.FixedReports.AsNoTracking().Where(report => report.Number == number && plans.Any(plan => plan.Id == report.PlanId))
            .SelectMany(report => report.Files)
            .OrderBy(file => file.Format)
            .Take(MaxRows)
            .Select(file => file.Format)
            .ToListAsync(cancel);
    }

    /// <summary>What a link leads to; null where its secret is unknown, its last day has passed or somebody ended it.</summary>
    public async Task<SharedReport?> SharedAsync(string secret, CancellationToken cancel = default)
    {
        var hash = ReportShare.HashOf(secret);
        var today = clock.Today;
        var shared = await db.ReportShares.AsNoTracking()
            .Where(share => share.SecretHash == hash && share.EndedAt == null && share.LastDay >= today)
            .Select(share => new
            {
                share.LastDay,
                Content = share.FixedReport.Files.Where(file => file.Format == ReportFormat.Json).Select(file => file.Content).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        return shared?.Content is null ? null : new SharedReport(ReportJson.Read(new MemoryStream(shared.Content)), shared.LastDay);
    }
}
