using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads the Word document that reports are written in.</summary>
public sealed class ReportTemplateQueries(FollowUpDbContext db)
{
    /// <summary>What there is to say about the template without loading it; null for those who may not choose it.</summary>
    public async Task<ReportTemplateDetails?> ReadAsync(UserAccess access, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var newest = await db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null).OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.Id)
            .Select(plan => (Guid?)plan.Id).FirstOrDefaultAsync(cancel);
        return await db.ReportTemplates.AsNoTracking()
            .Select(template => new ReportTemplateDetails
            {
                Version = template.Version,
                Used = template.RemovedAt != null ? null : new UsedTemplate(template.FileName, template.UploadedBy.Name, template.UploadedAt),
                NewestPlanId = newest,
            })
            .SingleOrDefaultAsync(cancel) ?? new ReportTemplateDetails { Version = Guid.Empty, Used = null, NewestPlanId = newest };
    }

    /// <summary>The file in use, as it was uploaded; null where there is none, and for those who may not choose it.</summary>
    public async Task<TemplateFile?> FileAsync(UserAccess access, CancellationToken cancel = default) =>
        access.May(Permission.PlanActivities) ? await UsedAsync(cancel) : null;

    /// <summary>The file that reports are written in, whoever they are written for; null where there is none.</summary>
    public Task<TemplateFile?> UsedAsync(CancellationToken cancel = default) => db.ReportTemplates.AsNoTracking()
        .Where(template => template.RemovedAt == null)
        .Select(template => new TemplateFile(template.FileName, template.Content))
        .SingleOrDefaultAsync(cancel);
}

/// <summary>The template as its page shows it.</summary>
public sealed record ReportTemplateDetails
{
    /// <summary>Empty where there has never been one.</summary>
    public required Guid Version { get; init; }

    /// <summary>The template that reports are written in; null where there is none.</summary>
    public required UsedTemplate? Used { get; init; }

    /// <summary>The open plan of the latest year, whose report shows what the template does; a fixed one's files never change. Null where there is none.</summary>
    public required Guid? NewestPlanId { get; init; }
}

/// <param name="FileName">As it was uploaded.</param>
/// <param name="UploadedBy">The person's name.</param>
/// <param name="UploadedAt">UTC.</param>
public sealed record UsedTemplate(string FileName, string UploadedBy, DateTime UploadedAt);

/// <summary>A template's file.</summary>
public sealed record TemplateFile(string FileName, byte[] Content);
