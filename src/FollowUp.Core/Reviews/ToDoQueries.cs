using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads <em>Att göra</em>: what a person has to write, has had back and has done, in the plans that are open today.</summary>
public sealed class ToDoQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>An activity that is due within this many days is due soon.</summary>
    public const int SoonDays = 14;

    /// <summary>A note is returned or reminded of less often than this.</summary>
    private const int MaxTimes = 100;

    /// <summary>
    /// Reads the notes of a person's own units (for a reviewer also the authority's own), those due first first. Each part
    /// comes with its first rows; with a part chosen, that part is paged. The number of commands is fixed.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="filter">What is asked for. A plan or unit that is not this person's gives nothing.</param>
    /// <param name="page">Which page of the chosen part.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<ToDo> ReadAsync(UserAccess access, ToDoFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        var calendar = await PlanCalendar.ReadOpenAsync(db, cancel);
        var own = OwnNotes(access, calendar);
        var notes = filter.PlanId is { } planId ? own.Where(note => note.Activity.PlanId == planId) : own;
        if (filter.UnitId is { } unitId)
        {
            var units = tree.WithAllBelow(unitId).ToList();
            notes = notes.Where(note => units.Contains(note.UnitId));
        }

        var withNotes = await own.Select(note => note.UnitId).Distinct().OrderBy(id => id).Take(UnitTree.MaxUnits).ToListAsync(cancel);
        return new ToDo
        {
            Plans = await PlansAsync(own, tree, calendar, cancel),
            Units = [.. tree.Rows.Where(row => access.WritesFor(row.Unit.Id) && tree.WithAllBelow(row.Unit.Id).Any(withNotes.Contains))],
            Counts = StateCounts.Of((await notes.GroupBy(note => note.State)
                .Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancel))
                .Select(found => (found.State, found.Count))),
            Returned = await SectionAsync(ToDoSection.Returned, notes.Where(note => note.State == NoteState.Returned)),
            ToWrite = await SectionAsync(ToDoSection.ToWrite, notes.Where(note => note.State == NoteState.Missing || note.State == NoteState.Draft)),
            Done = await SectionAsync(ToDoSection.Done, notes.Where(note => note.State == NoteState.Submitted || note.State == NoteState.Approved)),
        };

        Task<Page<ToDoRow>> SectionAsync(ToDoSection section, IQueryable<Note> part) =>
            filter.Section is { } chosen && chosen != section
                ? Task.FromResult(new Page<ToDoRow>([], null, null, 0))
                : RowsAsync(access, calendar, section, part, filter.Section == section ? page : page with { After = null, Before = null }, cancel);
    }

    private IQueryable<Note> OwnNotes(UserAccess access, PlanCalendar calendar)
    {
        var units = access.IsReviewer ? [.. access.OwnUnits, access.AuthorityId] : access.OwnUnits;
        return db.Notes.AsNoTracking().Where(note => units.Contains(note.UnitId)).OpenedOn(calendar, clock.Today);
    }

    private static async Task<IReadOnlyList<PlanProgress>> PlansAsync(IQueryable<Note> own, UnitTree tree, PlanCalendar calendar, CancellationToken cancel)
    {
        var counted = await own
            .GroupBy(note => new
            {
                note.Activity.PlanId,
                note.Activity.Plan.YearKind,
                note.Activity.Plan.StartYear,
                note.Activity.Plan.Name,
                note.Activity.Plan.OpensOn,
                note.Activity.Plan.LastDay,
                note.Activity.Plan.GraceDays,
                note.UnitId,
                note.State,
            })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancel);
        return [.. counted
            .GroupBy(found => new PlanChoice
            {
                PlanId = found.Key.PlanId,
                YearKind = found.Key.YearKind,
                StartYear = found.Key.StartYear,
                Name = found.Key.Name,
                OpensOn = found.Key.OpensOn,
                LastDay = found.Key.LastDay,
                GraceDays = found.Key.GraceDays,
                IsFixed = false,
            })
            .OrderByDescending(plan => plan.Key.StartYear).ThenByDescending(plan => plan.Key.YearKind).ThenBy(plan => plan.Key.Name, StringComparer.Ordinal)
            .Select(plan => new PlanProgress(plan.Key, StateCounts.Of(plan.Select(found => (found.Key.State, found.Count))))
            {
                Days = calendar.Group(plan.Key.PlanId, plan.Select(found => found.Key.UnitId).Distinct().Select(id => (id, tree.Find(id)?.Name ?? ""))
                    .OrderBy(unit => unit.Item2, TypedText.Order)),
            })];
    }

    private async Task<Page<ToDoRow>> RowsAsync(
        UserAccess access, PlanCalendar calendar, ToDoSection section, IQueryable<Note> notes, PageRequest page, CancellationToken cancel)
    {
        // Without a day of its own an activity comes last.
        var never = DateOnly.MaxValue;
        var rows = await notes.ToPageAsync(
            note => note.Activity.DueOn ?? never,
            note => note.Id,
            note => new ToDoRow
            {
                NoteId = note.Id,
                PlanId = note.Activity.PlanId,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                UnitId = note.UnitId,
                UnitName = note.Unit.Name,
                State = note.State,
                Status = note.Status,
                DueOn = note.Activity.DueOn,
                SavedAt = note.SavedAt,
                OpenComments = db.NoteComments.Count(comment => comment.NoteId == note.Id && comment.ReplyToId == null && comment.ClosedAt == null),
            },
            page,
            cancel: cancel);
        var ids = rows.Rows.Select(row => row.NoteId).ToList();
        var returned = section == ToDoSection.Returned ? await ReturnedAsync(ids, cancel) : null;
        var reminders = section == ToDoSection.Done ? null : await RemindersAsync(ids, cancel);
        return rows with
        {
            Rows = [.. rows.Rows
                .OrderBy(row => row.DueOn ?? never).ThenBy(row => row.Number).ThenBy(row => row.UnitName, TypedText.Order)
                .Select(row => Dated(row, access, calendar.DaysOf(row.PlanId, row.UnitId)) with
                {
                    Returned = returned?.GetValueOrDefault(row.NoteId),
                    Reminder = reminders?.GetValueOrDefault(row.NoteId),
                })],
        };
    }

    /// <summary>With what words each of the notes was last returned. Asked of a page's notes alone: within the page's own command it is asked of all that were ever returned.</summary>
    private async Task<Dictionary<Guid, ToDoComment>> ReturnedAsync(List<Guid> ids, CancellationToken cancel)
    {
        var changes = await db.NoteStateChanges.AsNoTracking()
            .Where(change => ids.Contains(change.NoteId) && change.To == NoteState.Returned)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
            .Take(ids.Count * MaxTimes)
            .Select(change => new { change.NoteId, Comment = new ToDoComment { Text = change.Comment, AuthorName = change.Author.Name, At = change.At } })
            .ToListAsync(cancel);
        return changes.DistinctBy(change => change.NoteId).ToDictionary(change => change.NoteId, change => change.Comment);
    }

    /// <summary>The last reminder of each of the notes.</summary>
    private async Task<Dictionary<Guid, ToDoComment>> RemindersAsync(List<Guid> ids, CancellationToken cancel)
    {
        var reminders = await db.Reminders.AsNoTracking()
            .Where(reminder => ids.Contains(reminder.NoteId))
            .OrderByDescending(reminder => reminder.At).ThenByDescending(reminder => reminder.Id)
            .Take(ids.Count * MaxTimes)
            .Select(reminder => new { reminder.NoteId, Comment = new ToDoComment { Text = reminder.Comment, AuthorName = reminder.Author.Name, At = reminder.At } })
            .ToListAsync(cancel);
        return reminders.DistinctBy(reminder => reminder.NoteId).ToDictionary(reminder => reminder.NoteId, reminder => reminder.Comment);
    }

    private ToDoRow Dated(ToDoRow row, UserAccess access, WritingDays days) => row with
    {
        Days = days,
        IsClosed = !row.State.IsHandedIn() && access.IsShutOut(row.State, days, clock.Today),
        IsInGrace = !row.State.IsHandedIn() && days.IsInGraceOn(clock.Today),
        IsOverdue = NoteRules.IsOverdue(row.Status, row.DueOn, clock.Today),
        IsDueSoon = !row.State.IsHandedIn() && row.DueOn >= clock.Today && row.DueOn <= clock.Today.AddDays(SoonDays),
    };
}
