using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads what all units have handed in on one activity, side by side.</summary>
public sealed class SideBySideQueries(FollowUpDbContext db)
{
    /// <summary>Units a page: texts are long.</summary>
    public const int RowsPerPage = 20;

    /// <summary>
    /// One page of the units' texts, in alphabetical order: those that are handed in; of the rest only the state is read. A fixed number of
    /// commands. For a reviewer the authority's own note is the summary, and not among the rows.
    /// </summary>
    /// <returns>Null where the activity does not exist for this person: reviewers, administrators and the principals of the unit that owns it.</returns>
    public async Task<SideBySide?> ReadAsync(
        UserAccess access, Guid activityId, SideBySideFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var activity = await db.Activities.AsNoTracking().VisibleTo(access, db).Where(activity => activity.Id == activityId)
            .Select(activity => new
            {
                activity.Number, activity.Title, activity.OwnerUnitId, activity.DroppedAt,
                activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.FixedAt, activity.Plan.NamedAt,
            })
            .SingleOrDefaultAsync(cancel);
        if (activity is null || !(access.SeesAllUnits || access.Owns(activity.OwnerUnitId))) return null;

        var tree = await UnitTree.ReadAsync(db, activity.NamedAt, cancel);
        var notes = db.Notes.AsNoTracking().VisibleTo(access).Where(note => note.ActivityId == activityId);
        Guid? summaryId = null;
        if (access.IsReviewer)
        {
            var authority = access.AuthorityId;
            summaryId = await notes.Where(note => note.UnitId == authority).Select(note => (Guid?)note.Id).SingleOrDefaultAsync(cancel);
            notes = notes.Where(note => note.UnitId != authority);
        }

        if (filter.UnitId is { } unitId)
        {
            var units = tree.WithAllBelow(unitId).ToList();
            notes = notes.Where(note => units.Contains(note.UnitId));
        }

        if (filter.State is { } state) notes = notes.Where(note => note.State == state);
        return new SideBySide
        {
            ActivityId = activityId,
            Number = activity.Number,
            Title = activity.Title,
            Year = new PlanYear(activity.YearKind, activity.StartYear),
            Units = [.. tree.Rows.Where(row => access.SeesAllUnits || access.Owns(row.Unit.Id))],
            SummaryId = summaryId,
            CanBeginSummary = access.IsReviewer && summaryId is null && activity.FixedAt is null && activity.DroppedAt is null,
            Rows = await notes.ToPageAsync(
                note => note.Unit.SortKey,
                note => note.Id,
                note => new SideBySideRow
                {
                    NoteId = note.Id,
                    UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                        ?? note.Unit.Name,
                    State = note.State,
                    Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
                    FollowUp = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.FollowUp : "",
                    Analysis = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Analysis : "",
                },
                page with { Size = RowsPerPage },
                cancel: cancel),
        };
    }
}

/// <summary>Which units' texts are shown. What is null does not narrow.</summary>
/// <param name="UnitId">A unit, with those below it.</param>
/// <param name="State">Only notes in this state.</param>
public sealed record SideBySideFilter(Guid? UnitId = null, NoteState? State = null);

/// <summary>The units' texts on one activity.</summary>
public sealed record SideBySide
{
    public required Guid ActivityId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required PlanYear Year { get; init; }

    /// <summary>The units to choose among, parents before children.</summary>
    public required IReadOnlyList<UnitTreeRow> Units { get; init; }

    /// <summary>The authority's own note, for a reviewer; null where there is none.</summary>
    public required Guid? SummaryId { get; init; }

    /// <summary>True where a reviewer can add the authority's own note.</summary>
    public required bool CanBeginSummary { get; init; }

    public required Page<SideBySideRow> Rows { get; init; }
}

/// <summary>One unit's text; empty where it is not handed in.</summary>
public sealed record SideBySideRow
{
    public required Guid NoteId { get; init; }

    public required string UnitName { get; init; }

    public required NoteState State { get; init; }

    public required NoteStatus? Status { get; init; }

    public required string FollowUp { get; init; }

    public required string Analysis { get; init; }
}
