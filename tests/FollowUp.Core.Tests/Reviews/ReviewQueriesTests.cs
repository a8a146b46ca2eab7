using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class ReviewQueriesTests : IAsyncLifetime
{
    private static readonly DateOnly Past = new(2026, 11, 17);
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
    public async Task Read_Reviewer_SeesEveryNoteAndMasksDrafts()
    {
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.South, _sample.North, _sample.Preschool);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Submitted, NoteStatus.Completed);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, NoteStatus.Completed);

        var overview = await ReadAsync(_sample.Reviewer);

        Assert.Equal(["Norra provskolan", "Södra provskolan", "Åsens förskola"], overview.Columns.Select(unit => unit.Name));
        var row = Assert.Single(overview.Rows.Rows);
        Assert.Equal(
            [(NoteState.Draft, null, false), (NoteState.Submitted, NoteStatus.Completed, true), (NoteState.Missing, (NoteStatus?)null, false)],
            row.Notes.Select(note => (note.State, note.Status, note.IsReadable)));
        Assert.Equal(new StateCounts(1, 1, 0, 1, 0), overview.States);
        Assert.Equal((1, 3), (overview.States.HandedIn, overview.States.Total));
        Assert.Equal(new StatusCounts(0, 0, 1, 0, 2), overview.Statuses);
        Assert.NotNull(row.NoteOf(_sample.North.Id));
        Assert.Null(row.NoteOf(_sample.Area.Id));
    }

    [Fact]
    public async Task Read_Principal_SeesOwnDraftsAndOthersHandedInNotesOnOwnedActivities()
    {
        var owned = await _sample.AddActivityAsync(1, "Norras gemensamma", _sample.North, _sample.South, _sample.Preschool);
        await _sample.AddActivityAsync(2, "Södras egen", _sample.South);
        await _sample.WriteAsync(owned, _sample.North, NoteState.Draft, NoteStatus.NotStarted);
        await _sample.WriteAsync(owned, _sample.South, NoteState.Submitted, NoteStatus.InProgress);
        await _sample.WriteAsync(owned, _sample.Preschool, NoteState.Draft, NoteStatus.InProgress);

        var overview = await ReadAsync(_sample.Head);

        var row = Assert.Single(overview.Rows.Rows);
        Assert.Equal(
            [("Norra provskolan", NoteStatus.NotStarted), ("Södra provskolan", (NoteStatus?)NoteStatus.InProgress)],
            row.Notes.Select(note => (note.UnitName, note.Status)));
        Assert.Equal(["Norra provskolan"], overview.Units.Select(choice => choice.Unit.Name));
    }

    [Fact]
    public async Task Read_ReaderOrForeignPlan_GivesNothing()
    {
        await _sample.AddActivityAsync(1, "Södras egen", _sample.South);

        Assert.Null((await ReadOrNullAsync(_sample.Reader, new ReviewFilter()))!.Plan);
        Assert.Null(await ReadOrNullAsync(_sample.Reader, new ReviewFilter { PlanId = _sample.Plan.Id }));
        Assert.Null(await ReadOrNullAsync(_sample.Head, new ReviewFilter { PlanId = _sample.Plan.Id }));
        Assert.Null(await ReadOrNullAsync(_sample.Head, new ReviewFilter { UnitId = _sample.South.Id }));
        Assert.Null(await ReadOrNullAsync(_sample.Reviewer, new ReviewFilter { PlanId = Guid.CreateVersion7() }));
    }

    [Fact]
    public async Task Read_NoPlanChosen_ShowsTheNewestOpenOne()
    {
        await using (var db = _database.Open())
        {
            db.Plans.Add(new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2024), "", "Gammal"));
            var later = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2027), "", "Fastställd i förväg");
            later.Fix(_sample.Administrator.Id, _database.Clock.Now);
            db.Plans.Add(later);
            await db.SaveChangesAsync();
        }

        var overview = await ReadAsync(_sample.Reviewer);

        Assert.Equal(_sample.Plan.Id, overview.Plan!.PlanId);
        Assert.Equal(["2027/28", "2026/27", "2025/26", "2024"], overview.Plans.Select(plan => plan.Label));
    }

    [Theory]
    [InlineData("ÅKE")]
    [InlineData("åke")]
    [InlineData("Öva ÄNNU")]
    [InlineData("ännu  åke")]
    [InlineData("LÄSFRÄMJANDE")]
    [InlineData("läsfrämjande öva")]
    public async Task Read_Search_FindsSwedishLettersInAnyCase(string search)
    {
        var activity = await _sample.AddActivityAsync(1, "Läsfrämjande Åtgärder", _sample.North);
        await _sample.AddActivityAsync(2, "Något annat", _sample.North);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Submitted, followUp: "Åke fick ÖVA ännu mer.");

        var overview = await ReadAsync(_sample.Reviewer, new ReviewFilter { Search = search });

        Assert.Equal(1, Assert.Single(overview.Rows.Rows).Number);
    }

    [Theory]
    [InlineData("100%", 1)]
    [InlineData("_", 0)]
    [InlineData("ake", 0)]
    [InlineData("atgarder", 0)]
    [InlineData("[a]", 0)]
    public async Task Read_Search_TakesEveryCharacterAsItself(string search, int found)
    {
        await _sample.AddActivityAsync(1, "Åtgärder: 100% närvaro för Åke", _sample.North);

        Assert.Equal(found, (await ReadAsync(_sample.Reviewer, new ReviewFilter { Search = search })).Rows.Rows.Count);
    }

    [Fact]
    public async Task Read_FiltersOfStatusAndText_DoNotTellWhatADraftSays()
    {
        var activity = await _sample.AddActivityAsync(_sample.Plan, 1, "Gemensam", Past, _sample.North);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, NoteStatus.Completed, "Förtroligt");

        foreach (var user in new[] { _sample.Reviewer, _sample.Administrator })
        {
            Assert.Empty((await ReadAsync(user, new ReviewFilter { Status = NoteStatus.Completed })).Rows.Rows);
            Assert.Empty((await ReadAsync(user, new ReviewFilter { Search = "förtroligt" })).Rows.Rows);
            var overdue = await ReadAsync(user, new ReviewFilter { IsOverdue = true });
            Assert.True(Assert.Single(Assert.Single(overdue.Rows.Rows).Notes).IsOverdue);
            Assert.Equal(1, overdue.Overdue);
        }

        Assert.Single((await ReadAsync(_sample.Head, new ReviewFilter { Status = NoteStatus.Completed })).Rows.Rows);
        Assert.Single((await ReadAsync(_sample.Head, new ReviewFilter { Search = "FÖRTROLIGT" })).Rows.Rows);
        Assert.Empty((await ReadAsync(_sample.Head, new ReviewFilter { IsOverdue = true })).Rows.Rows);
    }

    [Fact]
    public async Task Read_EachFilter_FindsItsNotesAndShowsTheOthersBeside()
    {
        var first = await _sample.AddActivityAsync(_sample.Plan, 1, "Ett", Past, _sample.North, _sample.South);
        var second = await _sample.AddActivityAsync(_sample.Plan, 2, "Två", Today, _sample.Preschool);
        await _sample.AddActivityAsync(3, "Tre", _sample.Administration);
        await _sample.WriteAsync(first, _sample.North, NoteState.Submitted, NoteStatus.Completed);
        await _sample.WriteAsync(second, _sample.Preschool, NoteState.Approved, NoteStatus.InProgress);

        Assert.Equal([1], await NumbersAsync(new ReviewFilter { Status = NoteStatus.Completed }));
        Assert.Equal([2], await NumbersAsync(new ReviewFilter { State = NoteState.Approved }));
        Assert.Equal([1, 3], await NumbersAsync(new ReviewFilter { State = NoteState.Missing }));
        Assert.Equal([1], await NumbersAsync(new ReviewFilter { AwaitsReview = true }));
        Assert.Equal([1], await NumbersAsync(new ReviewFilter { IsOverdue = true }));
        Assert.Equal([], await NumbersAsync(new ReviewFilter { IsOverdue = true, Status = NoteStatus.Completed }));
        Assert.Equal([1], await NumbersAsync(new ReviewFilter { UnitId = _sample.Area.Id }));
        Assert.Equal([2], await NumbersAsync(new ReviewFilter { UnitId = _sample.Preschool.Id, Search = "två" }));
        Assert.Equal([], await NumbersAsync(new ReviewFilter { GoalAreaId = Guid.CreateVersion7() }));

        var row = Assert.Single((await ReadAsync(_sample.Reviewer, new ReviewFilter { AwaitsReview = true })).Rows.Rows);
        Assert.Equal([true, false], row.Notes.Select(note => note.IsMatch));
        var unit = await ReadAsync(_sample.Reviewer, new ReviewFilter { UnitId = _sample.South.Id });
        Assert.Equal(["Södra provskolan"], unit.Columns.Select(column => column.Name));
        Assert.Equal(1, unit.States.Total);

        async Task<IEnumerable<int>> NumbersAsync(ReviewFilter filter) =>
            (await ReadAsync(_sample.Reviewer, filter)).Rows.Rows.Select(found => found.Number);
    }

    [Fact]
    public async Task Read_GoalArea_FindsItsActivities()
    {
        var area = new GoalArea(Guid.CreateVersion7(), "Trygghet", 1);
        await using (var db = _database.Open())
        {
            var activity = new Activity(Guid.CreateVersion7(), _sample.Plan.Id, 1,
                new ActivityFacts { Title = "Trygga raster", OwnerUnitId = _sample.North.Id, GoalAreaId = area.Id });
            db.AddRange(area, activity, new Note(activity.Id, _sample.North.Id), new GoalArea(Guid.CreateVersion7(), "Utan aktiviteter", 2));
            await db.SaveChangesAsync();
        }

        await _sample.AddActivityAsync(2, "Utan målområde", _sample.North);

        var overview = await ReadAsync(_sample.Reviewer, new ReviewFilter { GoalAreaId = area.Id });

        Assert.Equal("Trygghet", Assert.Single(overview.Rows.Rows).GoalArea);
        var goal = Assert.Single(overview.GoalAreas);
        Assert.Equal(("Trygghet", 0, 1), (goal.Name, goal.Counts.HandedIn, goal.Counts.Total));
    }

    [Fact]
    public async Task Read_Reminder_IsShownUntilTheNoteIsHandedIn()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Submitted);
        await using (var db = _database.Open())
        {
            foreach (var note in await db.Notes.ToListAsync())
                db.Reminders.Add(new Reminder(note.Id, _sample.Reviewer.Id, _database.Clock.Now, "Skriv gärna"));
            await db.SaveChangesAsync();
        }

        var row = Assert.Single((await ReadAsync(_sample.Reviewer)).Rows.Rows);

        Assert.Equal([_database.Clock.Now, null], row.Notes.Select(note => note.RemindedAt));
    }

    [Fact]
    public async Task Read_SixtyActivities_TurnsPagesByNumberWithTheSameCommandsAsFive()
    {
        var few = await CommandsAsync(5);
        var many = await CommandsAsync(60);

        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, many);

        var first = (await ReadAsync(_sample.Reviewer)).Rows;
        var second = (await ReadAsync(_sample.Reviewer, page: new PageRequest(first.Next))).Rows;
        var third = (await ReadAsync(_sample.Reviewer, page: new PageRequest(second.Next))).Rows;
        var back = (await ReadAsync(_sample.Reviewer, page: new PageRequest(Before: third.Previous))).Rows;

        Assert.Equal(60, first.Count);
        Assert.Equal(Enumerable.Range(1, 60), first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.Number));
        Assert.Equal(second.Rows.Select(row => row.Number), back.Rows.Select(row => row.Number));
        Assert.Null(third.Next);

        async Task<int> CommandsAsync(int activities)
        {
            await using (var db = _database.Open())
            {
                var has = await db.Activities.CountAsync();
                for (var number = has + 1; number <= activities; number++)
                    await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North, _sample.South);
            }

            await using var read = _database.Open();
            var access = await _sample.AccessOfAsync(_sample.Reviewer);
            _database.ForgetCommands();
            await new ReviewQueries(read, _database.Clock).ReadAsync(access, new ReviewFilter { Search = "aktivitet" }, new PageRequest());
            return _database.Commands.Count;
        }
    }

    private async Task<ReviewOverview> ReadAsync(AppUser user, ReviewFilter? filter = null, PageRequest? page = null) =>
        await ReadOrNullAsync(user, filter ?? new ReviewFilter(), page) ?? throw new InvalidOperationException("Nothing was found.");

    private async Task<ReviewOverview?> ReadOrNullAsync(AppUser user, ReviewFilter filter, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new ReviewQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), filter, page ?? new PageRequest());
    }
}
