using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class DelegationServiceTests : IAsyncLifetime
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
    public async Task Give_StandInForAPeriod_IsARowWithItsAudit()
    {
        var given = Given() with { Email = "  SARA@prov.example " };

        Assert.True((await GiveAsync(_sample.Head, given)).IsDone);

        await using var db = _database.Open();
        var made = await db.Delegations.SingleAsync();
        Assert.Equal((given.Id, _sample.North.Id, _sample.OtherHead.Id, _sample.Head.Id), (made.Id, made.UnitId, made.UserId, made.GivenById));
        Assert.Equal((DelegationKind.StandIn, Today, Today.AddDays(7)), (made.Kind, made.FirstDay, made.LastDay));
        var entry = await db.Audit.SingleAsync();
        Assert.Equal((AuditAction.DelegationGiven, _sample.OtherHead.Id, _sample.Head.Id), (entry.Action, entry.SubjectId, entry.UserId));
        Assert.Equal(("Sara Exempel", "Norra provskolan, StandIn, 2026-11-18–2026-11-25"), (entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task Give_Twice_MakesOne()
    {
        var given = Given();

        await GiveAsync(_sample.Head, given);
        Assert.True((await GiveAsync(_sample.Head, given)).IsDone);

        await using var db = _database.Open();
        Assert.Equal((1, 1), (await db.Delegations.CountAsync(), await db.Audit.CountAsync()));
    }

    [Theory]
    [InlineData(DelegationKind.StandIn, -1, 7, "DelegationBeginsInThePast", "FirstDay")]
    [InlineData(DelegationKind.Writing, 7, 6, "DelegationEndsBeforeItBegins", "LastDay")]
    [InlineData(DelegationKind.Writing, 7, 7, null, null)]
    [InlineData(DelegationKind.StandIn, 0, null, "DelegationStandInWithoutEnd", "LastDay")]
    [InlineData(DelegationKind.Writing, 0, null, null, null)]
    [InlineData(DelegationKind.StandIn, 0, 365, null, null)]
    [InlineData(DelegationKind.StandIn, 0, 366, "DelegationTooLong", "LastDay")]
    public async Task Give_EachPeriod_IsTakenOrRefusedAtItsField(DelegationKind kind, int first, int? last, string? code, string? field)
    {
        var outcome = await GiveAsync(_sample.Head, Given() with
        {
            Kind = kind,
            FirstDay = Today.AddDays(first),
            LastDay = last is { } days ? Today.AddDays(days) : null,
        });

        var refusal = outcome.Refusals.SingleOrDefault();
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
        await using var db = _database.Open();
        Assert.Equal(code is null ? 1 : 0, await db.Delegations.CountAsync());
    }

    [Fact]
    public async Task Give_ToWhoeverCannotHaveIt_IsRefusedWithOneAndTheSameSentence()
    {
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(user => user.Id == _sample.OtherHead.Id)).Deactivate(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        foreach (var email in new[] { "finns.inte@prov.example", "kim@prov.example", "ada@prov.example", "sara@prov.example", "" })
            Assert.Equal("DelegationReceiverUnknown", Assert.Single((await GiveAsync(_sample.Head, Given() with { Email = email })).Refusals).Code);
        Assert.Equal("DelegationToOneself", Assert.Single((await GiveAsync(_sample.Head, Given() with { Email = "eva@prov.example" })).Refusals).Code);
    }

    [Fact]
    public async Task Give_ByOthersThanTheUnitsRektor_DoesNotExist()
    {
        // A stand-in submits, and passes nothing on.
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today, Today);
        Assert.True((await _sample.AccessOfAsync(_sample.Deputy)).SubmitsFor(_sample.North.Id));

        foreach (var user in new[] { _sample.Deputy, _sample.OtherHead, _sample.Reviewer, _sample.Reader })
            Assert.True((await GiveAsync(user, Given())).IsNotFound, user.Name);
        Assert.True((await GiveAsync(_sample.Head, Given() with { UnitId = _sample.Area.Id })).IsNotFound);
        Assert.True((await GiveAsync(_sample.Administrator, Given())).IsDone);
        Assert.Equal("UnitUnknown", Assert.Single((await GiveAsync(_sample.Administrator, Given() with { UnitId = Guid.NewGuid() })).Refusals).Code);
    }

    [Fact]
    public async Task Give_TheSameOnSomeOfTheDays_IsRefusedWithThePeriod()
    {
        await GiveAsync(_sample.Head, Given());

        var same = Assert.Single((await GiveAsync(_sample.Head, Given() with { FirstDay = Today.AddDays(7), LastDay = Today.AddDays(8) })).Refusals);
        Assert.Equal(("DelegationExists", "Email"), (same.Code, same.Field));
        Assert.Equal([Today, Today.AddDays(7)], same.Arguments);

        Assert.True((await GiveAsync(_sample.Head, Given() with { FirstDay = Today.AddDays(8), LastDay = Today.AddDays(9) })).IsDone);
        Assert.True((await GiveAsync(_sample.Head, Given() with { FirstDay = Today.AddDays(20), LastDay = Today.AddDays(20) })).IsDone);
        Assert.Equal("DelegationExists", Assert.Single((await GiveAsync(_sample.Head, Given() with { FirstDay = Today.AddDays(15), LastDay = Today.AddDays(20) })).Refusals).Code);
        Assert.True((await GiveAsync(_sample.Head, Given() with { Kind = DelegationKind.Writing, LastDay = null })).IsDone);
        Assert.Equal("DelegationExistsOpen", Assert.Single((await GiveAsync(_sample.Head,
            Given() with { Kind = DelegationKind.Writing, FirstDay = Today.AddDays(300), LastDay = null })).Refusals).Code);
    }

    [Fact]
    public async Task Give_AgainAfterTheEnd_IsTaken()
    {
        var given = Given();
        await GiveAsync(_sample.Head, given);
        await EndAsync(_sample.Head, given.Id);

        Assert.True((await GiveAsync(_sample.Head, Given())).IsDone);
    }

    [Fact]
    public async Task Access_Writing_WritesForTheUnitAndThoseBelowAndSubmitsNothing()
    {
        await _sample.DelegateAsync(_sample.OtherHead, _sample.Area, DelegationKind.Writing, Today, null);

        var access = await _sample.AccessOfAsync(_sample.OtherHead);

        Assert.True(access.WritesFor(_sample.Area.Id) && access.WritesFor(_sample.North.Id));
        Assert.False(access.SubmitsFor(_sample.North.Id));
        Assert.True(access.SubmitsFor(_sample.South.Id));
        Assert.False(access.WritesFor(_sample.Preschool.Id));
    }

    [Fact]
    public async Task Access_StandIn_SubmitsButLeadsNothingOfItsOwn()
    {
        await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.StandIn, Today, Today);

        var access = await _sample.AccessOfAsync(_sample.OtherHead);

        Assert.True(access.SubmitsFor(_sample.North.Id));
        Assert.Equal([_sample.South.Id], access.HeadUnits);
        Assert.False(access.DelegatesFor(_sample.North.Id));
    }

    [Fact]
    public async Task Access_FromTheFirstDayToTheLast_AsTheAuthoritysDayHasIt()
    {
        await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.StandIn, Today.AddDays(1), Today.AddDays(2));

        // Midnight in Stockholm is 23.00 UTC in November.
        await AssertSubmitsAsync(new DateTime(2026, 11, 18, 22, 59, 59), false);
        await AssertSubmitsAsync(new DateTime(2026, 11, 18, 23, 0, 0), true);
        await AssertSubmitsAsync(new DateTime(2026, 11, 20, 22, 59, 59), true);
        await AssertSubmitsAsync(new DateTime(2026, 11, 20, 23, 0, 0), false);

        async Task AssertSubmitsAsync(DateTime utc, bool submits)
        {
            _database.Time.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));
            Assert.Equal(submits, (await _sample.AccessOfAsync(_sample.OtherHead)).SubmitsFor(_sample.North.Id));
        }
    }

    [Fact]
    public async Task Access_WithoutTheRole_HasNothingOfIt()
    {
        await _sample.DelegateAsync(_sample.Reviewer, _sample.North, DelegationKind.StandIn, Today, Today);

        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.Empty(access.OwnUnits);
        Assert.Empty(access.LedUnits);
    }

    [Fact]
    public async Task Access_ManyPlacesAndDelegations_TakesTwoCommandsAndRepeatsNoUnit()
    {
        for (var i = 0; i < 5; i++)
        {
            await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.Writing, Today.AddDays(-i), null);
            await _sample.DelegateAsync(_sample.OtherHead, _sample.Preschool, DelegationKind.StandIn, Today.AddDays(-i), Today);
        }

        await using var db = _database.Open();
        _database.ForgetCommands();
        var access = (await UserAccess.ReadAsync(db, _sample.OtherHead.Id, Today))!;

        Assert.Equal(2, _database.Commands.Count);
        Assert.Equal(new[] { _sample.South.Id, _sample.North.Id, _sample.Preschool.Id }.Order(), access.OwnUnits.Order());
        Assert.Equal(new[] { _sample.South.Id, _sample.Preschool.Id }.Order(), access.LedUnits.Order());
    }

    [Fact]
    public async Task Access_OfTheStandIn_SubmitsTheNoteUntilTheLastDayIsOver()
    {
        var activity = await _sample.AddActivityAsync(1, "Läsning", _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, NoteStatus.InProgress);
        await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.StandIn, Today, Today);

        Assert.True((await SubmitAsync(note)).IsDone);
        await using (var db = _database.Open())
        {
            Assert.Equal(_sample.OtherHead.Id, (await db.NoteStateChanges.SingleAsync(change => change.To == NoteState.Submitted)).AuthorId);
        }

        _database.Time.Advance(TimeSpan.FromDays(1));
        await using (var db = _database.Open())
        {
            var stored = await db.Notes.SingleAsync();
            Assert.True((await new NoteService(db, _database.Clock, _database.Faults).ReopenAsync(await _sample.AccessOfAsync(_sample.OtherHead), stored.Id, stored.Version)).IsNotFound);
        }

        async Task<Outcome> SubmitAsync(Note written)
        {
            await using var db = _database.Open();
            return await new NoteService(db, _database.Clock, _database.Faults).SubmitAsync(await _sample.AccessOfAsync(_sample.OtherHead), written.Id, written.Version, written.Text);
        }
    }

    [Fact]
    public async Task End_ByTheRektor_EndsAtOnceAndOnce()
    {
        var delegation = await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.StandIn, Today, Today.AddDays(9));

        Assert.True((await EndAsync(_sample.Head, delegation.Id)).IsDone);
        _database.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await EndAsync(_sample.Administrator, delegation.Id)).IsDone);

        Assert.False((await _sample.AccessOfAsync(_sample.OtherHead)).WritesFor(_sample.North.Id));
        await using var db = _database.Open();
        var ended = await db.Delegations.SingleAsync();
        Assert.Equal((_database.Clock.Now.AddHours(-1), _sample.Head.Id), (ended.EndedAt!.Value, ended.EndedById!.Value));
        Assert.Equal(AuditAction.DelegationEnded, (await db.Audit.SingleAsync()).Action);
    }

    [Fact]
    public async Task End_AfterTheLastDay_ChangesNothing()
    {
        var delegation = await _sample.DelegateAsync(_sample.OtherHead, _sample.North, DelegationKind.StandIn, Today, Today);
        _database.Time.Advance(TimeSpan.FromDays(1));

        Assert.True((await EndAsync(_sample.Head, delegation.Id)).IsDone);

        await using var db = _database.Open();
        Assert.Null((await db.Delegations.SingleAsync()).EndedAt);
        Assert.Equal(0, await db.Audit.CountAsync());
    }

    [Fact]
    public async Task End_ByTheReceiverOrAForeigner_DoesNotExist()
    {
        var delegation = await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today, Today);

        foreach (var user in new[] { _sample.Deputy, _sample.OtherHead, _sample.Reviewer })
            Assert.True((await EndAsync(user, delegation.Id)).IsNotFound, user.Name);
    }

    [Fact]
    public async Task End_ByAGiverWhoIsRektorNoLonger_IsTheUnitsMatter()
    {
        var delegation = await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today, Today, by: _sample.OtherHead);

        Assert.True((await _sample.AccessOfAsync(_sample.Deputy)).SubmitsFor(_sample.North.Id));
        Assert.True((await EndAsync(_sample.OtherHead, delegation.Id)).IsNotFound);
        Assert.True((await EndAsync(_sample.Head, delegation.Id)).IsDone);
    }

    private NewDelegation Given() => new()
    {
        Id = Guid.CreateVersion7(),
        UnitId = _sample.North.Id,
        Email = "sara@prov.example",
        Kind = DelegationKind.StandIn,
        FirstDay = Today,
        LastDay = Today.AddDays(7),
    };

    private async Task<Outcome> GiveAsync(AppUser user, NewDelegation given)
    {
        await using var db = _database.Open();
        return await new DelegationService(db, _database.Clock, _database.Faults).GiveAsync(await _sample.AccessOfAsync(user), given);
    }

    private async Task<Outcome> EndAsync(AppUser user, Guid id)
    {
        await using var db = _database.Open();
        return await new DelegationService(db, _database.Clock, _database.Faults).EndAsync(await _sample.AccessOfAsync(user), id);
    }
}
