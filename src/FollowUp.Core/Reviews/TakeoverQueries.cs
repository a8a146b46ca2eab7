using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads the brief for somebody who takes a unit over.</summary>
public sealed class TakeoverQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most open follow-ups listed.</summary>
    public const int OpenLimit = 200;

    /// <summary>Most texts: the brief is read at one sitting.</summary>
    public const int TextLimit = 40;

    /// <summary>Most decisions and remarks, of each.</summary>
    public const int TalkLimit = 60;

    /// <summary>The brief of a unit and those below it, for the unit's rektor and for administrators; null for others. A fixed number of commands.</summary>
    public async Task<Takeover?> ReadAsync(UserAccess access, Guid unitId, CancellationToken cancel = default)
    {
        if (!access.HeadUnits.Contains(unitId) && !access.May(Permission.Administer)) return null;
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (tree.Find(unitId) is not { } unit) return null;
        var path = new List<UnitNode>();
        for (var above = unit.ParentId; above is { } id && tree.Find(id) is { } node; above = node.ParentId) path.Insert(0, node);

        var units = tree.WithAllBelow(unitId).ToList();
        var notes = db.Notes.AsNoTracking().VisibleTo(access).Where(note => units.Contains(note.UnitId) && note.Activity.DroppedAt == null);
        var open = notes.Where(note => note.Activity.Plan.FixedAt == null && note.State != NoteState.Submitted && note.State != NoteState.Approved);
        return new Takeover
        {
            Unit = unit,
            Path = path,
            People = await PeopleAsync(unitId, cancel),
            Open = await OpenAsync(open, cancel),
            OpenCount = await open.CountAsync(cancel),
            Written = await WrittenAsync(notes.ReadableBy(access), cancel),
            Decisions = await DecisionsAsync(notes, cancel),
            Continuations = await ContinuationsAsync(notes, cancel),
            Remarks = access.Discusses(unitId) ? await RemarksAsync(notes, cancel) : [],
        };
    }

    private async Task<IReadOnlyList<TakeoverPerson>> PeopleAsync(Guid unitId, CancellationToken cancel)
    {
        var today = clock.Today;
        return await db.Memberships.AsNoTracking()
            .Where(member => member.UnitId == unitId && (member.LastDay == null || member.LastDay >= today) && member.User.DeactivatedAt == null)
            .OrderBy(member => member.Kind).ThenBy(member => member.FirstDay).ThenBy(member => member.User.SortKey).ThenBy(member => member.Id)
            .Take(TalkLimit)
            .Select(member => new TakeoverPerson(member.User.Name, member.Kind, member.FirstDay, member.LastDay))
            .ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<OpenNote>> OpenAsync(IQueryable<Note> open, CancellationToken cancel)
    {
        var never = DateOnly.MaxValue;
        var calendar = await PlanCalendar.ReadOpenAsync(db, cancel);
        var notes = await open
            .OrderBy(note => note.State == NoteState.Returned ? 0 : 1).ThenBy(note => note.Activity.DueOn ?? note.Activity.Plan.LastDay ?? never)
            .ThenBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Take(OpenLimit)
            .Select(note => new OpenNote
            {
                NoteId = note.Id,
                UnitName = note.Unit.Name,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                YearKind = note.Activity.Plan.YearKind,
                StartYear = note.Activity.Plan.StartYear,
                State = note.State,
                DueOn = note.Activity.DueOn,
                PlanId = note.Activity.PlanId,
                UnitId = note.UnitId,
                Wanted = note.State != NoteState.Returned ? null : note.StateChanges
                    .Where(change => change.To == NoteState.Returned)
                    .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
                    .Select(change => change.Comment).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return [.. notes.Select(note => note with { Days = calendar.DaysOf(note.PlanId, note.UnitId) })];
    }

    private async Task<IReadOnlyList<WrittenNote>> WrittenAsync(IQueryable<Note> readable, CancellationToken cancel) => await readable
        .Where(note => note.SavedAt != null)
        .OrderByDescending(note => note.SavedAt).ThenBy(note => note.Id)
        .Take(TextLimit)
        .Select(note => new WrittenNote
        {
            NoteId = note.Id,
            UnitName = note.Unit.Name,
            Number = note.Activity.Number,
            Title = note.Activity.Title,
            YearKind = note.Activity.Plan.YearKind,
            StartYear = note.Activity.Plan.StartYear,
            State = note.State,
            Status = note.Status,
            FollowUp = note.FollowUp,
            Analysis = note.Analysis,
            SavedAt = note.SavedAt!.Value,
            SavedBy = note.SavedBy!.Name,
            IsContinued = db.Activities.Any(next => next.ContinuesId == note.ActivityId && next.DroppedAt == null),
        })
        .ToListAsync(cancel);

    private async Task<IReadOnlyList<NoteDecision>> DecisionsAsync(IQueryable<Note> notes, CancellationToken cancel) => await db.NoteStateChanges.AsNoTracking()
        .Where(change => change.To == NoteState.Returned || change.To == NoteState.Approved)
        .Join(notes, change => change.NoteId, note => note.Id, (change, note) => new NoteDecision
        {
            NoteId = note.Id,
            UnitName = note.Unit.Name,
            Number = note.Activity.Number,
            Title = note.Activity.Title,
            YearKind = note.Activity.Plan.YearKind,
            StartYear = note.Activity.Plan.StartYear,
            To = change.To,
            At = change.At,
            Author = change.Author.Name,
            Comment = change.Comment,
        })
        .OrderByDescending(change => change.At).ThenBy(change => change.NoteId)
        .Take(TalkLimit)
        .ToListAsync(cancel);

    private static async Task<IReadOnlyList<ContinuationDecision>> ContinuationsAsync(IQueryable<Note> notes, CancellationToken cancel) => await notes
        .Where(note => note.UnitId == note.Activity.OwnerUnitId && note.Activity.Continuation != null && note.Activity.DecidedAt != null)
        .OrderByDescending(note => note.Activity.DecidedAt).ThenBy(note => note.Id)
        .Take(TalkLimit)
        .Select(note => new ContinuationDecision
        {
            NoteId = note.Id,
            UnitName = note.Unit.Name,
            Number = note.Activity.Number,
            Title = note.Activity.Title,
            YearKind = note.Activity.Plan.YearKind,
            StartYear = note.Activity.Plan.StartYear,
            ActivityId = note.ActivityId,
            Continuation = note.Activity.Continuation!.Value,
            ReplacedBy = note.Activity.ReplacedBy == null ? null : note.Activity.ReplacedBy.Number + ". " + note.Activity.ReplacedBy.Title,
            At = note.Activity.DecidedAt!.Value,
            Author = note.Activity.DecidedBy!.Name,
        })
        .ToListAsync(cancel);

    private async Task<IReadOnlyList<OpenRemark>> RemarksAsync(IQueryable<Note> notes, CancellationToken cancel) => await db.NoteComments.AsNoTracking()
        .Where(comment => comment.ReplyToId == null && comment.ClosedAt == null)
        .Join(notes, comment => comment.NoteId, note => note.Id, (comment, note) => new OpenRemark
        {
            NoteId = note.Id,
            UnitName = note.Unit.Name,
            Number = note.Activity.Number,
            Title = note.Activity.Title,
            YearKind = note.Activity.Plan.YearKind,
            StartYear = note.Activity.Plan.StartYear,
            At = comment.At,
            Author = comment.Author.Name,
            Text = comment.Text,
            Answers = db.NoteComments.Count(answer => answer.ReplyToId == comment.Id),
        })
        .OrderByDescending(comment => comment.At).ThenBy(comment => comment.NoteId)
        .Take(TalkLimit)
        .ToListAsync(cancel);
}
