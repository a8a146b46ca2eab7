using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Reviews;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Plans;

/// <summary>First and last day of writing per level of the unit tree, and everything that asks for them.</summary>
public sealed class UnitDaysTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Days_OfAUnit_AreTheNearestAbove_DayByDay()
    {
        await PlanAsync(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 1), null);
        await SetAsync(_sample.Area, new UnitDaysFacts { LastDay = new DateOnly(2026, 12, 10), GraceDays = 5 });
        await SetAsync(_sample.North, new UnitDaysFacts { GraceDays = 0 });

        await using var db = _database.Open();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id);
        var calendar = await PlanCalendar.ReadAsync(db, [plan]);

        Assert.Equal(new WritingDays(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 10), 0), calendar.DaysOf(plan.Id, _sample.North.Id));
        Assert.Equal(new WritingDays(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 10), 5), calendar.DaysOf(plan.Id, _sample.South.Id));
        Assert.Equal(plan.Days, calendar.DaysOf(plan.Id, _sample.Preschool.Id));
    }

    [Fact]
    public async Task Set_ChangedAndTakenAway_IsAuditedAndMovesThePlansVersion()
    {
        var version = await VersionAsync();
        await SetAsync(_sample.North, new UnitDaysFacts { GraceDays = 3 });
        var late = await TrySetAsync(_sample.Reviewer, _sample.North, version, new UnitDaysFacts { GraceDays = 4 });
        await SetAsync(_sample.North, new UnitDaysFacts());

        Assert.True(late.IsConflict);
        await using var db = _database.Open();
        Assert.Empty(await db.UnitDays.ToListAsync());
        Assert.Equal([AuditAction.UnitDaysSet, AuditAction.UnitDaysRemoved],
            await db.Audit.Where(entry => entry.SubjectId == _sample.Plan.Id).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Fact]
    public async Task Set_WhatCannotBe_IsRefusedOrNotFound()
    {
        await PlanAsync(new DateOnly(2026, 11, 1), null, null);
        var version = await VersionAsync();

        var early = await TrySetAsync(_sample.Reviewer, _sample.North, version, new UnitDaysFacts { LastDay = new DateOnly(2026, 10, 31) });
        var grace = await TrySetAsync(_sample.Reviewer, _sample.North, version, new UnitDaysFacts { GraceDays = 91 });

        Assert.Equal(("UnitDaysEndBeforeTheyBegin", "LastDay"), (Assert.Single(early.Refusals).Code, early.Refusals[0].Field));
        Assert.Equal("GraceDaysOutside", Assert.Single(grace.Refusals).Code);
        Assert.True((await TrySetAsync(_sample.Head, _sample.North, version, new UnitDaysFacts { GraceDays = 1 })).IsNotFound);
        Assert.True((await TrySetAsync(_sample.Reviewer, _sample.Authority, version, new UnitDaysFacts { GraceDays = 1 })).IsNotFound);
    }

    [Theory]
    [InlineData(0, null, true)]
    [InlineData(-3, 3, true)]
    [InlineData(-4, 3, false)]
    [InlineData(-40, null, true)]
    public async Task Save_AfterTheLastDay_GoesOnInTheDaysOfGrace(int lastDay, int? graceDays, bool isDone)
    {
        await PlanAsync(null, Today.AddDays(lastDay), graceDays);
        var note = await NoteAsync(NoteState.Draft);

        var outcome = await SaveAsync(_sample.Head, note, "Mer text");

        Assert.Equal(isDone, outcome.IsDone);
        Assert.Equal(isDone ? [] : ["WritingIsClosed"], outcome.Refusals.Select(refusal => refusal.Code));
        Assert.Equal(isDone, (await DetailsAsync(_sample.Head, note)).CanWrite);
    }

    [Fact]
    public async Task Save_ClosedForThePlan_GoesOnWhereTheUnitHasOwnDaysOrTheNoteWasReturned()
    {
        await PlanAsync(null, Today.AddDays(-10), 0);
        var returned = await NoteAsync(NoteState.Returned);
        var draft = await NoteAsync(NoteState.Draft);

        Assert.True((await SaveAsync(_sample.Head, returned, "Kompletterad")).IsDone);
        Assert.False((await SaveAsync(_sample.Head, draft, "Sent")).IsDone);
        await SetAsync(_sample.Area, new UnitDaysFacts { LastDay = Today });
        Assert.True((await SaveAsync(_sample.Head, draft, "I tid")).IsDone);
    }

    [Fact]
    public async Task Save_TheAuthoritysOwnNote_IsNotBoundByTheClosingDay()
    {
        await PlanAsync(null, Today.AddDays(-10), 0);
        var activity = await _sample.AddActivityAsync(50, "Huvudmannens", _sample.Authority);
        var note = await _sample.WriteAsync(activity, _sample.Authority, NoteState.Missing);

        Assert.True((await SaveAsync(_sample.Reviewer, note, "Sammanfattning")).IsDone);
    }

    [Fact]
    public async Task Submit_AndTakeBack_AfterClosing_AreRefused()
    {
        await PlanAsync(null, Today.AddDays(-10), 0);
        var (draft, submitted) = (await NoteAsync(NoteState.Draft), await NoteAsync(NoteState.Submitted));
        await using var db = _database.Open();
        var notes = new NoteService(db, _database.Clock, _database.Faults);
        var access = await _sample.AccessOfAsync(_sample.Head);

        Assert.Equal("WritingIsClosed", Assert.Single((await notes.SubmitAsync(access, draft.Id, draft.Version, draft.Text)).Refusals).Code);
        Assert.Equal("WritingIsClosed", Assert.Single((await notes.ReopenAsync(access, submitted.Id, submitted.Version)).Refusals).Code);
    }

    [Fact]
    public async Task Remind_AUnitThatCannotWrite_IsRefused()
    {
        var note = await NoteAsync(NoteState.Draft);
        await SetAsync(_sample.North, new UnitDaysFacts { OpensOn = Today.AddDays(1) });
        Assert.Equal("PlanNotOpenYet", Assert.Single((await RemindAsync(note)).Refusals).Code);

        await SetAsync(_sample.North, new UnitDaysFacts { LastDay = Today.AddDays(-2), GraceDays = 1 });
        Assert.Equal("UnitCannotWrite", Assert.Single((await RemindAsync(note)).Refusals).Code);

        await SetAsync(_sample.North, new UnitDaysFacts());
        Assert.True((await RemindAsync(note)).IsDone);
    }

    [Fact]
    public async Task ToDo_AndTheWritingSheet_FollowTheUnitsDays()
    {
        await PlanAsync(Today.AddDays(1), Today.AddDays(30), 0);
        await NoteAsync(NoteState.Missing);
        Assert.Empty((await ToDoAsync()).Plans);

        await SetAsync(_sample.Area, new UnitDaysFacts { OpensOn = Today, LastDay = Today.AddDays(2) });
        var plan = Assert.Single((await ToDoAsync()).Plans);
        Assert.Equal(Today.AddDays(2), Assert.Single(plan.Days).Days.LastDay);
        await using var db = _database.Open();
        var sheet = await new WritingSheetQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Head), null, null, new PageRequest());
        Assert.Equal((Today.AddDays(2), true), (sheet!.Chosen!.Plan.LastDay, sheet.Notes.Rows[0].CanWrite));

        await SetAsync(_sample.Area, new UnitDaysFacts { OpensOn = Today.AddDays(-9), LastDay = Today.AddDays(-2), GraceDays = 2 });
        Assert.Equal((false, true), Marks(Assert.Single((await ToDoAsync()).ToWrite.Rows)));
        await SetAsync(_sample.Area, new UnitDaysFacts { OpensOn = Today.AddDays(-9), LastDay = Today.AddDays(-2), GraceDays = 1 });
        Assert.Equal((true, false), Marks(Assert.Single((await ToDoAsync()).ToWrite.Rows)));

        static (bool, bool) Marks(ToDoRow row) => (row.IsClosed, row.IsInGrace);
    }

    [Fact]
    public async Task Plans_OfBothKinds_StandBesideEachOtherEverywhere()
    {
        await NoteAsync(NoteState.Missing);
        var calendarYear = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2026), "", "Verksamhetsberättelse");
        await using (var adding = _database.Open())
        {
            adding.Plans.Add(calendarYear);
            await adding.SaveChangesAsync();
        }

        await _sample.AddActivityAsync(calendarYear, 1, "Årets", null, _sample.North);
        await using var db = _database.Open();
        var head = await _sample.AccessOfAsync(_sample.Head);
        var reviewer = await _sample.AccessOfAsync(_sample.Reviewer);
        var open = new[] { "2026", "2026/27" };

        Assert.Equal(open, (await ToDoAsync()).Plans.Select(plan => plan.Plan.Label));
        Assert.Equal(open, (await new StartQueries(db).ReadAsync(reviewer))!.Plans.Select(plan => plan.Plan.Label));
        Assert.Equal(open, (await new ReviewQueries(db, _database.Clock).ReadAsync(reviewer, new ReviewFilter(), new PageRequest()))!.Plans
            .Where(plan => !plan.IsFixed).Select(plan => plan.Label));
        Assert.Equal(open.Order(), (await new PlanQueries(db).OptionsAsync(head, onlyOpen: true)).Select(plan => plan.Year.ToString()).Order());
        Assert.Equal(open, (await new YearWheelQueries(db, _database.Clock).ReadAsync(head, new WheelFilter()))!.Plans.Select(plan => plan.Year.ToString()));
    }

    [Fact]
    public async Task Plan_APrincipal_SeesTheOwnUnitsLastDay()
    {
        await PlanAsync(null, Today.AddDays(30), null);
        await NoteAsync(NoteState.Missing);
        await SetAsync(_sample.North, new UnitDaysFacts { LastDay = Today.AddDays(20) });
        await using var db = _database.Open();
        var plans = new PlanQueries(db);
        var head = await _sample.AccessOfAsync(_sample.Head);

        Assert.Equal(Today.AddDays(20), Assert.Single((await plans.DetailsAsync(head, _sample.Plan.Id))!.OwnDays).Days.LastDay);
        Assert.Equal(Today.AddDays(20), Assert.Single((await plans.ListAsync(head, new PageRequest())).Rows).LastDay);
        Assert.Equal(1, (await plans.DetailsAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id))!.UnitsWithOwnDays);
    }

    [Fact]
    public async Task Tree_ShowsWhoHasOwnDays()
    {
        await SetAsync(_sample.Area, new UnitDaysFacts { LastDay = Today });
        await using var db = _database.Open();
        var queries = new UnitDaysQueries(db);
        var access = await _sample.AccessOfAsync(_sample.Administrator);

        var all = await queries.ReadAsync(access, _sample.Plan.Id, false, new PageRequest());
        var own = await queries.ReadAsync(access, _sample.Plan.Id, true, new PageRequest());

        Assert.Equal([_sample.Area.Id], own!.Units.Rows.Select(row => row.UnitId));
        Assert.Equal((false, Today), all!.Units.Rows.Where(row => row.UnitId == _sample.North.Id).Select(row => (row.IsOwn, row.Days.LastDay!.Value)).Single());
        Assert.Null(await queries.ReadAsync(await _sample.AccessOfAsync(_sample.Head), _sample.Plan.Id, false, new PageRequest()));
    }

    [Fact]
    public async Task Wheel_APrincipal_SeesOwnDaysAndTheReviewerEverybodys()
    {
        await PlanAsync(null, Today.AddDays(30), 0);
        await NoteAsync(NoteState.Missing);
        await SetAsync(_sample.North, new UnitDaysFacts { LastDay = Today.AddDays(20), GraceDays = 5 });
        await using var db = _database.Open();
        var wheel = new YearWheelQueries(db, _database.Clock);
        var reviewer = await _sample.AccessOfAsync(_sample.Reviewer);

        var own = await wheel.ReadAsync(await _sample.AccessOfAsync(_sample.Head), new WheelFilter());
        var all = await wheel.ReadAsync(reviewer, new WheelFilter());
        var other = await wheel.ReadAsync(reviewer, new WheelFilter(UnitId: _sample.South.Id));

        Assert.Equal([(WheelKind.LastDay, Today.AddDays(20)), (WheelKind.GraceEnds, Today.AddDays(25))], own!.Days.Select(day => (day.Kind, day.On)));
        Assert.All(own.Days, day => Assert.Equal("Norra provskolan", Assert.Single(day.Units)));
        Assert.Equal(
            [(WheelKind.LastDay, Today.AddDays(20), "Norra provskolan"), (WheelKind.GraceEnds, Today.AddDays(25), "Norra provskolan"), (WheelKind.LastDay, Today.AddDays(30), "")],
            all!.Days.Select(day => (day.Kind, day.On, string.Join(", ", day.Units))));
        Assert.True(all.Days[2].IsForTheRest);
        Assert.Equal([Today.AddDays(30)], other!.Days.Select(day => day.On));
        Assert.Null(await wheel.ReadAsync(await _sample.AccessOfAsync(_sample.Head), new WheelFilter(UnitId: _sample.South.Id)));
        Assert.Null(await wheel.ReadAsync(await _sample.AccessOfAsync(_sample.Reader), new WheelFilter()));
    }

    private async Task PlanAsync(DateOnly? opensOn, DateOnly? lastDay, int? graceDays)
    {
        await using var db = _database.Open();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id);
        plan.Change(plan.Year, plan.Name, plan.ReportTitle, opensOn, lastDay, graceDays);
        await db.SaveChangesAsync();
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        await using var db = _database.Open();
        var number = await db.Activities.CountAsync() + 1;
        return await _sample.WriteAsync(await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North), _sample.North, state);
    }

    private async Task<Guid> VersionAsync()
    {
        await using var db = _database.Open();
        return (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Version;
    }

    private async Task SetAsync(Unit unit, UnitDaysFacts facts) =>
        Assert.True((await TrySetAsync(_sample.Administrator, unit, await VersionAsync(), facts)).IsDone);

    private async Task<Outcome> TrySetAsync(AppUser user, Unit unit, Guid version, UnitDaysFacts facts)
    {
        await using var db = _database.Open();
        return await new UnitDaysService(db, _database.Clock, _database.Faults)
            .SetAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id, unit.Id, version, facts);
    }

    private async Task<Outcome> SaveAsync(AppUser user, Note note, string text)
    {
        await using var db = _database.Open();
        var save = new NoteSave { Version = note.Version, Text = new NoteText(NoteStatus.InProgress, text, note.Analysis), Origin = note.Text };
        return await new NoteWritingService(db, _database.Clock, _database.Faults).SaveAsync(await _sample.AccessOfAsync(user), note.Id, save);
    }

    private async Task<NoteDetails> DetailsAsync(AppUser user, Note note)
    {
        await using var db = _database.Open();
        return (await new NoteQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(user), note.Id))!;
    }

    private async Task<Outcome> RemindAsync(Note note)
    {
        await using var db = _database.Open();
        return await new ReminderService(db, _database.Clock).RemindAsync(await _sample.AccessOfAsync(_sample.Reviewer), note.Id, "");
    }

    private async Task<ToDo> ToDoAsync()
    {
        await using var db = _database.Open();
        return await new ToDoQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Head), new ToDoFilter(), new PageRequest());
    }
}
