using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reminders;

public sealed class ReminderMailQueriesTests : IAsyncLifetime
{
    private static readonly ReminderDays Days = new([3, 14], [1, 7]);

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(15, null)]
    [InlineData(14, 14)]
    [InlineData(12, 14)]
    [InlineData(11, null)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(-2, -1)]
    [InlineData(-6, null)]
    [InlineData(-9, -7)]
    [InlineData(-10, null)]
    public void OccasionOf_DaysBeforeAndAfterTheLast_IsTheLatestThatIsNotTooOld(int daysLeft, int? occasion)
    {
        var last = new DateOnly(2026, 12, 15);

        Assert.Equal(occasion is { } days ? last.AddDays(-days) : null, Days.OccasionOf(last, last.AddDays(-daysLeft)));
    }

    [Fact]
    public async Task Collect_WriterOfAUnit_GetsWhatThatUnitHasToDoAndNoMore()
    {
        await LastDayInAsync(14);
        await WriteAsync(1, NoteState.Missing);
        await WriteAsync(2, NoteState.Draft);
        await WriteAsync(3, NoteState.Returned);
        await WriteAsync(4, NoteState.Submitted);
        await WriteAsync(5, NoteState.Approved);
        await _sample.AddActivityAsync(6, "Södras", _sample.South);

        var plan = Assert.Single((await CollectAsync(_sample.Head))!.Plans);

        Assert.Equal([3], Numbers(plan.Returned));
        Assert.Equal([1, 2], Numbers(plan.ToWrite));
        Assert.Equal((0, 0, 0, 3), (plan.ToAnswer.Count, plan.ToReview.Count, plan.Gaps, plan.Count));
        Assert.Equal([6], Numbers((await CollectAsync(_sample.OtherHead))!.Plans[0].ToWrite));
        Assert.Null(await CollectAsync(_sample.Reader));
        Assert.Null(await CollectAsync(_sample.Administrator));
    }

    [Fact]
    public async Task Collect_Reviewer_GetsWhatOthersHandedInAndFromTheLastDayOnWhatIsMissing()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Submitted);
        await WriteAsync(2, NoteState.Missing);
        await SubmitAsync(await _sample.AddActivityAsync(3, "Huvudmannens", _sample.Authority), _sample.Reviewer);

        var before = (await CollectAsync(_sample.Reviewer))!.Plans[0];
        _database.Time.Advance(TimeSpan.FromDays(3));
        var onTheDay = (await CollectAsync(_sample.SecondReviewer))!.Plans[0];
        var administrator = (await CollectAsync(_sample.Administrator))!.Plans[0];

        Assert.Equal([1], Numbers(before.ToReview));
        Assert.Equal(0, before.Gaps);
        Assert.Equal([1, 3], Numbers(onTheDay.ToReview));
        Assert.Equal(1, onTheDay.Gaps);
        Assert.Equal((1, 1), (administrator.Gaps, administrator.Count));
    }

    [Fact]
    public async Task Collect_Remarks_AreForTheOneWhoDidNotHaveTheLastWord()
    {
        await LastDayInAsync(0);
        var note = await WriteAsync(1, NoteState.Submitted);
        var remark = await SayAsync(note, null, _sample.Reviewer);
        await SubmitAsync(note, _sample.Reviewer);

        Assert.Equal([1], Numbers((await CollectAsync(_sample.Head))!.Plans[0].ToAnswer));
        Assert.Null(await CollectAsync(_sample.Reviewer));

        _database.Time.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(note, remark, _sample.Head);

        Assert.Null(await CollectAsync(_sample.Head));
        Assert.Equal([1], Numbers((await CollectAsync(_sample.Reviewer))!.Plans[0].ToAnswer));
        Assert.Equal([1], Numbers((await CollectAsync(_sample.Deputy))!.Plans[0].ToAnswer));
    }

    [Fact]
    public async Task Round_NoOccasion_HasNobody()
    {
        await WriteAsync(1, NoteState.Missing);
        Assert.Empty((await RoundAsync()).People);

        await LastDayInAsync(10);
        Assert.Empty((await RoundAsync()).People);

        await LastDayInAsync(14);
        var people = (await RoundAsync()).People;
        Assert.Contains(_sample.Head.Id, people);
        Assert.DoesNotContain(_sample.Reader.Id, people);
    }

    [Fact]
    public async Task Round_DeactivatedOrEnded_IsNotAmongThem()
    {
        await LastDayInAsync(0);
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(user => user.Id == _sample.Head.Id)).Deactivate(_database.Clock.Now);
            (await db.Users.SingleAsync(user => user.Id == _sample.OtherHead.Id)).EndOn(_database.Clock.Today.AddDays(-1));
            await db.SaveChangesAsync();
        }

        var people = (await RoundAsync()).People;

        Assert.Contains(_sample.Deputy.Id, people);
        Assert.DoesNotContain(_sample.Head.Id, people);
        Assert.DoesNotContain(_sample.OtherHead.Id, people);
    }

    [Fact]
    public async Task Collect_ReminderByHand_IsAnOccasionOfItsOwnUntilItHasBeenSent()
    {
        var note = await WriteAsync(1, NoteState.Missing);
        await WriteAsync(2, NoteState.Missing);
        await RemindAsync(note);

        var content = await CollectAsync(_sample.Head);
        await SendAsync(content!);
        Assert.DoesNotContain(_sample.Head.Id, (await RoundAsync()).People);
        _database.Time.Advance(TimeSpan.FromDays(1));

        var plan = Assert.Single(content!.Plans);
        Assert.Equal([1, 2], Numbers(plan.ToWrite));
        Assert.Equal(("Kim Kontroll", _database.Clock.Now.AddDays(-1)), (plan.ToWrite.Notes[0].RemindedBy, plan.ToWrite.Notes[0].RemindedAt));
        Assert.Null(plan.ToWrite.Notes[1].RemindedBy);
        Assert.Null(await CollectAsync(_sample.Head));
        Assert.Null(await CollectAsync(_sample.OtherHead));
    }

    [Fact]
    public async Task Collect_OccasionWrittenOfBefore_IsNotToldAgain_AndTheNextOneIs()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Missing);
        await SendAsync((await CollectAsync(_sample.Head))!);

        _database.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await CollectAsync(_sample.Head));
        Assert.NotNull(await CollectAsync(_sample.Deputy));

        _database.Time.Advance(TimeSpan.FromDays(2));
        Assert.NotNull(await CollectAsync(_sample.Head));
    }

    [Fact]
    public async Task Collect_LastDayMoved_HasOccasionsAnew()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Missing);
        await SendAsync((await CollectAsync(_sample.Head))!);
        _database.Time.Advance(TimeSpan.FromDays(1));

        await LastDayInAsync(14);

        Assert.Equal(_database.Clock.Today, (await CollectAsync(_sample.Head))!.Plans[0].OccasionDay);
    }

    [Fact]
    public async Task Collect_Paused_IsNothingForThatPersonAndPlan()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Missing);
        await PauseAsync(_sample.Head, _sample.Plan.Id, null);
        await PauseAsync(_sample.Deputy, null, _database.Clock.Today.AddDays(2));

        Assert.Null(await CollectAsync(_sample.Head));
        Assert.Null(await CollectAsync(_sample.Deputy));
        _database.Time.Advance(TimeSpan.FromDays(3));
        Assert.NotNull(await CollectAsync(_sample.Deputy));
        Assert.Null(await CollectAsync(_sample.Head));
    }

    [Fact]
    public async Task Round_PlanPausedForEverybodyOrFixed_IsNoOccasion()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Missing);
        await using (var db = _database.Open())
            Assert.True((await new MailPauseService(db, _database.Faults, _database.Clock).PausePlanAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id)).IsDone);
        Assert.Empty((await RoundAsync()).Plans);

        await using (var db = _database.Open())
        {
            await new MailPauseService(db, _database.Faults, _database.Clock).ResumePlanAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id);
            Assert.Single((await new ReminderMailQueries(db, _database.Clock).RoundAsync(Days)).Plans);
            (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Empty((await RoundAsync()).Plans);
    }

    [Fact]
    public async Task Collect_ManyNotes_NamesTheFirstAndCountsTheRest()
    {
        await LastDayInAsync(3);
        for (var number = 1; number <= 40; number++) await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);

        var part = (await CollectAsync(_sample.Head))!.Plans[0].ToWrite;

        Assert.Equal((40, 30), (part.Count, part.Notes.Count));
    }

    [Fact]
    public async Task Log_Filters_FindAPersonsMailWithItsPlan()
    {
        await LastDayInAsync(3);
        await WriteAsync(1, NoteState.Missing);
        await SendAsync((await CollectAsync(_sample.Head))!);

        await using var db = _database.Open();
        var log = new MailLogQueries(db, _database.Clock);
        var row = Assert.Single((await log.ListAsync(new MailFilter("eva", _sample.Plan.Id, MailOutcome.Sent), new PageRequest())).Rows);
        Assert.Equal(("Eva Provsson", 1, "2026/27"), (row.User, row.Attempts, row.Plans[0].Year.ToString()));
        Assert.Empty((await log.ListAsync(new MailFilter("sara"), new PageRequest())).Rows);
        Assert.Empty((await log.ListAsync(new MailFilter(PlanId: _sample.FixedPlan.Id), new PageRequest())).Rows);
        Assert.Empty((await log.ListAsync(new MailFilter(Outcome: MailOutcome.Refused), new PageRequest())).Rows);
        Assert.Single((await log.OwnAsync(await _sample.AccessOfAsync(_sample.Head))).Latest);
        Assert.Empty((await log.OwnAsync(await _sample.AccessOfAsync(_sample.Deputy))).Latest);
    }

    private static IEnumerable<int> Numbers(ReminderPart part) => part.Notes.Select(note => note.Number);

    private async Task<MailRound> RoundAsync()
    {
        await using var db = _database.Open();
        return await new ReminderMailQueries(db, _database.Clock).RoundAsync(Days);
    }

    private async Task<ReminderContent?> CollectAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new ReminderMailQueries(db, _database.Clock).CollectAsync(await RoundAsync(), user.Id);
    }

    private async Task SendAsync(ReminderContent content)
    {
        await using var db = _database.Open();
        var mails = new ReminderMailService(db, _database.Faults, _database.Clock);
        var claim = await mails.ClaimAsync("here", content.UserId, content.Occasions);
        Assert.True(await mails.MarkAsync(claim!, null));
    }

    private async Task PauseAsync(AppUser user, Guid? planId, DateOnly? until)
    {
        await using var db = _database.Open();
        Assert.True((await new MailPauseService(db, _database.Faults, _database.Clock).PauseAsync(await _sample.AccessOfAsync(user), planId, until)).IsDone);
    }

    private async Task RemindAsync(Note note)
    {
        await using var db = _database.Open();
        Assert.True((await new ReminderService(db, _database.Clock).RemindAsync(await _sample.AccessOfAsync(_sample.Reviewer), note.Id, "Skriv gärna")).IsDone);
    }

    private async Task<Guid> SayAsync(Note note, Guid? replyToId, AppUser author)
    {
        await using var db = _database.Open();
        var comment = new NoteComment(Guid.CreateVersion7(), note.Id, replyToId, CommentPart.Whole, "Hur då?", author.Id, _database.Clock.Now);
        db.NoteComments.Add(comment);
        await db.SaveChangesAsync();
        return comment.Id;
    }

    private async Task SubmitAsync(Note note, AppUser by)
    {
        // Taken as one's own: what is asked is who submitted it last.
        await using var db = _database.Open();
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        db.NoteStateChanges.Add(new NoteStateChange(note.Id, NoteState.Draft, NoteState.Submitted, by.Id, _database.Clock.Now, ""));
        await db.SaveChangesAsync();
    }

    private async Task SubmitAsync(FollowUp.Core.Activities.Activity activity, AppUser by) =>
        await SubmitAsync(await _sample.WriteAsync(activity, _sample.Authority, NoteState.Submitted), by);

    private async Task<Note> WriteAsync(int number, NoteState state) =>
        await _sample.WriteAsync(await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North), _sample.North, state);

    private async Task LastDayInAsync(int days)
    {
        await using var db = _database.Open();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id);
        plan.Change(plan.Year, plan.Name, plan.ReportTitle, null, _database.Clock.Today.AddDays(days));
        await db.SaveChangesAsync();
    }
}
