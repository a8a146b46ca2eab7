using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Takes in a list, keeps it while its columns are chosen, and makes or changes what its rows are about.</summary>
public sealed class ListImportService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Keeps a list as a preview. Refused where it has no rows or too many, and for a plan that is fixed.</summary>
    public async Task<Outcome<Guid>> PrepareAsync(UserAccess access, NewList list, CancellationToken cancel = default)
    {
        if (!MayRead(access, list.Kind)) return Outcome<Guid>.From(Outcome.NotFound);
        if (await IsOwnAsync(access, list.Id, cancel)) return list.Id;
        var planId = list.Kind == ListKind.Activities ? list.PlanId ?? Guid.Empty : (Guid?)null;
        if (planId is not null && await RefusalOfPlanAsync(planId.Value, cancel) is { } refusal) return Outcome<Guid>.From(refusal);
        var table = ListTable.Of(list.Kind, list.Table);
        if (table.Rows.Count == 0) return Outcome<Guid>.From(Outcome.Refused("ListNoRows", nameof(list.Table)));
        if (table.Rows.Count > ListImport.MaxRows)
            return Outcome<Guid>.From(Outcome.Refused("ListTooManyRows", nameof(list.Table), table.Rows.Count, ListImport.MaxRows));

        var import = new ListImport(list.Id, list.Kind, planId, list.FileName, table);
        import.Sign(access.UserId, clock.Now);
        db.ListImports.Add(import);
        Record(access, import, AuditAction.ListRead, $"{table.Rows.Count}");
        if (await db.TrySaveNewAsync(faults, cancel)) return list.Id;
        return await IsOwnAsync(access, list.Id, cancel) ? list.Id : Outcome<Guid>.From(Outcome.Conflict);
    }

    /// <summary>Chooses what each column is read as, and what holds for rows that do not say it themselves.</summary>
    /// <param name="access">Who chooses.</param>
    /// <param name="listId">The list.</param>
    /// <param name="version">Its version as it was shown.</param>
    /// <param name="columns">What each column is read as.</param>
    /// <param name="defaults">What is chosen for rows that name no unit; null for nothing. Only lists of activities have any.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome> MapAsync(
        UserAccess access, Guid listId, Guid version, IReadOnlyList<ListField?> columns, ListDefaults? defaults = null, CancellationToken cancel = default)
    {
        if (await FindAsync(access, listId, cancel) is not { } import) return Outcome.NotFound;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Preview) return Outcome.Refused("ListNotInPreview");
        var chosen = columns.OfType<ListField>().ToList();
        if (columns.Count != import.ReadColumns().Count || chosen.Except(ListHeads.FieldsOf(import.Kind)).Any()) return Outcome.Refused("ListColumnUnknown");
        if (chosen.Distinct().Count() < chosen.Count) return Outcome.Refused("ListColumnTwice");
        defaults = import.Kind == ListKind.Activities && defaults is not null ? defaults : ListDefaults.None;
        if (await RefusalOfUnitsAsync(defaults, cancel) is { } refusal) return refusal;
        import.Map(columns);
        import.Assume(defaults);
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        return await db.SaveOrConflictAsync(cancel);
    }

    /// <summary>Takes all good rows in, in one save; the bad ones are kept with the reasons.</summary>
    /// <param name="access">Who reads in.</param>
    /// <param name="listId">The list.</param>
    /// <param name="version">Its version as it was shown.</param>
    /// <param name="digest">The <see cref="ListCheck.Digest"/> of what was shown. Where something else would happen by now, nothing does.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome> ConfirmAsync(UserAccess access, Guid listId, Guid version, string digest, CancellationToken cancel = default)
    {
        if (await FindAsync(access, listId, cancel) is not { } import) return Outcome.NotFound;

        // The second click of a double click finds the work done.
        if (import.State == ImportState.Confirmed && import.ConfirmedById == access.UserId) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Preview) return Outcome.Refused("ListNotInPreview");
        if (import.PlanId is { } planId && await RefusalOfPlanAsync(planId, cancel) is { } refusal) return refusal;
        var check = await ListCheck.ReadAsync(db, import, clock.Today, cancel);
        if (check.Missing.Count > 0) return Outcome.Refused("ListColumnsMissing");
        if (check.Digest != digest) return await IsConfirmedByAsync(access, listId, cancel) ? Outcome.Done : Outcome.Refused("ListChangedMeanwhile");
        if (check.Good == 0) return Outcome.Refused("ListNothingToRead");

        var made = await WriteAsync(access, import, check, cancel);
        import.Confirm(check, made, access.UserId, clock.Now);
        return await SaveAsync(access, import, version, AuditAction.ListConfirmed, $"{check.Good}/{import.RowCount}", cancel);
    }

    /// <summary>Puts a preview aside. It can be taken up again.</summary>
    public Task<Outcome> DiscardAsync(UserAccess access, Guid listId, Guid version, CancellationToken cancel = default) =>
        ChangeAsync(access, listId, version, (ImportState.Preview, ImportState.Discarded), import => import.Discard(), cancel);

    /// <summary>Makes a list that was put aside, or whose rows were taken out again, a preview once more.</summary>
    public async Task<Outcome> TakeUpAsync(UserAccess access, Guid listId, Guid version, CancellationToken cancel = default)
    {
        var outcome = await ChangeAsync(access, listId, version, (ImportState.Discarded, ImportState.Preview), import => import.TakeUp(), cancel);
        return outcome.Refusals.Count == 0 ? outcome
            : await ChangeAsync(access, listId, version, (ImportState.Undone, ImportState.Preview), import => import.TakeUp(), cancel);
    }

    /// <summary>True where this person may read in such a list.</summary>
    public static bool MayRead(UserAccess access, ListKind kind) => access.May(PermissionOf(kind));

    internal static Permission PermissionOf(ListKind kind) => kind == ListKind.Activities ? Permission.Import : Permission.Administer;

    private async Task<Outcome> ChangeAsync(
        UserAccess access, Guid listId, Guid version, (ImportState From, ImportState To) step, Action<ListImport> change, CancellationToken cancel)
    {
        if (await FindAsync(access, listId, cancel) is not { } import) return Outcome.NotFound;
        if (import.State == step.To) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != step.From) return Outcome.Refused("ListNotInPreview");
        change(import);
        return await SaveAsync(access, import, version, step.To == ImportState.Discarded ? AuditAction.ListDiscarded : AuditAction.ListTakenUp, "", cancel);
    }

    /// <summary>Writes the good rows, and returns the units or people that were added.</summary>
    private Task<IReadOnlyList<Guid>> WriteAsync(UserAccess access, ListImport import, ListCheck check, CancellationToken cancel) => import.Kind switch
    {
        ListKind.Activities => ActivityListWriter.WriteAsync(db, import, check, (access.UserId, clock.Now), cancel),
        ListKind.Units => UnitListWriter.WriteAsync(db, check, (access.UserId, clock.Now), cancel),
        _ => PersonListWriter.WriteAsync(db, accounts, check, (access.UserId, clock.Now, clock.Today), cancel),
    };

    private async Task<ListImport?> FindAsync(UserAccess access, Guid listId, CancellationToken cancel) =>
        await db.ListImports.SingleOrDefaultAsync(import => import.Id == listId, cancel) is { } import && MayRead(access, import.Kind) ? import : null;

    private Task<bool> IsOwnAsync(UserAccess access, Guid id, CancellationToken cancel) =>
        db.ListImports.AnyAsync(import => import.Id == id && import.CreatedById == access.UserId, cancel);

    private async Task<Outcome?> RefusalOfPlanAsync(Guid planId, CancellationToken cancel) =>
        await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel) switch
        {
            null => Outcome.Refused("ActivityPlanMissing", nameof(NewList.PlanId)),
            { IsFixed: true } => Outcome.Refused("PlanIsFixed", nameof(NewList.PlanId)),
            _ => null,
        };

    /// <summary>A unit that is gone or closed is refused when it is chosen; one that closes later, row by row.</summary>
    private async Task<Outcome?> RefusalOfUnitsAsync(ListDefaults defaults, CancellationToken cancel)
    {
        if (defaults.UnitIds.Distinct().Count() >= AssignmentService.MaxUnits) return Outcome.Refused("ActivityTooManyUnits", "DefaultUnits", AssignmentService.MaxUnits);
        var tree = await UnitTree.ReadAsync(db, cancel);
        foreach (var (unitId, field) in defaults.UnitIds.Select(id => (id, "DefaultUnits")).Prepend((defaults.OwnerUnitId ?? tree.Authority?.Id ?? Guid.Empty, "DefaultOwnerId")))
        {
            if (tree.Find(unitId) is not { } unit) return Outcome.Refused("UnitUnknown", field);
            if (unit.IsClosed) return Outcome.Refused("UnitIsClosed", field, unit.Name);
        }

        return null;
    }

    private void Record(UserAccess access, ListImport import, AuditAction action, string detail) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, import.Id, import.FileName, detail));

    private async Task<Outcome> SaveAsync(UserAccess access, ListImport import, Guid version, AuditAction action, string detail, CancellationToken cancel)
    {
        Record(access, import, action, detail);
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (Exception fault) when (fault is DbUpdateConcurrencyException || (fault is DbUpdateException update && faults.IsUniqueViolation(update)))
        {
            db.ChangeTracker.Clear();
            return action == AuditAction.ListConfirmed && await IsConfirmedByAsync(access, import.Id, cancel) ? Outcome.Done : Outcome.Conflict;
        }
    }

    /// <summary>True where the first click of the same person got there while the second was at work.</summary>
    private Task<bool> IsConfirmedByAsync(UserAccess access, Guid listId, CancellationToken cancel) => db.ListImports.AnyAsync(
        import => import.Id == listId && import.State == ImportState.Confirmed && import.ConfirmedById == access.UserId, cancel);
}

/// <summary>A list that was read from a file.</summary>
/// <param name="Id">Made by the form, so that a second click finds the first one's work.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="PlanId">The plan that its activities go into; not looked at for other lists.</param>
/// <param name="FileName">The file's name; empty where the list was pasted.</param>
/// <param name="Table">What stands in it.</param>
public sealed record NewList(Guid Id, ListKind Kind, Guid? PlanId, string FileName, ListContent Table);
