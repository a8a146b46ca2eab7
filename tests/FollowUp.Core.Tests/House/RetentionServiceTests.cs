using FollowUp.Core.Audit;
using FollowUp.Core.House;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.House;

public sealed class RetentionServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _approved = null!;
    private Note _draft = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North, _sample.South);
        (_approved, _draft) = (await FindAsync(activity.Id, _sample.North.Id), await FindAsync(activity.Id, _sample.South.Id));
        await StepsAsync(_approved.Id,
            note => note.Save(Text("Första utkastet"), _sample.Head.Id, _database.Clock.Now),
            note => note.Save(Text("Inlämnat"), _sample.Head.Id, _database.Clock.Now),
            note => note.SetAside(Text("Lagt åt sidan"), _sample.Deputy.Id, _database.Clock.Now),
            note => note.Submit(_sample.Head.Id, _database.Clock.Now),
            note => note.Return("Skriv mer.", _sample.Reviewer.Id, _database.Clock.Now),
            note => note.Save(Text("Mellan"), _sample.Head.Id, _database.Clock.Now),
            note => note.Save(Text("Godkänt"), _sample.Head.Id, _database.Clock.Now),
            note => note.Submit(_sample.Head.Id, _database.Clock.Now),
            note => note.CorrectLanguage(Text("Godkänd"), _sample.Reviewer.Id, _database.Clock.Now),
            note => note.Approve(_sample.Reviewer.Id, _database.Clock.Now));
        await StepsAsync(_draft.Id,
            note =>
            {
                note.Import(Text("Inläst"), NoteState.Draft, Guid.CreateVersion7(), _sample.Reviewer.Id, _database.Clock.Now);
                return Outcome.Done;
            },
            note => note.Save(Text("Ett utkast"), _sample.OtherHead.Id, _database.Clock.Now),
            note => note.Save(Text("Sista utkastet"), _sample.OtherHead.Id, _database.Clock.Now));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Purge_WhatIsListed_TakesDraftsAloneOnceWithAudit()
    {
        await KeepAsync(12);
        await FixAsync();
        Assert.Equal(0, (await ListAsync()).Total.Revisions);
        _database.Time.Advance(TimeSpan.FromDays(366));
        var handedIn = await VersionsAsync(_sample.Reviewer);

        var list = await ListAsync();
        Assert.Equal((4, 2), (list.Total.Revisions, list.Total.Notes));
        Assert.Equal(_sample.Plan.Id, Assert.Single(list.Plans).Plan.Id);
        Assert.Equal([("Norra provskolan", 3), ("Södra provskolan", 1)], list.Units.Rows.Select(unit => (unit.Name, unit.Goes.Revisions)));
        Assert.True(list.Total.Oldest < list.Total.Newest);
        Assert.Equal(new[] { "Första utkastet", "Lagt åt sidan", "Mellan", "Ett utkast" }.Sum(text => text.Length + "Därför.".Length), list.Total.Characters);
        Assert.Single((await ListAsync(page: new PageRequest(Size: 1))).Units.Rows);

        var id = Guid.CreateVersion7();
        Assert.Equal(4, (await PurgeAsync(id, 4)).Value);
        Assert.Equal(4, (await PurgeAsync(id, 4)).Value);

        Assert.Equal(["Inlämnat", "Godkänt", "Godkänd"], await LeftAsync(_approved.Id));
        Assert.Equal(["Inläst", "Sista utkastet"], await LeftAsync(_draft.Id));
        Assert.Equal(handedIn, await VersionsAsync(_sample.Reviewer));
        await using var db = _database.Open();
        Assert.Equal("Godkänd", (await db.Notes.SingleAsync(note => note.Id == _approved.Id)).FollowUp);
        var entry = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.HistoryPurged);
        Assert.Equal((_sample.Plan.Id, _sample.Administrator.Id, "4"), (entry.SubjectId, entry.UserId, entry.Detail));
        var purge = Assert.Single((await ListAsync()).Purges);
        Assert.Equal((4, "Ada Påhitt", list.Total.Characters), (purge.Revisions, purge.By, purge.Characters));
        Assert.NotNull(purge.FinishedAt);
        Assert.Equal("PurgeNothing", Assert.Single((await PurgeAsync(Guid.CreateVersion7(), 4)).Refusals).Code);
    }

    [Fact]
    public async Task History_AfterAPurge_ShowsWhatIsLeftAndSaysSo()
    {
        await KeepAsync(0);
        await FixAsync();
        await PurgeAsync(Guid.CreateVersion7(), 4);

        await using var db = _database.Open();
        var history = (await new NoteHistoryQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Head), _approved.Id, null, null, new PageRequest()))!;
        Assert.Equal((3, "Godkänd", "Godkänt"), (history.Page.Count, history.To!.Text.FollowUp, history.From!.Text.FollowUp));
        Assert.Equal(_database.Clock.Now, history.PurgedAt);
    }

    [Fact]
    public async Task Purge_OnePlan_LeavesTheOthers()
    {
        await KeepAsync(0);
        await FixAsync();
        var fixedOne = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjolårets", null, _sample.North);
        var note = await FindAsync(fixedOne.Id, _sample.North.Id);
        await StepsAsync(note.Id, each => each.Save(Text("Ett"), _sample.Head.Id, _database.Clock.Now), each => each.Save(Text("Två"), _sample.Head.Id, _database.Clock.Now));

        Assert.Equal((2, 1), ((await ListAsync()).Plans.Count, (await ListAsync(_sample.FixedPlan.Id)).Total.Revisions));
        Assert.Equal(1, (await PurgeAsync(Guid.CreateVersion7(), 1, _sample.FixedPlan.Id)).Value);

        Assert.Equal(["Två"], await LeftAsync(note.Id));
        Assert.Equal(4, (await ListAsync()).Total.Revisions);
    }

    [Fact]
    public async Task Purge_PlanThatIsNotFixed_TakesNothing()
    {
        await KeepAsync(0);

        Assert.Equal(0, (await ListAsync()).Total.Revisions);
        Assert.Equal("PurgeNothing", Assert.Single((await PurgeAsync(Guid.CreateVersion7(), 0)).Refusals).Code);
    }

    [Fact]
    public async Task Purge_PlanOpenedMeanwhile_StopsThere()
    {
        await StepsAsync(_draft.Id, [.. Enumerable.Range(1, RetentionService.Batch).Select(number => (Func<Note, Outcome>)(note => note.Save(Text($"Utkast {number}"), _sample.OtherHead.Id, _database.Clock.Now)))]);
        await KeepAsync(0);
        await FixAsync();
        var count = (await ListAsync()).Total.Revisions;
        Assert.True(count > RetentionService.Batch);

        var outcome = await PurgeAsync(Guid.CreateVersion7(), count, tell: gone =>
        {
            if (gone == RetentionService.Batch) OpenPlan();
        });

        Assert.Equal(RetentionService.Batch, outcome.Value);
        await using var db = _database.Open();
        Assert.Equal(count - RetentionService.Batch + 5, await db.NoteRevisions.CountAsync());
    }

    [Fact]
    public async Task Purge_WhatCannotBe_IsRefused()
    {
        await FixAsync();
        Assert.Null((await ListAsync()).Months);
        Assert.Equal("HistoryKeptForever", Assert.Single((await PurgeAsync(Guid.CreateVersion7(), 4)).Refusals).Code);
        await KeepAsync(0);

        Assert.Equal(("PurgeNotConfirmed", "IsConfirmed"), Assert.Single((await PurgeAsync(Guid.CreateVersion7(), 4, isConfirmed: false)).Refusals) is var refusal ? (refusal.Code, refusal.Field) : default);
        Assert.Equal("PurgeListChanged", Assert.Single((await PurgeAsync(Guid.CreateVersion7(), 3)).Refusals).Code);
        Assert.True((await PurgeAsync(Guid.CreateVersion7(), 4, by: _sample.Reviewer)).IsNotFound);
        await using var db = _database.Open();
        Assert.Null(await new RetentionQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(_sample.Reviewer), null, new PageRequest()));
        Assert.Equal(4, (await ListAsync()).Total.Revisions);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_201)]
    public async Task Months_ThatCannotBe_AreRefused(int months)
    {
        await using var db = _database.Open();
        var outcome = await new HouseService(db, _database.Clock, _database.Faults).ChooseAsync(
            await _sample.AccessOfAsync(_sample.Administrator), null, new HouseChoices { HistoryMonths = months });

        Assert.Equal(("MonthsOutOfRange", "HistoryMonths"), Assert.Single(outcome.Refusals) is var refusal ? (refusal.Code, refusal.Field) : default);
    }

    private static NoteText Text(string followUp) => new(NoteStatus.Completed, followUp, "Därför.");

    private async Task<Note> FindAsync(Guid activityId, Guid unitId)
    {
        await using var db = _database.Open();
        return await db.Notes.SingleAsync(note => note.ActivityId == activityId && note.UnitId == unitId);
    }

    /// <summary>An hour between the steps.</summary>
    private async Task StepsAsync(Guid noteId, params Func<Note, Outcome>[] steps)
    {
        await using var db = _database.Open();
        var note = await db.Notes.SingleAsync(note => note.Id == noteId);
        foreach (var step in steps)
        {
            _database.Time.Advance(TimeSpan.FromHours(1));
            Assert.True(step(note).IsDone);
        }

        await db.SaveChangesAsync();
    }

    private async Task KeepAsync(int months)
    {
        await using var db = _database.Open();
        Assert.True((await new HouseService(db, _database.Clock, _database.Faults).ChooseAsync(
            await _sample.AccessOfAsync(_sample.Administrator), null, new HouseChoices { HistoryMonths = months })).IsDone);
    }

    private async Task FixAsync()
    {
        await using var db = _database.Open();
        Assert.True((await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now).IsDone);
        await db.SaveChangesAsync();
    }

    private void OpenPlan()
    {
        using var db = _database.Open();
        db.Plans.Single(plan => plan.Id == _sample.Plan.Id).Unlock();
        db.SaveChanges();
    }

    private async Task<RetentionList> ListAsync(Guid? planId = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return (await new RetentionQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(_sample.Administrator), planId, page ?? new PageRequest()))!;
    }

    private async Task<Outcome<int>> PurgeAsync(Guid id, int expected, Guid? planId = null, bool isConfirmed = true, Action<int>? tell = null, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await new RetentionService(db, _database.Clock, _database.Faults).PurgeAsync(
            await _sample.AccessOfAsync(by ?? _sample.Administrator), new NewHistoryPurge { Id = id, PlanId = planId, Expected = expected, IsConfirmed = isConfirmed }, tell);
    }

    private async Task<List<string>> LeftAsync(Guid noteId)
    {
        await using var db = _database.Open();
        return await db.NoteRevisions.Where(revision => revision.NoteId == noteId).OrderBy(revision => revision.At).Select(revision => revision.FollowUp).ToListAsync();
    }

    private async Task<List<Guid>> VersionsAsync(AppUser user)
    {
        await using var db = _database.Open();
        var history = await new NoteHistoryQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), _approved.Id, null, null, new PageRequest());
        return [.. history!.Page.Rows.Select(row => row.Id)];
    }
}
