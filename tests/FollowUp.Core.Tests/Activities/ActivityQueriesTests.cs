using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Activities;

public sealed class ActivityQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task List_SixtyActivities_TakeAsManyCommandsAsFive()
    {
        async Task<int> CommandsAsync(AppUser user, PageRequest page)
        {
            var access = await _sample.AccessOfAsync(user);
            await using var db = _database.Open();
            _database.ForgetCommands();
            await new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter { PlanId = _sample.Plan.Id, UnitId = _sample.Area.Id }, page);
            return _database.Commands.Count;
        }

        for (var i = 1; i <= 5; i++) await _sample.AddActivityAsync(i, $"Aktivitet {i}", _sample.North, _sample.South);
        var few = (await CommandsAsync(_sample.Reviewer, new PageRequest()), await CommandsAsync(_sample.Head, new PageRequest()));
        for (var i = 6; i <= 60; i++) await _sample.AddActivityAsync(i, $"Aktivitet {i}", _sample.North, _sample.South);

        Assert.Equal(few, (await CommandsAsync(_sample.Reviewer, new PageRequest(Size: 60)), await CommandsAsync(_sample.Head, new PageRequest(Size: 60))));
        Assert.Equal((5, 5), few);
    }

    [Fact]
    public async Task List_PagesByNumber()
    {
        for (var i = 1; i <= 5; i++) await _sample.AddActivityAsync(i, $"Aktivitet {i}", _sample.North);

        var first = await ListAsync(_sample.Reviewer, new ActivityFilter(), new PageRequest(Size: 2));
        var second = await ListAsync(_sample.Reviewer, new ActivityFilter(), new PageRequest(After: first.Next, Size: 2));

        Assert.Equal([1, 2, 3, 4], first.Rows.Concat(second.Rows).Select(row => row.Number));
        Assert.Equal(5, second.Count);
    }

    [Fact]
    public async Task List_Draft_ShowsItsStatusToTheUnitOnly()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, NoteStatus.Completed);

        var own = Assert.Single((await ListAsync(_sample.Head)).Rows);
        var reviewer = Assert.Single((await ListAsync(_sample.Reviewer)).Rows);
        var administrator = Assert.Single((await ListAsync(_sample.Administrator)).Rows);
        var other = Assert.Single((await ListAsync(_sample.OtherHead)).Rows);

        Assert.Equal((NoteStatus.Completed, NoteState.Draft, true), (own.Note!.Status, own.Note.State, own.Note.IsReadable));
        foreach (var row in new[] { reviewer, administrator })
        {
            Assert.Equal((null, NoteState.Draft, false), (row.Note!.Status, row.Note.State, row.Note.IsReadable));
            Assert.Equal(2, row.Units);
        }

        // The rektor of another unit that reports on it sees the own note and knows of no other.
        Assert.Equal((_sample.South.Id, NoteState.Missing, 1), (other.Note!.UnitId, other.Note.State, other.Units));
        Assert.Equal(2, own.Units);
    }

    [Fact]
    public async Task List_HandedIn_CountsAndShowsTheOwnersStatus()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South, _sample.Preschool);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Submitted, NoteStatus.InProgress);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Approved, NoteStatus.Completed);

        var row = Assert.Single((await ListAsync(_sample.Reviewer)).Rows);

        Assert.Equal((NoteStatus.InProgress, NoteState.Submitted, true), (row.Note!.Status, row.Note.State, row.Note.IsOwner));
        Assert.Equal((3, 2), (row.Units, row.HandedIn));
    }

    [Fact]
    public async Task List_Principal_SeesOwnUnitsActivitiesOnly_AndReaderNone()
    {
        await _sample.AddActivityAsync(1, "Norra", _sample.North);
        await _sample.AddActivityAsync(2, "Södra med norra", _sample.South, _sample.North);
        await _sample.AddActivityAsync(3, "Södra", _sample.South);

        Assert.Equal([1, 2], (await ListAsync(_sample.Head)).Rows.Select(row => row.Number));
        Assert.Equal([1, 2, 3], (await ListAsync(_sample.Administrator)).Rows.Select(row => row.Number));
        Assert.Empty((await ListAsync(_sample.Reader)).Rows);
    }

    [Fact]
    public async Task List_Filters()
    {
        var one = await _sample.AddActivityAsync(1, "Ökad närvaro på högstadiet", _sample.North);
        await _sample.AddActivityAsync(2, "Läslust", _sample.South, _sample.Preschool);
        var three = await _sample.AddActivityAsync(3, "Språk", _sample.Preschool);
        await _sample.AddActivityAsync(_sample.FixedPlan, 9, "Fjol", null, _sample.Preschool);
        await _sample.WriteAsync(one, _sample.North, NoteState.Submitted, NoteStatus.Completed, "Frånvaron minskade PÅ ÖNSKAT sätt.");
        await _sample.WriteAsync(three, _sample.Preschool, NoteState.Draft, NoteStatus.Completed, "Hemligt utkast om önskat läge.");
        var plan = new ActivityFilter { PlanId = _sample.Plan.Id };

        Assert.Equal([1, 2, 3, 9], await NumbersAsync(_sample.Reviewer, new ActivityFilter()));
        Assert.Equal([1, 2], await NumbersAsync(_sample.Reviewer, plan with { UnitId = _sample.Area.Id }));
        Assert.Equal([2, 3], await NumbersAsync(_sample.Reviewer, plan with { UnitId = _sample.Preschool.Id }));
        Assert.Equal([1], await NumbersAsync(_sample.Reviewer, plan with { Status = NoteStatus.Completed }));
        Assert.Equal([3], await NumbersAsync(_sample.Reviewer, plan with { State = NoteState.Draft }));
        Assert.Equal([1], await NumbersAsync(_sample.Reviewer, plan with { Text = "ÖKAD NÄRVARO" }));
        Assert.Equal([1], await NumbersAsync(_sample.Reviewer, plan with { Text = "på önskat" }));
        Assert.Equal([], await NumbersAsync(_sample.Reviewer, plan with { Text = "hemligt utkast" }));
        Assert.Equal([], await NumbersAsync(_sample.Reviewer, plan with { Text = "50%" }));
    }

    [Fact]
    public async Task List_TextOfAForeignUnit_IsNotFoundByAPrincipal()
    {
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.North, _sample.South);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Approved, NoteStatus.Completed, "Nyckelord");

        Assert.Equal([1], await NumbersAsync(_sample.Head, new ActivityFilter { Text = "nyckelord" }));
        Assert.Equal([], await NumbersAsync(_sample.OtherHead, new ActivityFilter { Text = "nyckelord" }));
        Assert.Equal([], await NumbersAsync(_sample.OtherHead, new ActivityFilter { Status = NoteStatus.Completed }));
    }

    [Fact]
    public async Task List_Overdue_IsWhatHasPassedAndIsNotOver()
    {
        var yesterday = _database.Clock.Today.AddDays(-1);
        await _sample.AddActivityAsync(_sample.Plan, 1, "Försenad", yesterday, _sample.North);
        var done = await _sample.AddActivityAsync(_sample.Plan, 2, "Klar", yesterday, _sample.North);
        await _sample.AddActivityAsync(_sample.Plan, 3, "I dag", _database.Clock.Today, _sample.North);
        await _sample.WriteAsync(done, _sample.North, NoteState.Submitted, NoteStatus.Completed);

        Assert.Equal([1], await NumbersAsync(_sample.Reviewer, new ActivityFilter { IsOverdue = true }));
        Assert.Equal([true, false, false], (await ListAsync(_sample.Reviewer)).Rows.Select(row => row.IsOverdue));
    }

    [Fact]
    public async Task List_Dropped_OnlyWhereAskedFor()
    {
        var activity = await _sample.AddActivityAsync(1, "Utgår", _sample.North);
        await _sample.AddActivityAsync(2, "Kvar", _sample.North);
        await using (var db = _database.Open())
        {
            (await db.Activities.SingleAsync(x => x.Id == activity.Id)).Drop("Skäl", _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal([2], await NumbersAsync(_sample.Reviewer, new ActivityFilter()));
        Assert.Equal([1], await NumbersAsync(_sample.Reviewer, new ActivityFilter { IsDropped = true }));
    }

    [Fact]
    public async Task Details_NotesAsFarAsEachMayKnow()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South, _sample.Preschool);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Draft, NoteStatus.Completed);
        await _sample.WriteAsync(activity, _sample.Preschool, NoteState.Submitted, NoteStatus.NotCarriedOut);

        var reviewer = (await DetailsAsync(_sample.Reviewer, activity))!;
        var owner = (await DetailsAsync(_sample.Head, activity))!;
        var other = (await DetailsAsync(_sample.OtherHead, activity))!;

        Assert.Equal(["Norra provskolan", "Södra provskolan", "Åsens förskola"], reviewer.Notes.Select(note => note.Unit));
        Assert.Equal([null, null, NoteStatus.NotCarriedOut], reviewer.Notes.Select(note => note.Status));
        Assert.Equal([true, true, true], reviewer.Notes.Select(note => note.HasPage));

        // The owner knows that a draft exists, and nothing more.
        Assert.Equal([NoteState.Missing, NoteState.Draft, NoteState.Submitted], owner.Notes.Select(note => note.State));
        Assert.Equal([true, false, true], owner.Notes.Select(note => note.HasPage));
        Assert.Equal((_sample.South.Id, NoteStatus.Completed), (Assert.Single(other.Notes).UnitId, other.Notes[0].Status!.Value));
        Assert.Null(await DetailsAsync(_sample.Reader, activity));
    }

    [Fact]
    public async Task Details_ForeignOrUnknown_IsNull()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);

        Assert.Null(await DetailsAsync(_sample.OtherHead, activity));
        await using var db = _database.Open();
        Assert.Null(await new ActivityQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(_sample.Reviewer), Guid.NewGuid()));
    }

    [Fact]
    public async Task Details_TellWhatIsContinuedAndWhatContinues_AndHistoryToThoseWhoMay()
    {
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 3, "Fjol", null, _sample.North);
        await using var db = _database.Open();
        var added = new NewActivity
        {
            Id = Guid.CreateVersion7(),
            PlanId = _sample.Plan.Id,
            Facts = new ActivityFacts { Title = "I år", OwnerUnitId = _sample.North.Id, ContinuesId = last.Id },
        };
        await new AssignmentService(db, _database.Clock, _database.Faults).AddActivityAsync(await _sample.AccessOfAsync(_sample.Reviewer), added);
        var queries = new ActivityQueries(db, _database.Clock);

        var now = (await queries.DetailsAsync(await _sample.AccessOfAsync(_sample.Reviewer), added.Id))!;
        var then = (await queries.DetailsAsync(await _sample.AccessOfAsync(_sample.Head), last.Id))!;

        Assert.Equal((last.Id, "2025/26"), (now.Continues!.Id, now.Continues.Plan.Year.ToString()));
        Assert.Equal("Kim Kontroll", Assert.Single(now.History).User);
        Assert.Equal(added.Id, Assert.Single(then.ContinuedBy).Id);
        Assert.Null(then.Continues);
        Assert.Empty(then.History);
    }

    [Fact]
    public async Task Continuable_AreActivitiesOfEarlierYears()
    {
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        await _sample.AddActivityAsync(1, "I år", _sample.North);
        await using var db = _database.Open();
        var calendar = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2026), "", "Rapport");
        db.Plans.Add(calendar);
        await db.SaveChangesAsync();
        await _sample.AddActivityAsync(calendar, 1, "Kalenderåret", null, _sample.North);
        var queries = new ActivityQueries(db, _database.Clock);
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.Equal(["Kalenderåret", "Fjol"], (await queries.ContinuableAsync(access, _sample.Plan.Id)).Select(link => link.Title));
        Assert.Equal(["Fjol"], (await queries.ContinuableAsync(access, calendar.Id)).Select(link => link.Title));
        Assert.Empty(await queries.ContinuableAsync(await _sample.AccessOfAsync(_sample.Head), _sample.Plan.Id));
    }

    private async Task<Page<ActivityRow>> ListAsync(AppUser user, ActivityFilter? filter = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new ActivityQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(user), filter ?? new ActivityFilter(), page ?? new PageRequest());
    }

    private async Task<IEnumerable<int>> NumbersAsync(AppUser user, ActivityFilter filter) => (await ListAsync(user, filter)).Rows.Select(row => row.Number);

    private async Task<ActivityDetails?> DetailsAsync(AppUser user, Activity activity)
    {
        await using var db = _database.Open();
        return await new ActivityQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(user), activity.Id);
    }
}
