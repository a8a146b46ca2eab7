using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reminders;

public sealed class ReminderServiceTests : IAsyncLifetime
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
    public async Task Remind_ReviewerOrAdministrator_AddsAReminderAndAnAuditEntry()
    {
        var note = await NoteAsync(NoteState.Draft);

        Assert.True((await RemindAsync(_sample.Reviewer, note, " Skriv\r\ngärna i dag. ")).IsDone);
        Assert.True((await RemindAsync(_sample.Administrator, note, null)).IsDone);

        await using var db = _database.Open();
        var reminders = await db.Reminders.OrderBy(reminder => reminder.Comment).ToListAsync();
        Assert.Equal(["", "Skriv\ngärna i dag."], reminders.Select(reminder => reminder.Comment));
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.SubjectId == note.Id && entry.Action == AuditAction.Reminded));
        Assert.Equal(note.Version, (await db.Notes.SingleAsync(found => found.Id == note.Id)).Version);
    }

    [Fact]
    public async Task RemindMany_RemindsThoseThatAreWaitedForAndSaysWhyOfTheOthers()
    {
        var draft = await NoteAsync(NoteState.Draft);
        var done = await NoteAsync(NoteState.Submitted);
        var missing = await NoteAsync(NoteState.Missing);
        Guid[] ids = [draft.Id, done.Id, missing.Id, Guid.NewGuid(), draft.Id];

        var result = (await RemindManyAsync(_sample.Administrator, ids, " Skriv gärna. ")).Value!;
        var again = (await RemindManyAsync(_sample.Administrator, ids, "Skriv gärna.")).Value!;

        Assert.Equal(new[] { draft.Id, missing.Id }.Order(), result.Done.Select(note => note.NoteId).Order());
        Assert.Equal("NoteAlreadySubmitted", Assert.Single(Assert.Single(result.NotDone).Outcome.Refusals).Code);
        Assert.Equal((1, 2), (result.Gone, again.Done.Count));
        await AssertCountAsync(2);
        await using var db = _database.Open();
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.Reminded));
        Assert.All(await db.Reminders.ToListAsync(), reminder => Assert.Equal("Skriv gärna.", reminder.Comment));
    }

    [Fact]
    public async Task RemindMany_AtTheSameTime_AddsOneEach()
    {
        var notes = new[] { await NoteAsync(NoteState.Draft), await NoteAsync(NoteState.Draft) };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemindManyAsync(_sample.Reviewer, [.. notes.Select(note => note.Id)], ""))));

        Assert.All(results, result => Assert.Equal(2, result.Value!.Done.Count));
        await AssertCountAsync(2);
    }

    [Fact]
    public async Task RemindMany_NoneTooManyTooLongOrByAPrincipal_RemindsNobody()
    {
        var note = await NoteAsync(NoteState.Draft);

        Assert.Equal("NothingChosen", Assert.Single((await RemindManyAsync(_sample.Reviewer, [], "")).Refusals).Code);
        Assert.Equal("TooManyChosen", Assert.Single((await RemindManyAsync(
            _sample.Reviewer, [.. Enumerable.Range(0, NotesOutcome.MaxNotes + 1).Select(_ => Guid.NewGuid())], "")).Refusals).Code);
        var tooLong = Assert.Single((await RemindManyAsync(_sample.Reviewer, [note.Id], new string('x', Reminder.CommentLength + 1))).Refusals);
        Assert.Equal(("CommentTooLong", "Comment"), (tooLong.Code, tooLong.Field));
        Assert.True((await RemindManyAsync(_sample.Head, [note.Id], "")).IsNotFound);
        await AssertCountAsync(0);
    }

    [Fact]
    public async Task Remind_PrincipalOrReader_IsNotFound()
    {
        var note = await NoteAsync(NoteState.Draft);

        Assert.True((await RemindAsync(_sample.Head, note, "")).IsNotFound);
        Assert.True((await RemindAsync(_sample.Reader, note, "")).IsNotFound);
        await AssertCountAsync(0);
    }

    [Theory]
    [InlineData(NoteState.Submitted)]
    [InlineData(NoteState.Approved)]
    public async Task Remind_HandedInNote_IsRefused(NoteState state)
    {
        var note = await NoteAsync(state);

        Assert.Equal("NoteAlreadySubmitted", Assert.Single((await RemindAsync(_sample.Reviewer, note, "")).Refusals).Code);
        await AssertCountAsync(0);
    }

    [Fact]
    public async Task Remind_FixedOrDroppedOrNotOpenYet_IsRefused()
    {
        var old = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fastställd", null, _sample.North);
        var dropped = await _sample.AddActivityAsync(2, "Struken", _sample.North);
        var next = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2027), "", "Nästa år");
        next.Change(next.Year, "", next.ReportTitle, new DateOnly(2027, 8, 1), null);
        await using (var db = _database.Open())
        {
            (await db.Activities.SingleAsync(activity => activity.Id == dropped.Id)).Drop("Behövs inte", _database.Clock.Now);
            db.Plans.Add(next);
            await db.SaveChangesAsync();
        }

        var early = await _sample.AddActivityAsync(next, 3, "Inte öppen än", null, _sample.North);
        await AssertRefusedAsync("PlanIsFixed", old.Id);
        await AssertRefusedAsync("ActivityIsDropped", dropped.Id);
        await AssertRefusedAsync("PlanNotOpenYet", early.Id);

        async Task AssertRefusedAsync(string code, Guid activityId)
        {
            await using var db = _database.Open();
            var note = await db.Notes.SingleAsync(found => found.ActivityId == activityId);
            Assert.Equal(code, Assert.Single((await RemindAsync(_sample.Reviewer, note, "")).Refusals).Code);
        }
    }

    [Fact]
    public async Task Remind_TooLongComment_IsRefused()
    {
        var note = await NoteAsync(NoteState.Missing);

        var outcome = await RemindAsync(_sample.Reviewer, note, new string('å', Reminder.CommentLength + 1));

        Assert.Equal(("CommentTooLong", "Comment"), (outcome.Refusals[0].Code, outcome.Refusals[0].Field));
    }

    [Fact]
    public async Task Remind_DoubleClick_AddsOne()
    {
        var note = await NoteAsync(NoteState.Missing);

        Assert.True((await RemindAsync(_sample.Reviewer, note, "Hej")).IsDone);
        _database.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await RemindAsync(_sample.Reviewer, note, "Hej")).IsDone);
        await AssertCountAsync(1);

        _database.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await RemindAsync(_sample.Reviewer, note, "Hej igen")).IsDone);
        await AssertCountAsync(2);
    }

    [Fact]
    public async Task Remind_ClicksThatArriveAtOnce_AddOne()
    {
        var note = await NoteAsync(NoteState.Missing);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RemindAsync(_sample.Reviewer, note, "Hej"))));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        await AssertCountAsync(1);
        await using var db = _database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.Reminded));
    }

    private async Task<Note> NoteAsync(NoteState state) =>
        await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North), _sample.North, state);

    private async Task<Outcome> RemindAsync(AppUser user, Note note, string? comment)
    {
        await using var db = _database.Open();
        return await new ReminderService(db, _database.Clock).RemindAsync(await _sample.AccessOfAsync(user), note.Id, comment);
    }

    private async Task<Outcome<NotesOutcome>> RemindManyAsync(AppUser user, IReadOnlyList<Guid> noteIds, string? comment)
    {
        await using var db = _database.Open();
        return await new ReminderService(db, _database.Clock).RemindManyAsync(await _sample.AccessOfAsync(user), noteIds, comment);
    }

    private async Task AssertCountAsync(int count)
    {
        await using var db = _database.Open();
        Assert.Equal(count, await db.Reminders.CountAsync());
    }
}
