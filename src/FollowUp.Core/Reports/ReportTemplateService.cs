using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Chooses the Word document that reports are written in.</summary>
public sealed class ReportTemplateService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Takes a template into use, instead of the one there is; the same file once more, as by a double click, changes nothing.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="upload">The file, which has been found to be a document that can be a template.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> UploadAsync(UserAccess access, TemplateUpload upload, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        if (upload.Content.Length == 0) return Outcome.Refused("WordTemplateMissing", TemplateUpload.Field);
        if (upload.Content.Length > ReportTemplate.MaxBytes)
            return Outcome.Refused("WordTemplateTooLarge", TemplateUpload.Field, ReportTemplate.MaxBytes / 1_000_000);

        var template = await FindAsync(cancel);
        if (template?.Holds(upload) == true) return Outcome.Done;
        if ((template?.Version ?? Guid.Empty) != upload.Version) return Outcome.Conflict;
        if (template is null) db.ReportTemplates.Add(template = new ReportTemplate(upload, access.UserId, clock.Now));
        else template.Replace(upload, access.UserId, clock.Now);
        var outcome = await SaveAsync(access, template, AuditAction.ReportTemplateChanged, cancel);
        return outcome.IsConflict && (await FindAsync(cancel))?.Holds(upload) == true ? Outcome.Done : outcome;
    }

    /// <summary>Takes the template out of use; it is kept, so that this can be undone. Returns the version that it then has.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="version">The version that was shown: one that somebody took into use since is not removed.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome<Guid>> RemoveAsync(UserAccess access, Guid version, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindAsync(cancel) is not { } template) return Outcome<Guid>.From(Outcome.NotFound);
        if (template.RemovedAt is not null) return template.Version;
        if (template.Version != version) return Outcome<Guid>.From(Outcome.Conflict);
        template.Remove(clock.Now);
        var outcome = await SaveAsync(access, template, AuditAction.ReportTemplateRemoved, cancel);
        if (outcome.IsDone) return template.Version;
        return outcome.IsConflict && await FindAsync(cancel) is { RemovedAt: not null } removed ? removed.Version : Outcome<Guid>.From(outcome);
    }

    /// <summary>Takes the template that was removed into use again.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="version">The version that the removal gave it: what somebody took into use and removed since is not taken for it.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> RestoreAsync(UserAccess access, Guid version, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindAsync(cancel) is not { } template) return Outcome.NotFound;
        if (template.Version != version) return await IsRestoredByAsync(access, cancel) ? Outcome.Done : Outcome.Conflict;
        if (template.RemovedAt is null) return Outcome.Done;
        template.Restore();
        var outcome = await SaveAsync(access, template, AuditAction.ReportTemplateRestored, cancel);
        return outcome.IsConflict && await IsRestoredByAsync(access, cancel) ? Outcome.Done : outcome;
    }

    /// <summary>True where the latest that was done is that this person took it into use again, as by the first click of a double click.</summary>
    private Task<bool> IsRestoredByAsync(UserAccess access, CancellationToken cancel) => db.Audit.AsNoTracking()
        .Where(entry => entry.SubjectId == ReportTemplate.OnlyId)
        .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
        .Take(1)
        .AnyAsync(entry => entry.Action == AuditAction.ReportTemplateRestored && entry.UserId == access.UserId, cancel);

    private Task<ReportTemplate?> FindAsync(CancellationToken cancel) => db.ReportTemplates.SingleOrDefaultAsync(cancel);

    /// <summary>Two first uploads at once meet in the key; everything else in the version.</summary>
    private async Task<Outcome> SaveAsync(UserAccess access, ReportTemplate template, AuditAction action, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, template.Id, template.FileName));
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }
}
