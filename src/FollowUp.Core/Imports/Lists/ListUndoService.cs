using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Takes the activities that a list added out of their plan again, as long as nobody has worked on them.</summary>
public sealed class ListUndoService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// Removes the activities that the list added, with their follow-ups. What it changed in others stays, and so do units and people: those are closed and
    /// deactivated by hand. Refused, with the activities named, where somebody has worked on them since.
    /// </summary>
    public async Task<Outcome> UndoAsync(UserAccess access, Guid listId, Guid version, CancellationToken cancel = default)
    {
        var import = await db.ListImports.Include(import => import.Plan).SingleOrDefaultAsync(import => import.Id == listId, cancel);
        if (import is null || !ListImportService.MayRead(access, import.Kind)) return Outcome.NotFound;
        if (import.State == ImportState.Undone) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Confirmed) return Outcome.Refused("ListNotConfirmed");
        if (import.Plan is not { } plan || import.Added == 0) return Outcome.Refused("ListStays");
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var traces = new ImportTraces(db, import.Id, plan.Id, import.ConfirmedAt!.Value);
        var reasons = await traces.ReasonsAgainstAsync(cancel);
        if (reasons.Count > 0) return Outcome.Refused(reasons);

        db.Notes.RemoveRange(await traces.Touched.ToListAsync(cancel));
        db.Activities.RemoveRange(await traces.Made.ToListAsync(cancel));
        plan.Touch();
        import.Undo();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ListUndone, import.Id, import.FileName, $"{plan.Year} {plan.Name}".TrimEnd()));
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        return await db.SaveOrConflictAsync(cancel);
    }
}
