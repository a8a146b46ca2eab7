using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class NoteCommentServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _note = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        _note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Add_ByEitherSide_IsARowOfItsOwnAndLeavesTheNotesVersion()
    {
        Assert.True((await AddAsync(_sample.Reviewer, Remark(" Vad\r\ngjorde skillnad? ", CommentPart.Analysis))).IsDone);
        Assert.True((await AddAsync(_sample.Deputy, Remark("Jag frågar arbetslaget."))).IsDone);

        await using var db = _database.Open();
        var saved = await db.NoteComments.OrderBy(comment => comment.Part).ToListAsync();
        Assert.Equal(["Jag frågar arbetslaget.", "Vad\ngjorde skillnad?"], saved.Select(comment => comment.Text));
        Assert.Equal(_note.Version, (await db.Notes.SingleAsync(note => note.Id == _note.Id)).Version);
        var entries = await db.Audit.Where(entry => entry.SubjectId == _note.Id).ToListAsync();
        Assert.Equal([AuditAction.NoteCommented, AuditAction.NoteCommented], entries.Select(entry => entry.Action));
        Assert.DoesNotContain(entries, entry => (entry.Subject + entry.Detail).Contains("skillnad", StringComparison.Ordinal));
        Assert.True((await new NoteWritingService(db, _database.Clock, _database.Faults).SaveAsync(await _sample.AccessOfAsync(_sample.Head), _note.Id,
            new NoteSave { Version = _note.Version, Text = _note.Text with { FollowUp = "Vidare." } })).IsDone);
    }

    [Fact]
    public async Task Add_TwiceAsByADoubleClick_IsOneComment()
    {
        var remark = Remark("En gång");

        Assert.True((await AddAsync(_sample.Head, remark)).IsDone);
        Assert.True((await AddAsync(_sample.Head, remark)).IsDone);

        await using var db = _database.Open();
        Assert.Equal((1, 1), (await db.NoteComments.CountAsync(), await db.Audit.CountAsync(entry => entry.Action == AuditAction.NoteCommented)));
    }

    [Fact]
    public async Task Add_AtTheSameTimeFromTheSameForm_IsOneComment()
    {
        var remark = Remark("En gång");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AddAsync(_sample.Head, remark))));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteComments.CountAsync());
    }

    [Fact]
    public async Task Add_UnderTheKeyOfSomebodyElsesComment_IsAConflict()
    {
        var remark = Remark("Kims");
        await AddAsync(_sample.Reviewer, remark);

        Assert.True((await AddAsync(_sample.Head, remark with { Text = "Evas" })).IsConflict);
    }

    [Fact]
    public async Task Add_EmptyOrTooLong_IsRefused()
    {
        var longest = new string('å', NoteComment.TextLength);

        Assert.Equal(("CommentEmpty", "Text"), await RefusalAsync(_sample.Head, Remark(" \n ")));
        Assert.Equal(("CommentTooLong", "Text"), await RefusalAsync(_sample.Head, Remark(longest + "å")));
        Assert.True((await AddAsync(_sample.Head, Remark($" {longest} "))).IsDone);
    }

    [Fact]
    public async Task Add_OthersThanWritersAndReviewers_IsNotFound()
    {
        foreach (var user in new[] { _sample.OtherHead, _sample.Administrator, _sample.Reader })
            Assert.True((await AddAsync(user, Remark("Nej"))).IsNotFound);

        // The rektor of the unit that owns the activity may read what others handed in, but takes no part in what is said about it.
        var shared = await _sample.AddActivityAsync(2, "Gemensam", _sample.South, _sample.North);
        _note = await _sample.WriteAsync(shared, _sample.North, NoteState.Submitted);
        Assert.True((await AddAsync(_sample.OtherHead, Remark("Nej"))).IsNotFound);
        Assert.Null((await DetailsAsync(_sample.OtherHead))!.Discussion);
    }

    [Fact]
    public async Task Answer_Remark_StandsUnderIt()
    {
        var remark = Remark("Vad gjorde skillnad?", CommentPart.Analysis);
        await AddAsync(_sample.Reviewer, remark);

        Assert.True((await AnswerAsync(_sample.Head, remark.Id, Remark("Handledningen."))).IsDone);

        var thread = Assert.Single((await DetailsAsync(_sample.Deputy))!.Discussion!.Threads);
        Assert.Equal(("Vad gjorde skillnad?", CommentPart.Analysis), (thread.Remark.Text, thread.Remark.Part));
        var answer = Assert.Single(thread.Answers);
        Assert.Equal(("Handledningen.", "Eva Provsson", CommentPart.Analysis), (answer.Text, answer.Author, answer.Part));
    }

    [Fact]
    public async Task Answer_AnswerOrRemarkOfAnotherNote_IsNotFound()
    {
        var (remark, answer) = (Remark("Fråga"), Remark("Svar"));
        await AddAsync(_sample.Reviewer, remark);
        await AnswerAsync(_sample.Head, remark.Id, answer);
        Assert.True((await AnswerAsync(_sample.Head, answer.Id, Remark("Svar på svar"))).IsNotFound);

        var activity = await _sample.AddActivityAsync(2, "Annan", _sample.North);
        _note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft);
        Assert.True((await AnswerAsync(_sample.Head, remark.Id, Remark("Fel ställe"))).IsNotFound);
        Assert.True((await DoAsync(_sample.Head, (service, access) => service.CloseAsync(access, _note.Id, remark.Id))).IsNotFound);
    }

    [Fact]
    public async Task Close_ByEitherSide_SaysWhoAndCanBeTakenBack()
    {
        var remark = Remark("Fråga");
        await AddAsync(_sample.Reviewer, remark);

        Assert.True((await DoAsync(_sample.Head, (service, access) => service.CloseAsync(access, _note.Id, remark.Id))).IsDone);
        Assert.True((await DoAsync(_sample.Reviewer, (service, access) => service.CloseAsync(access, _note.Id, remark.Id))).IsDone);
        var closed = Assert.Single((await DetailsAsync(_sample.Reviewer))!.Discussion!.Closed).Remark;
        Assert.Equal((_database.Clock.Now, "Eva Provsson"), (closed.ClosedAt!.Value, closed.ClosedBy));
        Assert.Equal("CommentIsClosed", Assert.Single((await AnswerAsync(_sample.Head, remark.Id, Remark("För sent"))).Refusals).Code);

        Assert.True((await DoAsync(_sample.Reviewer, (service, access) => service.ReopenAsync(access, _note.Id, remark.Id))).IsDone);
        Assert.Single((await DetailsAsync(_sample.Head))!.Discussion!.Open);
        await using var db = _database.Open();
        Assert.Equal(
            [AuditAction.NoteCommented, AuditAction.NoteCommentClosed, AuditAction.NoteCommentReopened],
            await db.Audit.Where(entry => entry.SubjectId == _note.Id).Select(entry => entry.Action).OrderBy(action => action).ToListAsync());
    }

    [Theory]
    [InlineData("PlanIsFixed")]
    [InlineData("ActivityIsDropped")]
    public async Task Comments_LockedPlanOrDroppedActivity_AreReadAndNothingIsAdded(string code)
    {
        var (open, closed) = (Remark("Öppen"), Remark("Avslutad"));
        await AddAsync(_sample.Reviewer, open);
        await AddAsync(_sample.Reviewer, closed);
        await DoAsync(_sample.Head, (service, access) => service.CloseAsync(access, _note.Id, closed.Id));
        await using (var db = _database.Open())
        {
            var activity = await db.Activities.Include(x => x.Plan).SingleAsync(x => x.Id == _note.ActivityId);
            if (code == "PlanIsFixed") activity.Plan.Fix(_sample.Administrator.Id, _database.Clock.Now);
            else activity.Drop("Behövs inte", _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(code, (await RefusalAsync(_sample.Head, Remark("Ny"))).Code);
        Assert.Equal(code, Assert.Single((await AnswerAsync(_sample.Head, open.Id, Remark("Svar"))).Refusals).Code);
        Assert.Equal(code, Assert.Single((await DoAsync(_sample.Head, (service, access) => service.CloseAsync(access, _note.Id, open.Id))).Refusals).Code);
        Assert.Equal(code, Assert.Single((await DoAsync(_sample.Head, (service, access) => service.ReopenAsync(access, _note.Id, closed.Id))).Refusals).Code);
        var discussion = (await DetailsAsync(_sample.Head))!.Discussion!;
        Assert.Equal((2, false), (discussion.Threads.Count, discussion.CanComment));
    }

    [Fact]
    public async Task ToDo_OpenRemarks_AreCountedAndAnswersAreNot()
    {
        var (open, closed) = (Remark("Öppen"), Remark("Avslutad"));
        await AddAsync(_sample.Reviewer, open);
        await AddAsync(_sample.Reviewer, closed);
        await AnswerAsync(_sample.Head, open.Id, Remark("Svar"));
        await DoAsync(_sample.Head, (service, access) => service.CloseAsync(access, _note.Id, closed.Id));
        await using var db = _database.Open();

        var toDo = await new ToDoQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Head), new ToDoFilter(), new PageRequest());

        Assert.Equal(1, Assert.Single(toDo.ToWrite.Rows).OpenComments);
    }

    private static NewComment Remark(string text, CommentPart part = CommentPart.Whole) => new() { Id = Guid.CreateVersion7(), Part = part, Text = text };

    private Task<Outcome> AddAsync(AppUser user, NewComment remark) => DoAsync(user, (service, access) => service.AddAsync(access, _note.Id, remark));

    private Task<Outcome> AnswerAsync(AppUser user, Guid remarkId, NewComment answer) =>
        DoAsync(user, (service, access) => service.AnswerAsync(access, _note.Id, remarkId, answer));

    private async Task<(string Code, string? Field)> RefusalAsync(AppUser user, NewComment remark)
    {
        var refusal = Assert.Single((await AddAsync(user, remark)).Refusals);
        return (refusal.Code, refusal.Field);
    }

    private async Task<Outcome> DoAsync(AppUser user, Func<NoteCommentService, UserAccess, Task<Outcome>> call)
    {
        await using var db = _database.Open();
        return await call(new NoteCommentService(db, _database.Clock, _database.Faults), await _sample.AccessOfAsync(user));
    }

    private async Task<NoteDetails?> DetailsAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new NoteQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(user), _note.Id);
    }
}
