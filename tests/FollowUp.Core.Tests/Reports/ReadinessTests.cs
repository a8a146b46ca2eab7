using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class ReadinessTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(NoteState.Missing, null, false, false, "NoNote")]
    [InlineData(NoteState.Missing, null, false, true, "NoNote, Overdue")]
    [InlineData(NoteState.Draft, NoteStatus.Completed, true, false, "Draft")]
    [InlineData(NoteState.Returned, NoteStatus.Completed, true, true, "Returned, Overdue")]
    [InlineData(NoteState.Submitted, null, true, false, "NoStatus")]
    [InlineData(NoteState.Approved, NoteStatus.Completed, false, true, "NoAnalysis")]
    [InlineData(NoteState.Approved, NoteStatus.NotCarriedOut, false, true, "NoReason")]
    [InlineData(NoteState.Approved, NoteStatus.InProgress, true, true, "Overdue")]
    [InlineData(NoteState.Approved, NoteStatus.InProgress, false, false, "")]
    [InlineData(NoteState.Submitted, NoteStatus.Completed, true, true, "")]
    public async Task Read_EachKindOfGap_IsTheSameInMemoryAndInTheDatabase(NoteState state, NoteStatus? status, bool hasAnalysis, bool isPastDue, string expected)
    {
        await NoteAsync(1, state, status, hasAnalysis ? "Därför." : " ", isPastDue ? _database.Clock.Today.AddDays(-1) : _database.Clock.Today);

        Assert.Equal(expected, string.Join(", ", NoteGaps.Of(state, status, hasAnalysis, isPastDue)));
        var found = await ReadAsync(_sample.Reviewer);
        Assert.Equal(expected, string.Join(", ", found.Rows.Rows.SelectMany(row => row.Open)));
        Assert.Equal(expected, string.Join(", ", found.Counts.Where(count => count.Open == 1).Select(count => count.Kind)));
        Assert.Equal(expected.Length == 0, found.IsReady);
        await using var db = _database.Open();
        foreach (var kind in Enum.GetValues<GapKind>())
            Assert.Equal(expected.Split(", ").Contains(kind.ToString()), await db.Notes.WithGap(kind, _database.Clock.Today).AnyAsync());
    }

    [Fact]
    public async Task Read_ByAPrincipal_ShowsTheOwnUnitsAlone()
    {
        await NoteAsync(1, NoteState.Missing);
        var south = await _sample.AddActivityAsync(2, "Södras", _sample.South);
        await _sample.WriteAsync(south, _sample.South, NoteState.Draft);

        Assert.Equal([1, 2], (await ReadAsync(_sample.Administrator)).Rows.Rows.Select(row => row.Number));
        Assert.Equal([1], (await ReadAsync(_sample.Head)).Rows.Rows.Select(row => row.Number));
        Assert.Equal(["Norra provskolan"], (await ReadAsync(_sample.Head)).Units.Select(unit => unit.Unit.Name));
        await using var db = _database.Open();
        Assert.Null(await Queries(db).ReadAsync(await _sample.AccessOfAsync(_sample.Reader), _sample.Plan.Id, new ReadinessFilter(), new PageRequest()));
    }

    [Fact]
    public async Task Read_Filtered_ShowsUnitKindAndWaived()
    {
        var missing = await NoteAsync(1, NoteState.Missing);
        await NoteAsync(2, NoteState.Draft);
        await WaiveAsync(_sample.Reviewer, missing, "Enheten är nedlagd.");

        Assert.Equal([2], (await ReadAsync(_sample.Reviewer)).Rows.Rows.Select(row => row.Number));
        Assert.Equal([1, 2], (await ReadAsync(_sample.Reviewer, new ReadinessFilter { WithWaived = true })).Rows.Rows.Select(row => row.Number));
        Assert.Equal([1], (await ReadAsync(_sample.Reviewer, new ReadinessFilter { WithWaived = true, Kind = GapKind.NoNote })).Rows.Rows.Select(row => row.Number));
        Assert.Empty((await ReadAsync(_sample.Reviewer, new ReadinessFilter { UnitId = _sample.South.Id })).Rows.Rows);
        Assert.Equal([2], (await ReadAsync(_sample.Reviewer, new ReadinessFilter { UnitId = _sample.Area.Id })).Rows.Rows.Select(row => row.Number));
        Assert.Equal((1, 1), ((await ReadAsync(_sample.Reviewer)).NotesWithOpenGaps, (await ReadAsync(_sample.Reviewer)).Counts.Single(count => count.Kind == GapKind.NoNote).Waived));
    }

    [Fact]
    public async Task Read_OfAFixedPlan_IsHowItWasOnTheDayItWasFixed()
    {
        await NoteAsync(1, NoteState.Approved, NoteStatus.InProgress, "Därför.", _database.Clock.Today);
        await NoteAsync(2, NoteState.Approved, NoteStatus.InProgress, "Därför.", _database.Clock.Today.AddDays(-1));
        await using (var db = _database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        _database.Time.Advance(TimeSpan.FromDays(10));

        var found = await ReadAsync(_sample.Reviewer);
        await using var read = _database.Open();
        var listed = await Queries(read).ListAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, new ReadinessFilter(), new PageRequest());
        Assert.Equal([2], found.Rows.Rows.Select(row => row.Number));
        Assert.Equal((1, 1), (found.NotesWithOpenGaps, Assert.Single(found.Counts).Open));
        Assert.Equal([2], listed!.Rows.Select(row => row.Number));
    }

    [Fact]
    public async Task Read_FiveAndSixtyNotes_TakesTheSameCommands()
    {
        var few = await CommandsAsync(5);
        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, await CommandsAsync(60));

        async Task<int> CommandsAsync(int notes)
        {
            await using (var db = _database.Open())
            {
                for (var number = await db.Activities.CountAsync() + 1; number <= notes; number++) await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
            }

            var access = await _sample.AccessOfAsync(_sample.Reviewer);
            await using var read = _database.Open();
            _database.ForgetCommands();
            await Queries(read).ReadAsync(access, _sample.Plan.Id, new ReadinessFilter(), new PageRequest());
            return _database.Commands.Count;
        }
    }

    [Fact]
    public async Task Waive_GapThatComesLater_WantsAWaiverOfItsOwn()
    {
        var note = await NoteAsync(1, NoteState.Missing);
        Assert.Equal("WaiverWithoutReason", Assert.Single((await WaiveAsync(_sample.Reviewer, note, "  ")).Refusals).Code);
        Assert.Equal("WaiverTooLong", Assert.Single((await WaiveAsync(_sample.Reviewer, note, new string('x', GapWaiver.ReasonLength + 1))).Refusals).Code);
        Assert.True((await WaiveAsync(_sample.Reviewer, note, "Rektor är ny.")).IsDone);
        Assert.True((await WaiveAsync(_sample.Reviewer, note, "")).IsDone);
        Assert.True((await ReadAsync(_sample.Reviewer)).IsReady);

        await using (var db = _database.Open())
        {
            (await db.Notes.SingleAsync()).Save(new NoteText(null, "Börjat.", ""), _sample.Head.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var row = Assert.Single((await ReadAsync(_sample.Reviewer)).Rows.Rows);
        Assert.Equal([GapKind.Draft], row.Open);
        Assert.Empty(row.Waived);
        await using var after = _database.Open();
        Assert.Equal(1, await after.Audit.CountAsync(entry => entry.Action == AuditAction.GapWaived && entry.SubjectId == note.Id));
    }

    [Fact]
    public async Task Waive_ByOthersOrInAFixedPlan_ChangesNothing()
    {
        var note = await NoteAsync(1, NoteState.Missing);
        foreach (var user in new[] { _sample.Head, _sample.Reader }) Assert.True((await WaiveAsync(user, note, "Skäl")).IsNotFound);
        var locked = await _sample.WriteAsync(await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Låst", null, _sample.North), _sample.North, NoteState.Missing);

        Assert.Equal("PlanIsFixed", Assert.Single((await WaiveAsync(_sample.Administrator, locked, "Skäl")).Refusals).Code);
        await using var db = _database.Open();
        Assert.Empty(await db.GapWaivers.ToListAsync());
    }

    [Fact]
    public async Task Withdraw_Waiver_PutsTheGapBackInTheList()
    {
        var note = await NoteAsync(1, NoteState.Missing);
        await WaiveAsync(_sample.Reviewer, note, "Skäl");
        await using (var db = _database.Open())
        {
            var service = new WaiverService(db, _database.Clock, _database.Faults);
            Assert.True((await service.WithdrawAsync(await _sample.AccessOfAsync(_sample.SecondReviewer), note.Id)).IsDone);
            Assert.True((await service.WithdrawAsync(await _sample.AccessOfAsync(_sample.SecondReviewer), note.Id)).IsDone);
        }

        Assert.False((await ReadAsync(_sample.Reviewer)).IsReady);
        await using var after = _database.Open();
        Assert.Equal(1, await after.Audit.CountAsync(entry => entry.Action == AuditAction.GapWaiverWithdrawn));
    }

    private async Task<Note> NoteAsync(int number, NoteState state, NoteStatus? status = NoteStatus.InProgress, string analysis = "", DateOnly? dueOn = null)
    {
        var activity = await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Missing);
        await using var db = _database.Open();
        var stored = await db.Notes.Include(found => found.Activity).SingleAsync(found => found.Id == note.Id);
        stored.Activity.Change(new ActivityFacts { Title = activity.Title, OwnerUnitId = activity.OwnerUnitId, DueOn = dueOn });
        if (state != NoteState.Missing) stored.Import(new NoteText(status, "Gjort.", analysis), state, Guid.CreateVersion7(), _sample.Head.Id, _database.Clock.Now);
        foreach (var revision in stored.Revisions.Where(revision => revision.ImportId is not null)) db.Entry(revision).Property(nameof(NoteRevision.ImportId)).CurrentValue = null;
        await db.SaveChangesAsync();
        return stored;
    }

    private async Task<Readiness> ReadAsync(AppUser user, ReadinessFilter? filter = null)
    {
        await using var db = _database.Open();
        return (await Queries(db).ReadAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id, filter ?? new ReadinessFilter(), new PageRequest()))!;
    }

    private async Task<Outcome> WaiveAsync(AppUser user, Note note, string reason)
    {
        await using var db = _database.Open();
        return await new WaiverService(db, _database.Clock, _database.Faults).WaiveAsync(await _sample.AccessOfAsync(user), note.Id, reason);
    }

    private ReadinessQueries Queries(FollowUpDbContext db) => new(db, _database.Clock);
}
