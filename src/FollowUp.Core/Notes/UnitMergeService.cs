using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Merges a unit into another, and takes it back. Stands with the notes, since it is they that are handed over.</summary>
public sealed class UnitMergeService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>More notes than a unit has in its open plans.</summary>
    private const int MaxNotes = 10_000;

    private const int MaxPeople = 1_000;

    /// <summary>
    /// Closes a unit under the key that the form was given, and hands what it has not finished over to another. What both report on stays, and so does what
    /// is approved; the units below move along. The people of the closed unit keep their place there, so that they reach what they wrote.
    /// </summary>
    public async Task<Outcome> MergeAsync(UserAccess access, NewUnitMerge asked, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return Outcome.NotFound;
        if (await db.UnitMerges.AnyAsync(made => made.Id == asked.Id, cancel)) return Outcome.Done;
        var unit = await db.Units.SingleOrDefaultAsync(unit => unit.Id == asked.UnitId, cancel);
        if (unit is null) return Outcome.NotFound;
        if (await MergeSplit.RefusalAsync(db, asked.UnitId, asked.SuccessorId, asked.WithUnits, cancel) is { } refusal) return Outcome.Refused([refusal]);

        var successor = await db.Units.SingleAsync(unit => unit.Id == asked.SuccessorId, cancel);
        var merge = new UnitMerge(asked.Id, unit.Id, successor.Id, access.UserId, clock.Now);
        db.UnitMerges.Add(merge);
        var notes = await db.Notes.UnfinishedOf(unit.Id).TakenOverBy(successor.Id, db)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .OrderBy(note => note.Id).Take(MaxNotes)
            .ToListAsync(cancel);
        foreach (var note in notes)
        {
            HandOver(merge, note);
            TellOf(access, note, $"{unit.Name} → {successor.Name}");
        }

        await MoveUnitsAsync(access, merge, cancel);
        if (asked.WithPeople) await TakePeopleAsync(access, merge, successor, cancel);
        unit.Close(clock.Now);
        successor.Touch();
        Record(access, AuditAction.UnitMerged, unit, successor.Name);
        Record(access, AuditAction.UnitTookOver, successor, unit.Name);
        return await SaveAsync(cancel);
    }

    /// <summary>Takes a merge back: refused once anybody has gone on with what was handed over.</summary>
    public async Task<Outcome> UndoAsync(UserAccess access, Guid mergeId, CancellationToken cancel = default)
    {
        var merge = access.May(Permission.Administer)
            ? await db.UnitMerges.Include(made => made.Parts).Include(made => made.Unit).Include(made => made.Successor).AsSplitQuery()
                .SingleOrDefaultAsync(made => made.Id == mergeId, cancel)
            : null;
        if (merge is null) return Outcome.NotFound;
        if (merge.UndoneAt is not null) return Outcome.Done;

        var handed = merge.HandedOver(MergePartKind.Note);
        var ids = handed.Keys.ToList();
        var notes = await db.Notes.Where(note => ids.Contains(note.Id))
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .ToListAsync(cancel);
        var moves = merge.HandedOver(MergePartKind.Unit).Keys.ToList();
        var units = await db.Units.Include(unit => unit.Pasts).Where(unit => moves.Contains(unit.Id)).ToListAsync(cancel);
        if ((await RefusalToUndoAsync(merge, notes, cancel) ?? RefusalToMoveBack(merge, units)) is { } refusal) return Outcome.Refused([refusal]);

        var owned = merge.HandedOver(MergePartKind.Activity);
        foreach (var note in notes)
        {
            note.HandOver(merge.UnitId);
            if (owned.ContainsKey(note.ActivityId)) note.Activity.HandOver(merge.UnitId);
            TellOf(access, note, $"{merge.Successor.Name} → {merge.Unit.Name}");
        }

        await LeavePeopleAsync(access, merge, cancel);
        foreach (var moved in units)
        {
            moved.TakeBackMove(merge.MergedAt);
            Record(access, AuditAction.UnitChanged, moved, $"{merge.Successor.Name} → {merge.Unit.Name}");
        }

        if (units.Count > 0) await TouchAuthorityAsync(cancel);
        merge.Unit.Reopen();
        merge.Undo(access.UserId, clock.Now);
        Record(access, AuditAction.UnitMergeUndone, merge.Unit, merge.Successor.Name);
        Record(access, AuditAction.UnitMergeUndone, merge.Successor, merge.Unit.Name);
        return await SaveAsync(cancel);
    }

    /// <summary>Hands a note over, and the activity too where its unit was responsible for it.</summary>
    private static void HandOver(UnitMerge merge, Note note)
    {
        note.HandOver(merge.SuccessorId);
        merge.HandOver(MergePartKind.Note, note.Id, note.Version);
        if (note.Activity.OwnerUnitId != merge.UnitId) return;
        note.Activity.HandOver(merge.SuccessorId);
        merge.HandOver(MergePartKind.Activity, note.Activity.Id, note.Activity.Version);
    }

    /// <summary>The units in use that stand below go on below the unit that takes over.</summary>
    private async Task MoveUnitsAsync(UserAccess access, UnitMerge merge, CancellationToken cancel)
    {
        var below = await db.Units.OpenBelow(merge.UnitId).OrderBy(unit => unit.Id).Take(UnitTree.MaxUnits).ToListAsync(cancel);
        foreach (var unit in below)
        {
            unit.Change(new UnitFacts { Name = unit.Name, ParentId = merge.SuccessorId, SchoolForm = unit.SchoolForm }, merge.MergedAt);
            merge.HandOver(MergePartKind.Unit, unit.Id, unit.Version);
            Record(access, AuditAction.UnitChanged, unit, "");
        }

        if (below.Count > 0) await TouchAuthorityAsync(cancel);
    }

    /// <summary>As for every move: two at once, each right in itself, could put two units below each other.</summary>
    private async Task TouchAuthorityAsync(CancellationToken cancel) =>
        (await db.Units.OrderBy(unit => unit.Id).FirstAsync(unit => unit.ParentId == null, cancel)).Touch();

    private static Refusal? RefusalToMoveBack(UnitMerge merge, List<Unit> units)
    {
        var handed = merge.HandedOver(MergePartKind.Unit);
        return units.Find(unit => unit.Version != handed[unit.Id]) is { } changed ? new Refusal("UnitMergeUnitChanged", null, changed.Name) : null;
    }

    /// <summary>Everybody with a place at the closed unit gets the same at the other, apart from those who have it.</summary>
    private async Task TakePeopleAsync(UserAccess access, UnitMerge merge, Unit successor, CancellationToken cancel)
    {
        var (unitId, successorId) = (merge.UnitId, merge.SuccessorId);
        var members = await db.Memberships.InForceOn(clock.Today)
            .Where(member => member.UnitId == unitId && member.User.DeactivatedAt == null
                && !db.Memberships.Any(has => has.UserId == member.UserId && has.UnitId == successorId && has.Kind == member.Kind))
            .Include(member => member.User)
            .OrderBy(member => member.Id).Take(MaxPeople)
            .ToListAsync(cancel);
        foreach (var member in members)
        {
            var added = new Membership(member.UserId, successorId, member.Kind);
            db.Memberships.Add(added);
            merge.Take(added);
            RecordPlace(access, AuditAction.PlaceTaken, member.User, successor);
        }
    }

    private async Task LeavePeopleAsync(UserAccess access, UnitMerge merge, CancellationToken cancel)
    {
        var ids = merge.HandedOver(MergePartKind.Membership).Keys.ToList();
        var added = await db.Memberships.Where(member => ids.Contains(member.Id)).Include(member => member.User).ToListAsync(cancel);
        db.Memberships.RemoveRange(added);
        foreach (var member in added) RecordPlace(access, AuditAction.PlaceTakenBack, member.User, merge.Successor);
    }

    private async Task<Refusal?> RefusalToUndoAsync(UnitMerge merge, List<Note> notes, CancellationToken cancel)
    {
        var (handed, owned) = (merge.HandedOver(MergePartKind.Note), merge.HandedOver(MergePartKind.Activity));
        if (notes.Any(note => note.Activity.Plan.IsFixed)) return new Refusal("PlanIsFixed");
        var changed = notes.Count(note => handed[note.Id] != note.Version
            || (owned.TryGetValue(note.ActivityId, out var version) && version != note.Activity.Version));
        if (changed > 0) return new Refusal("UnitMergeWrittenSince", null, changed);
        var activities = notes.Select(note => note.ActivityId).ToList();
        var again = await db.Notes.CountAsync(note => note.UnitId == merge.UnitId && activities.Contains(note.ActivityId), cancel);
        if (again > 0) return new Refusal("UnitMergeWrittenSince", null, again);
        var parent = await db.Units.SingleOrDefaultAsync(unit => unit.Id == merge.Unit.ParentId, cancel);
        return parent is { ClosedAt: not null } ? new Refusal("UnitParentClosed", null, parent.Name) : null;
    }

    private void TellOf(UserAccess access, Note note, string detail)
    {
        note.Activity.Plan.Touch();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.NoteHandedOver, note.Id, note.Activity.Label, detail));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ActivityHandedOver, note.Activity.Id, note.Activity.Label, detail));
    }

    private void Record(UserAccess access, AuditAction action, Unit unit, string detail) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, unit.Id, unit.Name, detail));

    /// <summary>The person's version moves, so that a form that was open before does not take the change back unseen.</summary>
    private void RecordPlace(UserAccess access, AuditAction action, AppUser user, Unit unit)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, user.Id, user.Name, unit.Name));
    }

    /// <summary>A conflict too where somebody gave the other unit a note or a place meanwhile.</summary>
    private async Task<Outcome> SaveAsync(CancellationToken cancel)
    {
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

/// <summary>What an administrator states about two units that become one.</summary>
public sealed record NewUnitMerge
{
    /// <summary>The key, made with the form.</summary>
    public required Guid Id { get; init; }

    /// <summary>The unit that closes.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The unit that takes over.</summary>
    public required Guid SuccessorId { get; init; }

    /// <summary>True where the units in use that stand below move along; refused without it where there are any.</summary>
    public bool WithUnits { get; init; }

    /// <summary>True where the people of the closed unit get the same place at the other.</summary>
    public bool WithPeople { get; init; }
}
