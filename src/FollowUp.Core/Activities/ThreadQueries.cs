using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>Reads one activity's life over the years, as far as the asking person may know.</summary>
public sealed class ThreadQueries(FollowUpDbContext db)
{
    /// <summary>More activities than one thread has, in all its branches.</summary>
    private const int MaxActivities = 200;

    private const int MaxNotes = 1_000;

    /// <summary>
    /// The thread that an activity belongs to, the first year first: what it goes on from, back to the beginning, and all that goes on from
    /// that. Of each year this person sees the activity where it exists for them, and the text of the responsible unit and the own units
    /// where it may be read. One command for each year, and three.
    /// </summary>
    /// <returns>The thread; null where the activity does not exist for this person.</returns>
    public async Task<ThreadDetails?> ReadAsync(UserAccess access, Guid activityId, CancellationToken cancel = default)
    {
        var start = await db.Activities.AsNoTracking().VisibleTo(access, db).Where(activity => activity.Id == activityId)
            .Select(activity => new { activity.Id, activity.Number, activity.Title, activity.ContinuesId }).SingleOrDefaultAsync(cancel);
        if (start is null) return null;
        var ids = await WithLaterAsync(await FirstAsync(start.Id, start.ContinuesId, cancel), cancel);
        var years = await db.Activities.AsNoTracking().VisibleTo(access, db).Where(activity => ids.Contains(activity.Id))
            .OrderBy(activity => activity.Plan.StartYear).ThenBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Take(MaxActivities)
            .Select(activity => new ThreadActivity
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                Plan = new PlanLabel(activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                IsDropped = activity.DroppedAt != null,
                Continuation = activity.Continuation,
            })
            .ToListAsync(cancel);
        var notes = (await NotesAsync(access, ids, cancel)).ToLookup(note => note.ActivityId);
        return new ThreadDetails(start.Id, start.Number, start.Title,
            [.. years.OrderBy(year => year.Plan.Year.FirstDay).Select(year => year with { Notes = [.. notes[year.Id]] })]);
    }

    private async Task<Guid> FirstAsync(Guid id, Guid? continuesId, CancellationToken cancel)
    {
        for (var year = 1; year < ActivityThread.MaxYears && continuesId is { } earlier; year++)
        {
            id = earlier;
            continuesId = await db.Activities.AsNoTracking().Where(activity => activity.Id == earlier).Select(activity => activity.ContinuesId).SingleAsync(cancel);
        }

        return id;
    }

    private async Task<List<Guid>> WithLaterAsync(Guid first, CancellationToken cancel)
    {
        List<Guid> all = [first], level = [first];
        for (var year = 1; year < ActivityThread.MaxYears && level.Count > 0 && all.Count < MaxActivities; year++)
        {
            var ids = level;
            level = await db.Activities.AsNoTracking().Where(activity => activity.ContinuesId != null && ids.Contains(activity.ContinuesId.Value))
                .OrderBy(activity => activity.Id).Take(MaxActivities - all.Count).Select(activity => activity.Id).ToListAsync(cancel);
            all.AddRange(level);
        }

        return all;
    }

    private async Task<IReadOnlyList<ThreadNote>> NotesAsync(UserAccess access, List<Guid> ids, CancellationToken cancel)
    {
        var (own, former) = (access.OwnUnits, access.FormerUnits);
        var authority = access.IsReviewer ? access.AuthorityId : Guid.Empty;
        return await db.Notes.AsNoTracking().VisibleTo(access)
            .Where(note => ids.Contains(note.ActivityId) && (note.UnitId == note.Activity.OwnerUnitId || own.Contains(note.UnitId) || former.Contains(note.UnitId)))
            .OrderBy(note => note.UnitId == note.Activity.OwnerUnitId ? 0 : 1).ThenBy(note => note.Unit.SortKey).ThenBy(note => note.Id)
            .Take(MaxNotes)
            .Select(note => new
            {
                Note = note,
                TakenOverBy = db.UnitMerges.Where(merge => merge.UnitId == note.UnitId && merge.UndoneAt == null)
                    .OrderByDescending(merge => merge.MergedAt).Select(merge => merge.Successor.Name).FirstOrDefault(),
                Unit = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault() ?? note.Unit.Name,
                IsReadable = note.State == NoteState.Submitted || note.State == NoteState.Approved || own.Contains(note.UnitId) || note.UnitId == authority,
            })
            .Select(each => new ThreadNote
            {
                Id = each.Note.Id,
                ActivityId = each.Note.ActivityId,
                Unit = each.Unit,
                TakenOverBy = each.TakenOverBy,
                State = each.Note.State,
                IsReadable = each.IsReadable,
                Status = each.IsReadable ? each.Note.Status : null,
                Analysis = each.IsReadable ? each.Note.Analysis : "",
            })
            .ToListAsync(cancel);
    }
}

/// <summary>One activity over the years.</summary>
/// <param name="Id">The activity that was asked for.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Years">The activities of the thread, the first year first; several of one year where it has branched.</param>
public sealed record ThreadDetails(Guid Id, int Number, string Title, IReadOnlyList<ThreadActivity> Years);

/// <summary>The activity of one year.</summary>
public sealed record ThreadActivity
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required PlanLabel Plan { get; init; }

    public required string OwnerUnit { get; init; }

    public required bool IsDropped { get; init; }

    public required Continuation? Continuation { get; init; }

    /// <summary>The responsible unit's note and those of the own units, as far as they exist for this person.</summary>
    public IReadOnlyList<ThreadNote> Notes { get; init; } = [];
}

/// <summary>What a unit wrote that year.</summary>
public sealed record ThreadNote
{
    public required Guid Id { get; init; }

    public required Guid ActivityId { get; init; }

    public required string Unit { get; init; }

    /// <summary>The unit that has taken it over since, by its present name; null where none has.</summary>
    public string? TakenOverBy { get; init; }

    public required NoteState State { get; init; }

    /// <summary>False where this person knows only that there is a note: status and analysis are then left out.</summary>
    public required bool IsReadable { get; init; }

    public required NoteStatus? Status { get; init; }

    /// <summary>Markdown.</summary>
    public required string Analysis { get; init; }
}
