using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads the page on which a person writes one activity after the other.</summary>
public sealed class WritingSheetQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Notes a page: each has two long fields and saves by itself.</summary>
    public const int PageSize = 10;

    /// <summary>More units times plans than a list to choose from can hold.</summary>
    private const int MaxChoices = 500;

    /// <summary>Reads one page of a unit's notes in an open plan. The number of commands is fixed.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan; null for the newest.</param>
    /// <param name="unitId">The unit; null for the first that has something left to write.</param>
    /// <param name="page">Which page; its size is <see cref="PageSize"/>.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>The page; null where the person does not write for that unit in that plan.</returns>
    public async Task<WritingSheet?> ReadAsync(UserAccess access, Guid? planId, Guid? unitId, PageRequest page, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var calendar = await PlanCalendar.ReadOpenAsync(db, cancel);
        var own = db.Notes.AsNoTracking().WritableBy(access).OpenedOn(calendar, today);
        var choices = await ChoicesAsync(own, calendar, cancel);
        var fitting = choices.Where(choice => (planId ?? choice.Plan.PlanId) == choice.Plan.PlanId && (unitId ?? choice.UnitId) == choice.UnitId).ToList();
        if (fitting.Count == 0 && (planId is not null || unitId is not null)) return null;

        var newest = fitting.FirstOrDefault()?.Plan.PlanId;
        var chosen = fitting.Find(choice => choice.Plan.PlanId == newest && choice.Counts.HandedIn < choice.Counts.Total) ?? fitting.FirstOrDefault();
        return new WritingSheet { Choices = choices, Chosen = chosen, Notes = await NotesAsync(access, own, calendar, chosen, page, cancel) };
    }

    private static async Task<List<WritingSheetChoice>> ChoicesAsync(IQueryable<Note> own, PlanCalendar calendar, CancellationToken cancel)
    {
        var counted = await own
            .GroupBy(note => new
            {
                note.Activity.PlanId,
                note.Activity.Plan.YearKind,
                note.Activity.Plan.StartYear,
                note.Activity.Plan.Name,
                note.UnitId,
                UnitName = note.Unit.Name,
                note.State,
            })
            .Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(found => found.Key.StartYear).ThenBy(found => found.Key.PlanId).ThenBy(found => found.Key.UnitId)
            .Take(MaxChoices)
            .ToListAsync(cancel);
        return [.. counted
            .GroupBy(found => new { found.Key.PlanId, found.Key.UnitId })
            .Select(part => new WritingSheetChoice(
                new PlanChoice
                {
                    PlanId = part.Key.PlanId,
                    YearKind = part.First().Key.YearKind,
                    StartYear = part.First().Key.StartYear,
                    Name = part.First().Key.Name,
                    OpensOn = calendar.DaysOf(part.Key.PlanId, part.Key.UnitId).OpensOn,
                    LastDay = calendar.DaysOf(part.Key.PlanId, part.Key.UnitId).LastDay,
                    GraceDays = calendar.DaysOf(part.Key.PlanId, part.Key.UnitId).GraceDays,
                    IsFixed = false,
                },
                part.Key.UnitId,
                part.First().Key.UnitName,
                StateCounts.Of(part.Select(found => (found.Key.State, found.Count)))))
            .OrderByDescending(choice => choice.Plan.StartYear).ThenBy(choice => choice.Plan.Name, TypedText.Order)
            .ThenBy(choice => choice.UnitName, TypedText.Order)];
    }

    private async Task<Page<NoteDetails>> NotesAsync(
        UserAccess access, IQueryable<Note> own, PlanCalendar calendar, WritingSheetChoice? chosen, PageRequest page, CancellationToken cancel)
    {
        if (chosen is null) return new Page<NoteDetails>([], null, null, 0);
        var (planId, unitId) = (chosen.Plan.PlanId, chosen.UnitId);
        var read = await own.Where(note => note.Activity.PlanId == planId && note.UnitId == unitId).ToPageAsync(
            note => note.Activity.Number,
            note => note.Id,
            note => new
            {
                note.Id, note.State, note.Status, note.FollowUp, note.Analysis, note.Version, note.SavedAt, note.SavedById, SavedBy = note.SavedBy!.Name,
                note.ActivityId, note.Activity.Number, note.Activity.Title, note.Activity.Responsible, note.Activity.DueOn, note.Activity.ContinuesId,
                note.Activity.OwnerUnitId, OwnerUnitName = note.Activity.OwnerUnit.Name,
                note.Activity.Plan.FollowUpInstructions, note.Activity.Plan.AnalysisInstructions,
                CarriedFrom = db.Notes.Where(from => from.Id == note.CarriedFromId)
                    .Select(from => new { from.Activity.Plan.YearKind, from.Activity.Plan.StartYear }).FirstOrDefault(),
                Returned = note.State != NoteState.Returned ? null : note.StateChanges
                    .Where(change => change.To == NoteState.Returned)
                    .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
                    .Select(change => new NoteEvent(change.At, change.Author.Name, change.To, null, change.Comment)).FirstOrDefault(),
            },
            page with { Size = PageSize },
            cancel: cancel);
        var earlier = await EarlierNotes.ReadAsync(db, access, [.. read.Rows.Select(row => row.ContinuesId).OfType<Guid>()], unitId, withOwners: false, cancel);
        var checkPoints = await CheckPointReading.ReadAsync(db, access, planId, calendar, [.. read.Rows.Select(row => (row.Id, unitId))], cancel);
        bool IsShutOut(NoteState state) => access.IsShutOut(state, chosen.Plan.Days, clock.Today);
        return new Page<NoteDetails>([.. read.Rows.Select(note => new NoteDetails
        {
            Id = note.Id,
            UnitName = chosen.UnitName,
            IsAuthority = unitId == access.AuthorityId,
            ActivityId = note.ActivityId,
            PlanId = planId,
            Year = chosen.Plan.Year,
            Number = note.Number,
            Title = note.Title,
            OwnerUnitName = note.OwnerUnitName,
            IsOwner = note.OwnerUnitId == unitId,
            Responsible = note.Responsible,
            DueOn = note.DueOn,
            Days = chosen.Plan.Days,
            IsFixed = false,
            IsDropped = false,
            FollowUpInstructions = note.FollowUpInstructions,
            AnalysisInstructions = note.AnalysisInstructions,
            IsReadable = true,
            Text = new NoteText(note.Status, note.FollowUp, note.Analysis),
            State = note.State,
            IsOverdue = NoteRules.IsOverdue(note.Status, note.DueOn, clock.Today),
            Version = note.Version,
            SavedAt = note.SavedAt,
            SavedBy = note.SavedBy,
            IsOwnSave = note.SavedById == access.UserId,
            CanWrite = !note.State.IsHandedIn() && !IsShutOut(note.State),
            CanSubmit = !note.State.IsHandedIn() && !IsShutOut(note.State) && access.SubmitsFor(unitId),
            CanReopen = note.State == NoteState.Submitted && !IsShutOut(note.State) && access.SubmitsFor(unitId),
            CanReturn = false,
            CanApprove = false,
            CanCorrect = false,
            CanRemind = false,
            ReturnComment = note.Returned,
            Reminder = null,
            History = [],
            Discussion = null,
            CarriedFrom = note.CarriedFrom is { } carried ? new PlanYear(carried.YearKind, carried.StartYear) : null,
            Earlier = note.ContinuesId is { } id ? earlier.GetValueOrDefault(id) : null,
            CheckPoints = [.. checkPoints[note.Id]],
            Siblings = null,
        })], read.Previous, read.Next, read.Count);
    }
}
