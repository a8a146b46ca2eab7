using FollowUp.Core.Audit;
using FollowUp.Core.Data;

namespace FollowUp.Core.Users;

/// <summary>Keeps who took a list, a report or a file to be handed out from the system: what is done with it from then on, nobody here sees.</summary>
public sealed class ExportService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Writes into the audit that a list leaves, before its first row is sent.</summary>
    /// <param name="access">Who takes it; that this person may read the list has been asked already.</param>
    /// <param name="list">What the list is called. Never what was searched for, which may be a name.</param>
    /// <param name="cancel">Ends early.</param>
    public Task RecordAsync(UserAccess access, string list, CancellationToken cancel = default)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ListExported, access.AuthorityId, list));
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>The same for a file about one activity (<see cref="AuditAction.ActivityHandedOut"/>) or one person (<see cref="AuditAction.PersonHandedOut"/>).</summary>
    /// <param name="access">Who takes it.</param>
    /// <param name="action">Which of the two.</param>
    /// <param name="subjectId">The activity or the person.</param>
    /// <param name="subject">What it is called.</param>
    /// <param name="cancel">Ends early.</param>
    public Task RecordHandOutAsync(UserAccess access, AuditAction action, Guid subjectId, string subject, CancellationToken cancel = default)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, subjectId, subject));
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>The same for a report as a file.</summary>
    /// <param name="access">Who takes it; that this person may read the report has been asked already.</param>
    /// <param name="planId">Whose report.</param>
    /// <param name="fileName">What the file is called, which tells its kind too.</param>
    /// <param name="cancel">Ends early.</param>
    public Task RecordReportAsync(UserAccess access, Guid planId, string fileName, CancellationToken cancel = default)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ReportExported, planId, fileName));
        return db.SaveChangesAsync(cancel);
    }
}
