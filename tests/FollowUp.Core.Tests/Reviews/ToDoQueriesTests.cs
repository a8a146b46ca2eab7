using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class ToDoQueriesTests : IAsyncLifetime
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
    public async Task Read_Principal_GetsTheOwnUnitsNotesInTheirSections()
    {
        await WriteAsync(1, NoteState.Missing);
        await WriteAsync(2, NoteState.Draft);
        await WriteAsync(3, NoteState.Returned);
        await WriteAsync(4, NoteState.Submitted);
        await WriteAsync(5, NoteState.Approved);
        await _sample.AddActivityAsync(6, "Södras", _sample.South);

        var todo = await ReadAsync(_sample.Head);

        Assert.Equal([3], todo.Returned.Rows.Select(row => row.Number));
        Assert.Equal([1, 2], todo.ToWrite.Rows.Select(row => row.Number));
        Assert.Equal([4, 5], todo.Done.Rows.Select(row => row.Number));
        Assert.Equal(new StateCounts(1, 1, 1, 1, 1), todo.Counts);
        Assert.Equal((2, 5), (todo.Counts.HandedIn, todo.Counts.Total));
        Assert.Equal("2026/27", Assert.Single(todo.Plans).Plan.Label);
        var comment = todo.Returned.Rows[0].Returned;
        Assert.Equal(("Skriv mer om varför.", "Kim Kontroll", _database.Clock.Now), (comment!.Text, comment.AuthorName, comment.At));
        Assert.Null(todo.ToWrite.Rows[0].Returned);
    }

    [Fact]
    public async Task Read_DueDays_ComeFirstAndAreMarked()
    {
        await AddAsync(1, null);
        await AddAsync(2, new DateOnly(2026, 12, 3));
        await AddAsync(3, new DateOnly(2026, 12, 2));
        await AddAsync(4, new DateOnly(2026, 11, 18));
        await AddAsync(5, new DateOnly(2026, 11, 17));

        var rows = (await ReadAsync(_sample.Head)).ToWrite.Rows;

        Assert.Equal(
            [(5, true, false), (4, false, true), (3, false, true), (2, false, false), (1, false, false)],
            rows.Select(row => (row.Number, row.IsOverdue, row.IsDueSoon)));

        Task AddAsync(int number, DateOnly? dueOn) => _sample.AddActivityAsync(_sample.Plan, number, $"Aktivitet {number}", dueOn, _sample.North);
    }

    [Fact]
    public async Task Read_FixedUnopenedOrDropped_IsNothingToDo()
    {
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fastställd", null, _sample.North);
        var dropped = await _sample.AddActivityAsync(2, "Struken", _sample.North);
        await using (var db = _database.Open())
        {
            var next = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2027), "", "Nästa år");
            next.Change(next.Year, "", next.ReportTitle, new DateOnly(2026, 11, 19), null);
            db.Plans.Add(next);
            (await db.Activities.SingleAsync(activity => activity.Id == dropped.Id)).Drop("Behövs inte", _database.Clock.Now);
            await db.SaveChangesAsync();
            await _sample.AddActivityAsync(next, 3, "Inte öppen än", null, _sample.North);
        }

        Assert.Equal(StateCounts.None, (await ReadAsync(_sample.Head)).Counts);
        _database.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Assert.Single((await ReadAsync(_sample.Head)).ToWrite.Rows).Number);
    }

    [Fact]
    public async Task Read_Reminder_IsShownWithItsCommentUntilHandedIn()
    {
        var waiting = await WriteAsync(1, NoteState.Draft);
        var done = await WriteAsync(2, NoteState.Submitted);
        await using (var db = _database.Open())
        {
            db.Reminders.AddRange(
                new Reminder(waiting.Id, _sample.Reviewer.Id, _database.Clock.Now.AddDays(-2), "Första"),
                new Reminder(waiting.Id, _sample.Reviewer.Id, _database.Clock.Now, "Andra"),
                new Reminder(done.Id, _sample.Reviewer.Id, _database.Clock.Now, "Onödig"));
            await db.SaveChangesAsync();
        }

        var todo = await ReadAsync(_sample.Head);

        Assert.Equal("Andra", Assert.Single(todo.ToWrite.Rows).Reminder!.Text);
        Assert.Null(Assert.Single(todo.Done.Rows).Reminder);
    }

    [Fact]
    public async Task Read_Filters_NarrowByPlanUnitAndSection()
    {
        var areaHead = await _sample.AddUserAsync("Arne Område", "arne@prov.example", [AppRole.Principal], [(_sample.Area, MembershipKind.Head)]);
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.North, _sample.South);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Submitted);

        var all = await ReadAsync(areaHead);
        var south = await ReadAsync(areaHead, new ToDoFilter(UnitId: _sample.South.Id));
        var done = await ReadAsync(areaHead, new ToDoFilter(Section: ToDoSection.Done));
        var other = await ReadAsync(areaHead, new ToDoFilter(PlanId: _sample.FixedPlan.Id));
        var foreign = await ReadAsync(_sample.Head, new ToDoFilter(UnitId: _sample.South.Id));

        Assert.Equal(["Grundskola", "Norra provskolan", "Södra provskolan"], all.Units.Select(row => row.Unit.Name));
        Assert.Equal((1, 1), (all.ToWrite.Count, all.Done.Count));
        Assert.Equal((0, 1), (south.ToWrite.Count, south.Done.Count));
        Assert.Equal((0, 1, 2), (done.ToWrite.Count, done.Done.Count, done.Counts.Total));
        Assert.Equal(0, other.Counts.Total);
        Assert.Equal(0, foreign.Counts.Total);
    }

    [Fact]
    public async Task Read_Reviewer_WritesForTheAuthorityItself()
    {
        await _sample.AddActivityAsync(1, "Huvudmannens", _sample.Authority, _sample.North);

        Assert.Equal("Provkommunen", Assert.Single((await ReadAsync(_sample.Reviewer)).ToWrite.Rows).UnitName);
        Assert.Empty((await ReadAsync(_sample.Administrator)).ToWrite.Rows);
        Assert.Empty((await ReadAsync(_sample.Reader)).ToWrite.Rows);
    }

    [Fact]
    public async Task Read_ManyNotes_TurnsPagesOfTheChosenSectionWithTheSameCommands()
    {
        var few = await CommandsAsync(30);
        var many = await CommandsAsync(60);
        Assert.Equal(few, many);

        var filter = new ToDoFilter(Section: ToDoSection.ToWrite);
        var seen = new List<int>();
        PageRequest? page = new();
        while (page is not null)
        {
            var part = (await ReadAsync(_sample.Head, filter, page)).ToWrite;
            seen.AddRange(part.Rows.Select(row => row.Number));
            page = part.Next is null ? null : new PageRequest(part.Next);
        }

        Assert.Equal(Enumerable.Range(1, 60), seen.Order());

        async Task<int> CommandsAsync(int activities)
        {
            await using (var db = _database.Open())
            {
                var has = await db.Activities.CountAsync();
                for (var number = has + 1; number <= activities; number++)
                    await _sample.AddActivityAsync(_sample.Plan, number, $"Aktivitet {number}", new DateOnly(2026, 12, 1).AddDays(number % 7), _sample.North);
            }

            await using var read = _database.Open();
            var access = await _sample.AccessOfAsync(_sample.Head);
            _database.ForgetCommands();
            await new ToDoQueries(read, _database.Clock).ReadAsync(access, new ToDoFilter(), new PageRequest());
            return _database.Commands.Count;
        }
    }

    private async Task<Note> WriteAsync(int number, NoteState state) =>
        await _sample.WriteAsync(await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North), _sample.North, state);

    private async Task<ToDo> ReadAsync(AppUser user, ToDoFilter? filter = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new ToDoQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), filter ?? new ToDoFilter(), page ?? new PageRequest());
    }
}
