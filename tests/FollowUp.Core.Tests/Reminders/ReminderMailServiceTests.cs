using FollowUp.Core.Audit;
using FollowUp.Core.Reminders;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reminders;

public sealed class ReminderMailServiceTests : IAsyncLifetime
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
    public async Task Claim_TwoNodesAtOnce_IsOnesAlone()
    {
        var claims = await Task.WhenAll(Enumerable.Range(1, 8).Select(node => Task.Run(() => ClaimAsync($"node {node}"))));

        Assert.Single(claims, claim => claim is not null);
        await using var db = _database.Open();
        Assert.Single(await db.ReminderMails.ToListAsync());
    }

    [Fact]
    public async Task Claim_OfANodeThatDied_IsTakenOverWhenItsTimeIsOut()
    {
        var dead = (await ClaimAsync("dead"))!;
        _database.Time.Advance(ReminderMail.Lease - TimeSpan.FromSeconds(1));
        Assert.Null(await ClaimAsync("other"));
        _database.Time.Advance(TimeSpan.FromSeconds(1));

        var taken = await Task.WhenAll(Enumerable.Range(1, 4).Select(node => Task.Run(() => ClaimAsync($"node {node}"))));

        // The same message, and the one that was thought dead marks nothing any more.
        var other = Assert.Single(taken, claim => claim is not null)!;
        Assert.Equal(dead.MailId, other.MailId);
        Assert.False(await MarkAsync(dead, null));
        Assert.True(await MarkAsync(other, null));
        Assert.Equal((MailOutcome.Sent, 2, _database.Clock.Now), await StandingAsync(mail => (mail.Outcome, mail.Attempts, mail.SentAt!.Value)));
    }

    [Fact]
    public async Task Mark_Sent_IsNotClaimedAgainThatDay()
    {
        await MarkAsync((await ClaimAsync("node"))!, null);
        _database.Time.Advance(TimeSpan.FromHours(3));
        Assert.Null(await ClaimAsync("node"));
        _database.Time.Advance(TimeSpan.FromHours(21));
        Assert.NotNull(await ClaimAsync("node"));
    }

    [Fact]
    public async Task Mark_ServerBusy_WaitsLongerEachTime()
    {
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 7; attempt++)
        {
            await MarkAsync((await ClaimAsync("node"))!, MailFault.Busy);
            var next = await StandingAsync(mail => mail.NextAt!.Value);
            Assert.Null(await ClaimAsync("node"));
            waits.Add(next - _database.Clock.Now);
            _database.Time.SetUtcNow(new DateTimeOffset(next, TimeSpan.Zero));
        }

        Assert.Equal([5, 10, 20, 40, 80, 120, 120], waits.Select(wait => (int)wait.TotalMinutes));
    }

    [Theory]
    [InlineData(MailFault.AddressRefused)]
    [InlineData(MailFault.MessageRefused)]
    public async Task Mark_RefusedForGood_IsNotTriedAgain(MailFault fault)
    {
        await MarkAsync((await ClaimAsync("node"))!, fault);
        _database.Time.Advance(TimeSpan.FromHours(5));

        Assert.Null(await ClaimAsync("node"));
        Assert.Equal((MailOutcome.Refused, fault), await StandingAsync(mail => (mail.Outcome, mail.Fault!.Value)));
    }

    [Fact]
    public async Task GiveUp_DayHasPassed_EndsWhatWaits()
    {
        await MarkAsync((await ClaimAsync("node"))!, MailFault.Unreachable);
        await using var db = _database.Open();
        var mails = new ReminderMailService(db, _database.Faults, _database.Clock);
        Assert.Equal(0, await mails.GiveUpAsync());
        _database.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await mails.GiveUpAsync());
        Assert.Equal((MailOutcome.GivenUp, MailFault.Unreachable), await StandingAsync(mail => (mail.Outcome, mail.Fault!.Value)));
    }

    [Fact]
    public async Task Spare_NothingLeftToDo_EndsTheRetry()
    {
        await MarkAsync((await ClaimAsync("node"))!, MailFault.Busy);
        await SpareAsync();
        Assert.Equal(MailOutcome.Postponed, await StandingAsync(mail => mail.Outcome));
        _database.Time.Advance(ReminderMail.FirstWait);

        await SpareAsync();

        Assert.Equal(MailOutcome.NotNeeded, await StandingAsync(mail => mail.Outcome));
    }

    [Fact]
    public async Task Pause_AndResume_AreOncesWithAuditAndRefuseThePast()
    {
        var access = await _sample.AccessOfAsync(_sample.Head);
        await using var db = _database.Open();
        var pauses = new MailPauseService(db, _database.Faults, _database.Clock);

        Assert.Equal("PauseEndsInThePast", Assert.Single((await pauses.PauseAsync(access, null, _database.Clock.Today.AddDays(-1))).Refusals).Code);
        Assert.True((await pauses.PauseAsync(access, Guid.CreateVersion7(), null)).IsNotFound);
        Assert.True((await pauses.PausePlanAsync(access, _sample.Plan.Id)).IsNotFound);
        Assert.True((await pauses.PauseAsync(access, _sample.Plan.Id, null)).IsDone);
        Assert.True((await pauses.PauseAsync(access, _sample.Plan.Id, null)).IsDone);
        Assert.True((await pauses.ResumeAsync(access, _sample.Plan.Id)).IsDone);
        Assert.True((await pauses.ResumeAsync(access, _sample.Plan.Id)).IsDone);

        Assert.Empty(await db.MailPauses.ToListAsync());
        Assert.Equal([AuditAction.MailPaused, AuditAction.MailResumed],
            await db.Audit.Where(entry => entry.SubjectId == _sample.Head.Id).OrderBy(entry => entry.Action).Select(entry => entry.Action).ToListAsync());
        Assert.All(await db.Audit.ToListAsync(), entry => Assert.Equal("2026/27", entry.Detail));
    }

    private async Task<MailClaim?> ClaimAsync(string node)
    {
        await using var db = _database.Open();
        return await new ReminderMailService(db, _database.Faults, _database.Clock)
            .ClaimAsync(node, _sample.Head.Id, [new ReminderOccasion(_sample.Plan.Id, _database.Clock.Today)]);
    }

    private async Task<bool> MarkAsync(MailClaim claim, MailFault? fault)
    {
        await using var db = _database.Open();
        return await new ReminderMailService(db, _database.Faults, _database.Clock).MarkAsync(claim, fault);
    }

    private async Task SpareAsync()
    {
        await using var db = _database.Open();
        await new ReminderMailService(db, _database.Faults, _database.Clock).SpareAsync(_sample.Head.Id);
    }

    private async Task<T> StandingAsync<T>(Func<ReminderMail, T> read)
    {
        await using var db = _database.Open();
        return read(await db.ReminderMails.SingleAsync());
    }
}
