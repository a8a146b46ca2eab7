using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class BulkReviewServiceTests : IAsyncLifetime
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
    public async Task Approve_Several_ChangesThoseThatMayBeAndSaysWhyOfTheOthers()
    {
        var good = await NoteAsync(1, NoteState.Submitted);
        var other = await NoteAsync(2, NoteState.Submitted);
        var draft = await NoteAsync(3, NoteState.Draft);
        var changed = await NoteAsync(4, NoteState.Submitted);

        var result = (await ApproveAsync(_sample.Reviewer, [Of(changed) with { Version = Guid.NewGuid() }, Of(draft), Of(other), Of(good), new(Guid.NewGuid(), Guid.NewGuid())])).Value!;

        Assert.Equal([1, 2], result.Done.Select(note => note.Number));
        Assert.Equal([3, 4], result.NotDone.Select(note => note.Number));
        Assert.Equal("NoteNotSubmitted", Assert.Single(result.NotDone[0].Outcome.Refusals).Code);
        Assert.True(result.NotDone[1].Outcome.IsConflict);
        Assert.Equal("Norra provskolan", result.NotDone[1].UnitName);
        Assert.Equal(1, result.Gone);
        await AssertStatesAsync(NoteState.Approved, NoteState.Approved, NoteState.Draft, NoteState.Submitted);
        await using var db = _database.Open();
        Assert.Equal(new[] { good.Id, other.Id }.Order(), (await db.Audit.Where(entry => entry.Action == AuditAction.NoteApproved).Select(entry => entry.SubjectId).ToListAsync()).Order());
        Assert.Equal(2, await db.NoteStateChanges.CountAsync(change => change.To == NoteState.Approved && change.AuthorId == _sample.Reviewer.Id));
    }

    [Fact]
    public async Task Approve_Twice_IsDoneBothTimesAndToldOnce()
    {
        var note = await NoteAsync(1, NoteState.Submitted);

        await ApproveAsync(_sample.Reviewer, [Of(note)]);
        var again = await ApproveAsync(_sample.SecondReviewer, [Of(note)]);

        Assert.Single(again.Value!.Done);
        await using var db = _database.Open();
        Assert.Equal(1, await db.Audit.CountAsync());
    }

    [Fact]
    public async Task Approve_OwnTextOfTheAuthority_IsSaidInTheAudit()
    {
        var own = await _sample.AddActivityAsync(1, "Huvudmannens", _sample.Authority);
        var note = await _sample.WriteAsync(own, _sample.Authority, NoteState.Missing);
        await using (var db = _database.Open())
        {
            var stored = await db.Notes.SingleAsync();
            stored.Save(new NoteText(NoteStatus.InProgress, "Vi gör.", ""), _sample.Reviewer.Id, _database.Clock.Now);
            stored.Submit(_sample.Reviewer.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
            note = stored;
        }

        await ApproveAsync(_sample.Reviewer, [Of(note)]);

        await using var after = _database.Open();
        Assert.Equal(AuditAction.NoteSelfApproved, (await after.Audit.SingleAsync()).Action);
    }

    [Fact]
    public async Task Approve_FixedOrDropped_IsRefusedForThatNote()
    {
        var locked = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjolårets", null, _sample.North);
        var first = await _sample.WriteAsync(locked, _sample.North, NoteState.Submitted);
        var second = await NoteAsync(2, NoteState.Submitted);
        await using (var db = _database.Open())
        {
            (await db.Activities.SingleAsync(activity => activity.Number == 2)).Drop("Ströks", _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var result = (await ApproveAsync(_sample.Reviewer, [Of(first), Of(second)])).Value!;

        Assert.Equal(["PlanIsFixed", "ActivityIsDropped"], result.NotDone.Select(note => note.Outcome.Refusals[0].Code));
    }

    [Fact]
    public async Task Return_Several_PutsTheCommentOnEach()
    {
        var submitted = await NoteAsync(1, NoteState.Submitted);
        var approved = await NoteAsync(2, NoteState.Approved);

        var result = (await ReturnAsync(_sample.Reviewer, [Of(submitted), Of(approved)], " Skriv mer.\r\nTack! ")).Value!;

        Assert.Equal((2, 0), (result.Done.Count, result.NotDone.Count));
        await using var db = _database.Open();
        Assert.Equal(["Skriv mer.\nTack!", "Skriv mer.\nTack!"], await db.NoteStateChanges.Where(change => change.To == NoteState.Returned).Select(change => change.Comment).ToListAsync());
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.NoteReturned));
    }

    [Theory]
    [InlineData("  ", "CommentMissing")]
    [InlineData(null, "CommentMissing")]
    [InlineData("long", "CommentTooLong")]
    public async Task Return_WithoutAUsableComment_TouchesNothing(string? comment, string code)
    {
        var note = await NoteAsync(1, NoteState.Submitted);

        var outcome = await ReturnAsync(_sample.Reviewer, [Of(note)], comment == "long" ? new string('x', NoteStateChange.CommentLength + 1) : comment);

        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal((code, "Comment"), (refusal.Code, refusal.Field));
        Assert.Equal(["NothingChosen", "CommentMissing"], (await ReturnAsync(_sample.Reviewer, [], "")).Refusals.Select(each => each.Code));
        await AssertStatesAsync(NoteState.Submitted);
    }

    [Fact]
    public async Task Return_DoubleClick_ReturnsOnce_AndALaterOneIsAConflict()
    {
        var note = await NoteAsync(1, NoteState.Submitted);

        await ReturnAsync(_sample.Reviewer, [Of(note)], "Skriv mer.");
        Assert.Single((await ReturnAsync(_sample.Reviewer, [Of(note)], "Skriv mer.")).Value!.Done);
        Assert.True(Assert.Single((await ReturnAsync(_sample.Reviewer, [Of(note)], "Något annat.")).Value!.NotDone).Outcome.IsConflict);
        Assert.True(Assert.Single((await ReturnAsync(_sample.SecondReviewer, [Of(note)], "Skriv mer.")).Value!.NotDone).Outcome.IsConflict);
        _database.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Assert.Single((await ReturnAsync(_sample.Reviewer, [Of(note)], "Skriv mer.")).Value!.NotDone).Outcome.IsConflict);

        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteStateChanges.CountAsync(change => change.To == NoteState.Returned));
    }

    [Fact]
    public async Task Approve_SomebodySavesOneInBetween_LeavesThatOneAndSavesTheOthers()
    {
        var clashing = await NoteAsync(1, NoteState.Submitted);
        var good = await NoteAsync(2, NoteState.Submitted);
        var times = 0;

        var result = await ApproveWhileAsync([Of(clashing), Of(good)], () =>
        {
            if (times++ == 0) Reopen(clashing);
        });

        Assert.Equal(2, times);
        Assert.Equal([2], result.Done.Select(note => note.Number));
        Assert.True(Assert.Single(result.NotDone).Outcome.IsConflict);
        await AssertStatesAsync(NoteState.Draft, NoteState.Approved);
        await using var after = _database.Open();
        Assert.Equal(good.Id, (await after.Audit.SingleAsync()).SubjectId);
    }

    [Fact]
    public async Task Approve_ContestedWithoutEnd_GivesUpAndSaysNothingWasDone()
    {
        var notes = new List<Note>();
        for (var number = 1; number <= 6; number++) notes.Add(await NoteAsync(number, NoteState.Submitted));
        var times = 0;

        var result = await ApproveWhileAsync([.. notes.Select(Of)], () => Reopen(notes[times++]));

        Assert.Equal(4, times);
        Assert.Empty(result.Done);
        Assert.All(result.NotDone, note => Assert.True(note.Outcome.IsConflict));
        Assert.Equal(6, result.NotDone.Count);
        await using var after = _database.Open();
        Assert.Equal(0, await after.Notes.CountAsync(note => note.State == NoteState.Approved));
    }

    [Fact]
    public async Task Approve_NoneOrTooMany_IsRefused()
    {
        Assert.Equal("NothingChosen", Assert.Single((await ApproveAsync(_sample.Reviewer, [])).Refusals).Code);
        var many = Enumerable.Range(0, NotesOutcome.MaxNotes + 1).Select(_ => new NoteChoice(Guid.NewGuid(), Guid.NewGuid())).ToList();
        Assert.Equal("TooManyChosen", Assert.Single((await ApproveAsync(_sample.Reviewer, many)).Refusals).Code);
        Assert.Equal(NotesOutcome.MaxNotes, (await ApproveAsync(_sample.Reviewer, many[1..])).Value!.Gone);
    }

    [Fact]
    public async Task Bulk_ByOthersThanReviewers_DoesNotExist()
    {
        var note = await NoteAsync(1, NoteState.Submitted);

        foreach (var user in new[] { _sample.Head, _sample.Administrator, _sample.Reader })
        {
            Assert.True((await ApproveAsync(user, [Of(note)])).IsNotFound, user.Name);
            Assert.True((await ReturnAsync(user, [Of(note)], "Skriv mer.")).IsNotFound, user.Name);
        }

        await AssertStatesAsync(NoteState.Submitted);
    }

    [Fact]
    public async Task Approve_ManyNotes_TakesAsManyReadsAsFew()
    {
        var few = await ReadsAsync(1, 3);
        Assert.Equal(few, await ReadsAsync(10, 40));

        async Task<int> ReadsAsync(int first, int count)
        {
            var chosen = new List<NoteChoice>();
            for (var number = first; number < first + count; number++) chosen.Add(Of(await NoteAsync(number, NoteState.Submitted)));
            var access = await _sample.AccessOfAsync(_sample.Reviewer);
            await using var db = _database.Open();
            _database.ForgetCommands();
            await new BulkReviewService(db, _database.Clock).ApproveAsync(access, chosen);
            return _database.Commands.Count(command => command.StartsWith("SELECT", StringComparison.Ordinal));
        }
    }

    /// <summary>Approves while somebody else does something each time that the notes have been read.</summary>
    private async Task<NotesOutcome> ApproveWhileAsync(IReadOnlyList<NoteChoice> chosen, Action meddle)
    {
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        var seen = Reads();
        var clock = new AuthorityClock(new MeddlingTime(_database.Time, () =>
        {
            if (Reads() == seen) return;
            meddle();
            seen = Reads();
        }), TimeZoneInfo.Utc);
        await using var db = _database.Open();
        return (await new BulkReviewService(db, clock).ApproveAsync(access, chosen)).Value!;

        int Reads() => _database.Commands.Count(command => command.StartsWith("SELECT", StringComparison.Ordinal));
    }

    private void Reopen(Note note)
    {
        using var db = _database.Open();
        db.Notes.Single(found => found.Id == note.Id).Reopen(_sample.Head.Id, _database.Clock.Now);
        db.SaveChanges();
    }

    private static NoteChoice Of(Note note) => new(note.Id, note.Version);

    private async Task<Note> NoteAsync(int number, NoteState state) =>
        await _sample.WriteAsync(await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North), _sample.North, state);

    private async Task<Outcome<NotesOutcome>> ApproveAsync(AppUser user, IReadOnlyList<NoteChoice> chosen)
    {
        await using var db = _database.Open();
        return await new BulkReviewService(db, _database.Clock).ApproveAsync(await _sample.AccessOfAsync(user), chosen);
    }

    private async Task<Outcome<NotesOutcome>> ReturnAsync(AppUser user, IReadOnlyList<NoteChoice> chosen, string? comment)
    {
        await using var db = _database.Open();
        return await new BulkReviewService(db, _database.Clock).ReturnAsync(await _sample.AccessOfAsync(user), chosen, comment);
    }

    private async Task AssertStatesAsync(params NoteState[] states)
    {
        await using var db = _database.Open();
        Assert.Equal(states, await db.Notes.OrderBy(note => note.Activity.Number).Select(note => note.State).ToListAsync());
    }

    /// <summary>Does something whenever it is asked the time, which is between reading and saving.</summary>
    private sealed class MeddlingTime(TimeProvider time, Action meddle) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            meddle();
            return time.GetUtcNow();
        }
    }
}
