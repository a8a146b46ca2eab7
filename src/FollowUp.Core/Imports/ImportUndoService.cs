using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>Takes a confirmed import out of its plan again, as long as nobody has worked on what it made.</summary>
public sealed class ImportUndoService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// <em>Ångra importen</em>: removes the activities and notes that it made, empties the notes that it filled, and removes the plan that it made
    /// where nothing else is in it. Refused, with the activities named, where somebody has worked on them since.
    /// </summary>
    public async Task<Outcome> UndoAsync(UserAccess access, Guid importId, Guid version, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Import)) return Outcome.NotFound;
        var import = await db.Imports.Include(import => import.Rows).Include(import => import.Plan)
            .SingleOrDefaultAsync(import => import.Id == importId, cancel);
        if (import is null) return Outcome.NotFound;
        if (import.State == ImportState.Undone) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Confirmed) return Outcome.Refused("ImportNotConfirmed");
        var plan = import.Plan!;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var traces = new ImportTraces(db, import.Id, plan.Id, import.ConfirmedAt!.Value);
        var reasons = await traces.ReasonsAgainstAsync(cancel);
        if (reasons.Count > 0) return Outcome.Refused(reasons);

        await TakeOutAsync(import, plan, traces, cancel);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ImportUndone, import.Id,
            import.FileName.Length > 0 ? import.FileName : import.Title, $"{plan.Year} {plan.Name}".TrimEnd()));
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }

    private async Task TakeOutAsync(ReportImport import, Plan plan, ImportTraces traces, CancellationToken cancel)
    {
        var notes = await traces.Touched.Include(note => note.Revisions).Include(note => note.StateChanges).ToListAsync(cancel);
        var made = await traces.Made.ToListAsync(cancel);
        foreach (var note in notes.Where(note => note.ImportId != import.Id)) note.UndoImport(import.Id);
        db.Notes.RemoveRange(notes.Where(note => note.ImportId == import.Id));
        db.Activities.RemoveRange(made);
        plan.Touch();

        var goes = plan.ImportId == import.Id && await IsEmptyWithoutAsync(import, plan, cancel);
        if (goes)
        {
            foreach (var other in await db.Imports.Where(other => other.PlanId == plan.Id && other.Id != import.Id).ToListAsync(cancel))
                other.LosePlan(plan);
            db.Plans.Remove(plan);
        }

        import.Undo(goes ? plan : null);
    }

    /// <summary>True where the plan holds nothing but what this import made, nobody has changed it, and no other import or list is in it.</summary>
    private async Task<bool> IsEmptyWithoutAsync(ReportImport import, Plan plan, CancellationToken cancel)
    {
        var (importId, planId) = (import.Id, plan.Id);
        return !await db.Activities.AnyAsync(activity => activity.PlanId == planId && activity.ImportId != importId, cancel)
            && !await db.Audit.AnyAsync(entry => entry.SubjectId == planId && entry.Action != AuditAction.PlanCreated, cancel)
            && !await db.Imports.AnyAsync(other => other.PlanId == planId && other.Id != importId && other.State == ImportState.Confirmed, cancel)
            && !await db.ListImports.AnyAsync(list => list.PlanId == planId, cancel);
    }
}
