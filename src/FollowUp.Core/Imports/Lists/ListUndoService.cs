using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Takes what a list added out again, as long as nobody has built on it.</summary>
public sealed class ListUndoService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>How many of the reasons against undoing it are named.</summary>
    private const int ReasonsNamed = 5;

    /// <summary>
    /// Removes the activities with their follow-ups, the units or the people that the list added. What it changed in others stays. Refused, with the things
    /// named, where somebody has worked on them since. Returns what the list is of.
    /// </summary>
    public async Task<Outcome<ListKind>> UndoAsync(UserAccess access, Guid listId, Guid version, CancellationToken cancel = default)
    {
        var import = await db.ListImports.Include(import => import.Plan).SingleOrDefaultAsync(import => import.Id == listId, cancel);
        if (import is null || !ListImportService.MayRead(access, import.Kind)) return Outcome<ListKind>.From(Outcome.NotFound);
        if (import.State == ImportState.Undone) return import.Kind;
        if (import.Version != version) return Outcome<ListKind>.From(Outcome.Conflict);
        if (import.State != ImportState.Confirmed) return Outcome<ListKind>.From(Outcome.Refused("ListNotConfirmed"));
        if (!import.CanBeUndone) return Outcome<ListKind>.From(Outcome.Refused("ListStays"));
        var reasons = import.Kind switch
        {
            ListKind.Activities => await TakeOutActivitiesAsync(import, import.Plan!, cancel),
            ListKind.Units => await new UnitListTraces(db, import.MadeIds).TakeOutAsync(cancel),
            _ => await new PersonListTraces(db, import.MadeIds).TakeOutAsync(cancel),
        };
        if (reasons.Count > 0) return Outcome<ListKind>.From(Outcome.Refused([.. reasons.Take(ReasonsNamed)]));

        var detail = import.Plan is { } plan ? $"{plan.Year} {plan.Name}".TrimEnd() : $"{import.MadeIds.Count}";
        import.Undo();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ListUndone, import.Id, import.FileName, detail));
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        try
        {
            var saved = await db.SaveOrConflictAsync(cancel);
            return saved.IsDone ? import.Kind : Outcome<ListKind>.From(saved);
        }
        catch (DbUpdateException)
        {
            // Much may point at a unit or a person. Only the database knows it all, and it holds on to them.
            db.ChangeTracker.Clear();
            return Outcome<ListKind>.From(Outcome.Refused("ListBuiltOn"));
        }
    }

    /// <returns>What stands against it; nothing is taken out then.</returns>
    private async Task<IReadOnlyList<Refusal>> TakeOutActivitiesAsync(ListImport import, Plan plan, CancellationToken cancel)
    {
        if (plan.IsFixed) return [new Refusal("PlanIsFixed")];
        var traces = new ImportTraces(db, import.Id, plan.Id, import.ConfirmedAt!.Value);
        if (await traces.ReasonsAgainstAsync(cancel) is { Count: > 0 } reasons) return reasons;
        db.Notes.RemoveRange(await traces.Touched.ToListAsync(cancel));
        db.Activities.RemoveRange(await traces.Made.ToListAsync(cancel));
        plan.Touch();
        return [];
    }
}
