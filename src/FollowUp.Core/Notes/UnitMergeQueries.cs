using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Reads what merging a unit into another would do.</summary>
public sealed class UnitMergeQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most notes and people that the preview names.</summary>
    public const int Limit = 100;

    /// <summary>What would happen; null where the unit does not exist for this person.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="unitId">The unit that would close.</param>
    /// <param name="successorId">The unit that would take over; null while none is chosen.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<MergePreview?> ReadAsync(UserAccess access, Guid unitId, Guid? successorId, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (!access.May(Permission.Administer) || tree.Find(unitId) is not { } unit) return null;
        var options = tree.Rows.Where(row => row.Unit.Id != unitId && !row.Unit.IsClosed)
            .Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth, false)).ToList();
        var preview = new MergePreview { Unit = unit, Successor = successorId is { } id ? tree.Find(id) : null, Options = options };
        if (preview.Successor is not { } successor) return preview;
        if (await MergeSplit.RefusalAsync(db, unitId, successor.Id, withUnits: true, cancel) is { } refusal) return preview with { Refusal = refusal };

        var unfinished = db.Notes.AsNoTracking().UnfinishedOf(unitId);
        var taken = await unfinished.TakenOverBy(successor.Id, db)
            .GroupBy(note => new
            {
                note.Activity.PlanId,
                note.Activity.Plan.YearKind,
                note.Activity.Plan.StartYear,
                note.Activity.Plan.Name,
                IsOwner = note.Activity.OwnerUnitId == unitId,
            })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancel);
        return preview with
        {
            Plans = [.. taken.GroupBy(found => found.Key.PlanId)
                .Select(plan => new MergePlan(
                    new PlanYear(plan.First().Key.YearKind, plan.First().Key.StartYear), plan.First().Key.Name,
                    plan.Sum(found => found.Count), plan.Where(found => found.Key.IsOwner).Sum(found => found.Count)))
                .OrderByDescending(plan => plan.Year.Start).ThenBy(plan => plan.Name, TypedText.Order)],
            Staying = await unfinished.SharedWith(successor.Id, db)
                .OrderByDescending(note => note.Activity.Plan.StartYear).ThenBy(note => note.Activity.Number).ThenBy(note => note.Id)
                .Take(Limit)
                .Select(note => new StayingNote(
                    note.Id, note.Activity.Number, note.Activity.Title, note.Activity.Plan.YearKind, note.Activity.Plan.StartYear, note.State,
                    note.Activity.OwnerUnitId == unitId))
                .ToListAsync(cancel),
            Below = [.. tree.Rows.Where(row => row.Unit.ParentId == unitId && !row.Unit.IsClosed).Select(row => row.Unit)],
            Approved = await db.Notes.CountAsync(note => note.UnitId == unitId && note.State == NoteState.Approved, cancel),
            People = await db.Memberships.AsNoTracking().InForceOn(clock.Today)
                .Where(member => member.UnitId == unitId && member.User.DeactivatedAt == null)
                .OrderBy(member => member.Kind).ThenBy(member => member.User.SortKey).ThenBy(member => member.Id)
                .Take(Limit)
                .Select(member => new MergePerson(member.User.Name, member.Kind))
                .ToListAsync(cancel),
        };
    }
}

/// <summary>What merging a unit into another would do.</summary>
public sealed record MergePreview
{
    public required UnitNode Unit { get; init; }

    /// <summary>The unit that would take over; null while none is chosen.</summary>
    public required UnitNode? Successor { get; init; }

    /// <summary>The units to choose among.</summary>
    public required IReadOnlyList<UnitOption> Options { get; init; }

    /// <summary>Why it cannot be done; null where it can.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What is handed over, per plan.</summary>
    public IReadOnlyList<MergePlan> Plans { get; init; } = [];

    /// <summary>What stays since both units report on it.</summary>
    public IReadOnlyList<StayingNote> Staying { get; init; } = [];

    /// <summary>The units in use right below, which move along.</summary>
    public IReadOnlyList<UnitNode> Below { get; init; } = [];

    /// <summary>How many approved notes stay with the closed unit.</summary>
    public int Approved { get; init; }

    /// <summary>Who works at the unit that closes.</summary>
    public IReadOnlyList<MergePerson> People { get; init; } = [];
}

/// <summary>What is handed over in one plan.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="Name">Tells plans of the same year apart; may be empty.</param>
/// <param name="Notes">Follow-ups handed over.</param>
/// <param name="Activities">Of those, how many with the responsibility for the activity.</param>
public sealed record MergePlan(PlanYear Year, string Name, int Notes, int Activities);

/// <summary>A note that stays with the closed unit.</summary>
public sealed record StayingNote(Guid NoteId, int Number, string Title, YearKind YearKind, int StartYear, NoteState State, bool IsOwner)
{
    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>Somebody with a place at the unit that closes.</summary>
public sealed record MergePerson(string Name, MembershipKind Kind);
