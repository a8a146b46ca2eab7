using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

/// <summary>Check-points (avstämningar): made, written in, followed, and what a follow-up begins with.</summary>
public sealed class CheckPointTests : IAsyncLifetime
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
    public async Task Create_TwiceFromOneForm_IsOneWithAudit()
    {
        var id = Guid.CreateVersion7();
        var facts = Facts("Avstämning i oktober", -5, 5);

        Assert.True((await CreateAsync(_sample.Reviewer, id, facts)).IsDone);
        Assert.True((await CreateAsync(_sample.Reviewer, id, facts)).IsDone);

        await using var db = _database.Open();
        Assert.Equal("Avstämning i oktober", (await db.CheckPoints.SingleAsync()).Name);
        Assert.Equal(AuditAction.CheckPointCreated, (await db.Audit.SingleAsync(entry => entry.SubjectId == _sample.Plan.Id)).Action);
        Assert.True((await CreateAsync(_sample.Head, Guid.CreateVersion7(), Facts("Annan", 0, 0))).IsNotFound);
    }

    [Theory]
    [InlineData("", 0, 0, "CheckPointNameMissing")]
    [InlineData("Taget namn", 0, 0, "CheckPointExists")]
    [InlineData("Nytt", 0, -1, "CheckPointEndsBeforeItBegins")]
    public async Task Create_WhatCannotBe_IsRefused(string name, int first, int last, string code)
    {
        await PointAsync("Taget namn");

        Assert.Equal(code, Assert.Single((await CreateAsync(_sample.Reviewer, Guid.CreateVersion7(), Facts(name, first, last))).Refusals).Code);
    }

    [Fact]
    public async Task Change_Renamed_AndByTwo_IsAConflictForTheSecond()
    {
        var point = await PointAsync();
        await using var db = _database.Open();
        var service = new CheckPointService(db, _database.Clock, _database.Faults);
        var access = await _sample.AccessOfAsync(_sample.Administrator);

        var first = await service.ChangeAsync(access, _sample.Plan.Id, point.Id, point.Version, Facts("Höstens", -3, 9));
        var second = await service.ChangeAsync(access, _sample.Plan.Id, point.Id, point.Version, Facts("Vårens", -3, 9));

        Assert.True(first.IsDone);
        Assert.True(second.IsConflict);
        Assert.True((await service.ChangeAsync(access, _sample.FixedPlan.Id, point.Id, point.Version, Facts("Fel plan", 0, 0))).IsNotFound);
        var stored = await db.CheckPoints.AsNoTracking().SingleAsync();
        Assert.Equal(("Höstens", Today.AddDays(9)), (stored.Name, stored.LastDay));
    }

    [Fact]
    public async Task Remove_AndRestore_WhileNobodyHasWritten()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());
        Assert.True((await RemoveAsync(point)).IsDone);
        Assert.True((await WriteAsync(_sample.Head, point, note, "Går bra")).IsNotFound);
        await using (var db = _database.Open())
        {
            var service = new CheckPointService(db, _database.Clock, _database.Faults);
            Assert.True((await service.RestoreAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, point.Id)).IsDone);
        }

        Assert.True((await WriteAsync(_sample.Head, point, note, "Går bra")).IsDone);
        var refused = await RemoveAsync(point);
        Assert.Equal(("CheckPointHasBeenWritten", 1), (Assert.Single(refused.Refusals).Code, refused.Refusals[0].Arguments[0]));
    }

    [Fact]
    public async Task Write_ByTheUnit_IsSavedOnceWithAudit()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());

        Assert.True((await WriteAsync(_sample.Deputy, point, note, "Vi är i gång.\r\nBra fart.")).IsDone);
        Assert.True((await WriteAsync(_sample.Deputy, point, note, "Vi är i gång.\nBra fart.")).IsDone);

        await using var db = _database.Open();
        var written = await db.CheckPointNotes.SingleAsync();
        Assert.Equal((NoteStatus.InProgress, "Vi är i gång.\nBra fart.", _sample.Deputy.Id), (written.Status, written.Text, written.SavedById));
        Assert.Equal(AuditAction.CheckPointWritten, (await db.Audit.SingleAsync(entry => entry.SubjectId == note.Id)).Action);
        Assert.Equal(NoteState.Missing, (await db.Notes.SingleAsync(x => x.Id == note.Id)).State);
    }

    [Fact]
    public async Task Write_ByOthers_IsNotFound()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());
        foreach (var user in new[] { _sample.OtherHead, _sample.Reviewer, _sample.Administrator, _sample.Reader })
            Assert.True((await WriteAsync(user, point, note, "Inte mitt")).IsNotFound);
    }

    [Fact]
    public async Task Write_SomebodyElseSavedInBetween_IsAConflictAndNothingIsLost()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());
        await WriteAsync(_sample.Head, point, note, "Evas text");

        Assert.True((await WriteAsync(_sample.Deputy, point, note, "Dans text")).IsConflict);
        await using var db = _database.Open();
        Assert.Equal("Evas text", (await db.CheckPointNotes.SingleAsync()).Text);
    }

    [Fact]
    public async Task Write_AtTheSameTime_OneIsSavedAndTheOtherIsAConflict()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());

        var both = await Task.WhenAll(WriteAsync(_sample.Head, point, note, "Evas text"), WriteAsync(_sample.Deputy, point, note, "Dans text"));

        Assert.Equal((1, 1), (both.Count(outcome => outcome.IsDone), both.Count(outcome => outcome.IsConflict)));
    }

    [Theory]
    [InlineData(1, 9, null, "CheckPointNotOpenYet")]
    [InlineData(-9, -1, null, "CheckPointIsClosed")]
    [InlineData(-9, -2, 1, "CheckPointIsClosed")]
    [InlineData(-9, -2, 2, null)]
    [InlineData(0, 0, null, null)]
    public async Task Write_OutsideTheDays_IsRefused(int first, int last, int? graceDays, string? code)
    {
        await using (var db = _database.Open())
        {
            var plan = await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id);
            plan.Change(plan.Year, plan.Name, plan.ReportTitle, null, Today.AddDays(100), graceDays);
            await db.SaveChangesAsync();
        }

        var outcome = await WriteAsync(_sample.Head, await PointAsync("Avstämning", first, last), await NoteAsync(), "Text");

        Assert.Equal(code, outcome.Refusals.Select(refusal => refusal.Code).SingleOrDefault());
    }

    [Fact]
    public async Task Write_AfterTheEnd_IsForThoseWhoPlan()
    {
        var activity = await _sample.AddActivityAsync(40, "Huvudmannens", _sample.Authority);
        var note = await _sample.WriteAsync(activity, _sample.Authority, NoteState.Missing);

        Assert.True((await WriteAsync(_sample.Reviewer, await PointAsync("Avstämning", -9, -1), note, "Efteråt")).IsDone);
    }

    [Fact]
    public async Task Write_WithoutStatusOrTooLong_IsRefusedBesideTheField()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());
        await using var db = _database.Open();
        var service = new CheckPointWritingService(db, _database.Clock, _database.Faults);

        var outcome = await service.SaveAsync(
            await _sample.AccessOfAsync(_sample.Head), point.Id, note.Id, Guid.Empty, new CheckPointText(null, new string('x', CheckPointText.MaxLength + 1)));

        Assert.Equal([("CheckPointStatusMissing", "Status"), ("TextTooLong", "Text")], outcome.Refusals.Select(refusal => (refusal.Code, refusal.Field!)));
    }

    [Fact]
    public async Task Note_NotBegun_BeginsWithTheLatestCheckPointAndIsNotWrittenByIt()
    {
        var note = await NoteAsync();
        await WriteAsync(_sample.Head, await PointAsync("Första", -9, 1), note, "Första läget");
        await WriteAsync(_sample.Head, await PointAsync("Andra", -8, 2), note, "Andra läget");
        await PointAsync("Tredje", -7, 3);

        var details = await DetailsAsync(_sample.Head, note);
        Assert.Equal(("Andra", NoteStatus.InProgress, "Andra läget"), (details.Prefill!.Name, details.Prefill.Written!.Status, details.Prefill.Written.Text));
        Assert.Equal((NoteState.Missing, ""), (details.State, details.Text.FollowUp));
        Assert.Equal(["Första", "Andra", "Tredje"], details.CheckPoints.Select(point => point.Name));

        await using (var db = _database.Open())
        {
            var save = new NoteSave { Version = note.Version, Text = new NoteText(null, "Eget", "") };
            await new NoteWritingService(db, _database.Clock, _database.Faults).SaveAsync(await _sample.AccessOfAsync(_sample.Head), note.Id, save);
        }

        Assert.Null((await DetailsAsync(_sample.Head, note)).Prefill);
        Assert.Null((await DetailsAsync(_sample.Reviewer, note)).Prefill);
        Assert.Equal("Andra läget", (await DetailsAsync(_sample.Reviewer, note)).CheckPoints[1].Written!.Text);
    }

    [Fact]
    public async Task Read_AsReviewer_FiltersByUnitStatusAndWriting()
    {
        var point = await PointAsync();
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.North, _sample.South);
        await WriteAsync(_sample.Head, point, await _sample.WriteAsync(activity, _sample.North, NoteState.Missing), "Norras läge");

        Assert.Equal((2, 1), await CountAsync(_sample.Reviewer, new CheckPointFilter()));
        Assert.Equal(1, (await CountAsync(_sample.Reviewer, new CheckPointFilter { IsWritten = false })).Rows);
        Assert.Equal(1, (await CountAsync(_sample.Reviewer, new CheckPointFilter { Status = NoteStatus.InProgress })).Rows);
        Assert.Equal(0, (await CountAsync(_sample.Reviewer, new CheckPointFilter { Status = NoteStatus.Completed })).Rows);
        Assert.Equal((1, 0), await CountAsync(_sample.Reviewer, new CheckPointFilter { UnitId = _sample.South.Id }));
        Assert.Equal(1, (await CountAsync(_sample.Head, new CheckPointFilter())).Rows);
        await using var db = _database.Open();
        var queries = new CheckPointQueries(db, _database.Clock);
        var other = await _sample.AccessOfAsync(_sample.OtherHead);
        var north = await db.Notes.SingleAsync(note => note.UnitId == _sample.North.Id);
        Assert.Null(await queries.EntryAsync(other, point.Id, north.Id));
        Assert.Null(await queries.ReadAsync(other, point.Id, new CheckPointFilter { UnitId = _sample.North.Id }, new PageRequest()));
    }

    [Fact]
    public async Task Open_CheckPoints_AreCountedForThoseWhoWriteThem()
    {
        var (point, note) = (await PointAsync(), await NoteAsync());
        await NoteAsync();
        await PointAsync("Senare", 1, 9);
        await PointAsync("Förbi", -9, -1);
        await WriteAsync(_sample.Head, point, note, "Läget");
        await using var db = _database.Open();
        var queries = new CheckPointQueries(db, _database.Clock);

        var own = Assert.Single(await queries.OpenAsync(await _sample.AccessOfAsync(_sample.Head)));

        Assert.Equal(("Avstämning", 1, 2), (own.Name, own.Written, own.Wanted));
        Assert.Empty(await queries.OpenAsync(await _sample.AccessOfAsync(_sample.OtherHead)));
        Assert.Single(await queries.OpenAsync(await _sample.AccessOfAsync(_sample.Reviewer)));
        Assert.Empty(await queries.OpenAsync(await _sample.AccessOfAsync(_sample.Reader)));
    }

    [Fact]
    public async Task Activity_TellsWhatWasSaid_AndKeepsTheUnit()
    {
        var point = await PointAsync();
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.North, _sample.South);
        await WriteAsync(_sample.OtherHead, point, await _sample.WriteAsync(activity, _sample.South, NoteState.Missing), "Södras läge");
        await using var db = _database.Open();
        var activities = new ActivityQueries(db, _database.Clock);
        var reviewer = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.Equal("Södras läge", Assert.Single((await activities.DetailsAsync(reviewer, activity.Id))!.CheckPoints).Text);
        Assert.Empty((await activities.DetailsAsync(await _sample.AccessOfAsync(_sample.Head), activity.Id))!.CheckPoints);
        var removed = await new WithdrawalService(db, _database.Clock).RemoveUnitAsync(reviewer, activity.Id, _sample.South.Id);
        Assert.Equal("UnitHasWritten", Assert.Single(removed.Refusals).Code);
    }

    private static CheckPointFacts Facts(string name, int first, int last) =>
        new() { Name = name, FirstDay = Today.AddDays(first), LastDay = Today.AddDays(last) };

    private async Task<CheckPoint> PointAsync(string name = "Avstämning", int first = -5, int last = 5)
    {
        await using var db = _database.Open();
        var point = new CheckPoint(Guid.CreateVersion7(), _sample.Plan.Id, Facts(name, first, last));
        db.CheckPoints.Add(point);
        await db.SaveChangesAsync();
        return point;
    }

    private async Task<Note> NoteAsync()
    {
        await using var db = _database.Open();
        var number = await db.Activities.CountAsync() + 1;
        return await _sample.WriteAsync(await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North), _sample.North, NoteState.Missing);
    }

    private async Task<Outcome> CreateAsync(AppUser user, Guid id, CheckPointFacts facts)
    {
        await using var db = _database.Open();
        return await new CheckPointService(db, _database.Clock, _database.Faults).CreateAsync(await _sample.AccessOfAsync(user), id, _sample.Plan.Id, facts);
    }

    private async Task<Outcome> RemoveAsync(CheckPoint point)
    {
        await using var db = _database.Open();
        return await new CheckPointService(db, _database.Clock, _database.Faults)
            .RemoveAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, point.Id);
    }

    /// <summary>Writes from an empty form.</summary>
    private async Task<Outcome> WriteAsync(AppUser user, CheckPoint point, Note note, string text)
    {
        await using var db = _database.Open();
        return await new CheckPointWritingService(db, _database.Clock, _database.Faults)
            .SaveAsync(await _sample.AccessOfAsync(user), point.Id, note.Id, Guid.Empty, new CheckPointText(NoteStatus.InProgress, text));
    }

    private async Task<NoteDetails> DetailsAsync(AppUser user, Note note)
    {
        await using var db = _database.Open();
        return (await new NoteQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(user), note.Id))!;
    }

    private async Task<(int Rows, int Written)> CountAsync(AppUser user, CheckPointFilter filter)
    {
        await using var db = _database.Open();
        var point = await db.CheckPoints.SingleAsync();
        var read = (await new CheckPointQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), point.Id, filter, new PageRequest()))!;
        return (read.Page.Count, read.Written);
    }
}
