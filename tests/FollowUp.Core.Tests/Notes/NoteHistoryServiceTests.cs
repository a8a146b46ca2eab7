using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class NoteHistoryServiceTests : IAsyncLifetime
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
    public async Task Restore_EarlierVersion_IsANewVersionWithAnAuditEntry()
    {
        var (note, first) = await RewrittenAsync();

        Assert.True((await RestoreAsync(_sample.Deputy, note, first)).IsDone);

        await using var db = _database.Open();
        var saved = await db.Notes.Include(x => x.Revisions).SingleAsync(x => x.Id == note.Id);
        Assert.Equal(("Första texten", NoteState.Draft, _sample.Deputy.Id), (saved.FollowUp, saved.State, saved.SavedById!.Value));
        Assert.Equal([RevisionKind.Written, RevisionKind.Written, RevisionKind.Restored], saved.Revisions.OrderBy(x => x.At).Select(x => x.Kind));
        Assert.NotEqual(note.Version, saved.Version);
        var entry = await db.Audit.SingleAsync(entry => entry.SubjectId == note.Id && entry.Action == AuditAction.NoteRestored);
        Assert.DoesNotContain("Första texten", entry.Subject + entry.Detail);
    }

    [Fact]
    public async Task Restore_TwiceAsByADoubleClick_IsOneVersion()
    {
        var (note, first) = await RewrittenAsync();

        Assert.True((await RestoreAsync(_sample.Head, note, first)).IsDone);
        Assert.True((await RestoreAsync(_sample.Head, note, first)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteRevisions.CountAsync(x => x.NoteId == note.Id && x.Kind == RevisionKind.Restored));
    }

    [Fact]
    public async Task Restore_TextThatWasSetAside_BecomesTheText()
    {
        var (note, _) = await RewrittenAsync();
        var aside = await SetAsideAsync(note, "Dans text");

        Assert.True((await RestoreAsync(_sample.Head, note, aside)).IsDone);

        Assert.Equal("Dans text", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Restore_SomebodyElseSavedInBetween_IsAConflict()
    {
        var (note, first) = await RewrittenAsync();
        await SaveAsync(note, "Tredje texten");

        Assert.True((await RestoreAsync(_sample.Head, note, first)).IsConflict);
        Assert.Equal("Tredje texten", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Restore_OthersThanTheUnitsWriters_IsNotFound()
    {
        var (note, first) = await RewrittenAsync();

        foreach (var user in new[] { _sample.OtherHead, _sample.Reviewer, _sample.Administrator, _sample.Reader })
            Assert.True((await RestoreAsync(user, note, first)).IsNotFound);
        Assert.Equal("Andra texten", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Restore_VersionOfAnotherNote_IsNotFound()
    {
        var (note, _) = await RewrittenAsync();
        var other = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Annan", _sample.North), _sample.North, NoteState.Draft);

        Assert.True((await RestoreAsync(_sample.Head, note, other.Revisions.Single().Id)).IsNotFound);
    }

    [Fact]
    public async Task Restore_HandedInNote_IsRefused()
    {
        var (note, first) = await RewrittenAsync();
        await ChangeAsync(note, found => found.Submit(_sample.Head.Id, _database.Clock.Now));

        Assert.Equal("NoteNotWritable", Assert.Single((await RestoreAsync(_sample.Head, await ReadAsync(note), first)).Refusals).Code);
    }

    [Theory]
    [InlineData("PlanIsFixed")]
    [InlineData("ActivityIsDropped")]
    [InlineData("PlanNotOpenYet")]
    public async Task Restore_WhereWritingIsClosed_IsRefusedWithTheReason(string code)
    {
        var (note, first) = await RewrittenAsync();
        await using (var db = _database.Open())
        {
            var activity = await db.Activities.Include(x => x.Plan).SingleAsync(x => x.Id == note.ActivityId);
            if (code == "PlanIsFixed") activity.Plan.Fix(_sample.Administrator.Id, _database.Clock.Now);
            if (code == "ActivityIsDropped") activity.Drop("Behövs inte", _database.Clock.Now);
            if (code == "PlanNotOpenYet") activity.Plan.Change(activity.Plan.Year, "", activity.Plan.ReportTitle, new DateOnly(2027, 1, 1), null);
            await db.SaveChangesAsync();
        }

        Assert.Equal(code, Assert.Single((await RestoreAsync(_sample.Head, note, first)).Refusals).Code);
        Assert.Equal("Andra texten", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Read_Writer_SeesEveryVersionAndTheLatestAgainstTheOneBefore()
    {
        var (note, first) = await RewrittenAsync();
        var aside = await SetAsideAsync(note, "Lagd åt sidan");

        var history = (await HistoryAsync(_sample.Deputy, note))!;

        Assert.True(history.SeesAll && history.CanRestore);
        Assert.Equal([RevisionKind.SetAside, RevisionKind.Written, RevisionKind.Written], history.Page.Rows.Select(row => row.Kind));
        Assert.Equal(("Första texten", "Andra texten"), (history.From!.Text.FollowUp, history.To!.Text.FollowUp));
        Assert.True(history.Restores(history.From) && !history.Restores(history.To));
        Assert.Equal("Andra texten", (await HistoryAsync(_sample.Head, note, to: aside))!.From!.Text.FollowUp);
        Assert.Null((await HistoryAsync(_sample.Head, note, to: first))!.From);
    }

    [Fact]
    public async Task Read_VersionAfterOneThatWasSetAside_ComesAfterTheTextBeforeIt()
    {
        var (note, _) = await RewrittenAsync();
        await SetAsideAsync(note, "Lagd åt sidan");
        await SaveAsync(note, "Tredje texten");

        var history = (await HistoryAsync(_sample.Head, note))!;

        Assert.Equal(("Andra texten", "Tredje texten"), (history.From!.Text.FollowUp, history.To!.Text.FollowUp));
    }

    [Fact]
    public async Task Read_AnyTwoVersionsAndTheTextAsItIsNow_AreCompared()
    {
        var (note, first) = await RewrittenAsync();

        var chosen = (await HistoryAsync(_sample.Head, note, note.Id, first))!;
        var now = (await HistoryAsync(_sample.Head, note, to: note.Id))!;

        Assert.Equal(("Andra texten", "Första texten"), (chosen.From!.Text.FollowUp, chosen.To!.Text.FollowUp));
        Assert.Equal(("Första texten", "Andra texten"), (now.From!.Text.FollowUp, now.To!.Text.FollowUp));
        Assert.Null(await HistoryAsync(_sample.Head, note, Guid.CreateVersion7(), first));
    }

    [Fact]
    public async Task Read_ReviewerOfADraft_SeesNoVersion()
    {
        var (note, first) = await RewrittenAsync();

        var history = (await HistoryAsync(_sample.Reviewer, note))!;

        Assert.Equal((0, null, null, false), (history.Page.Count, history.To, history.Current, history.SeesAll));
        Assert.Null(await HistoryAsync(_sample.Reviewer, note, to: first));
        Assert.Null(await HistoryAsync(_sample.Reviewer, note, to: note.Id));
        Assert.Null(await HistoryAsync(_sample.OtherHead, note));
        Assert.Null(await HistoryAsync(_sample.Reader, note));
    }

    [Fact]
    public async Task Read_Reviewer_SeesWhatWasHandedInAndNothingBetween()
    {
        var (note, _) = await RewrittenAsync();
        await StepAsync(note, found => found.Submit(_sample.Head.Id, _database.Clock.Now));
        await StepAsync(note, found => found.CorrectLanguage(found.Text with { FollowUp = "Andra texten, rättad" }, _sample.Reviewer.Id, _database.Clock.Now));
        await StepAsync(note, found => found.Return("Skriv mer", _sample.Reviewer.Id, _database.Clock.Now));
        await SaveAsync(note, "Tredje texten");
        var hidden = (await HistoryAsync(_sample.Reviewer, note))!;
        await SaveAsync(note, "Fjärde texten");
        await StepAsync(note, found => found.Submit(_sample.Head.Id, _database.Clock.Now));
        await SetAsideAsync(note, "Lagd åt sidan");

        var shown = (await HistoryAsync(_sample.Reviewer, note))!;

        Assert.Equal([RevisionKind.LanguageCorrected, RevisionKind.Written], hidden.Page.Rows.Select(row => row.Kind));
        Assert.Null(hidden.Current);
        Assert.Equal(3, shown.Page.Count);
        Assert.Equal(("Andra texten, rättad", "Fjärde texten"), (shown.From!.Text.FollowUp, shown.To!.Text.FollowUp));
        Assert.Equal("Fjärde texten", shown.Current!.Text.FollowUp);
        Assert.False(shown.CanRestore);
    }

    [Fact]
    public async Task Read_ManyVersions_ArePaged()
    {
        var (note, first) = await RewrittenAsync();
        for (var i = 0; i < 4; i++) await SaveAsync(note, $"Text {i}");

        var page = (await HistoryAsync(_sample.Head, note, page: new PageRequest(Size: 4)))!.Page;
        var next = (await HistoryAsync(_sample.Head, note, page: new PageRequest(page.Next, Size: 4)))!.Page;

        Assert.Equal((6, 4, 2), (page.Count, page.Rows.Count, next.Rows.Count));
        Assert.Equal(first, next.Rows[^1].Id);
        Assert.Null(next.Next);
    }

    [Fact]
    public async Task Read_SendsAFixedNumberOfCommands()
    {
        var (note, _) = await RewrittenAsync();
        for (var i = 0; i < 30; i++) await SaveAsync(note, $"Text {i}");
        var access = await _sample.AccessOfAsync(_sample.Head);
        await using var db = _database.Open();
        _database.ForgetCommands();

        await new NoteHistoryQueries(db, _database.Clock).ReadAsync(access, note.Id, null, null, new PageRequest());

        Assert.Equal(6, _database.Commands.Count);
    }

    /// <summary>A draft that was written twice, and the key of its first version.</summary>
    private async Task<(Note Note, Guid First)> RewrittenAsync()
    {
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, followUp: "Första texten");
        var first = note.Revisions.Single().Id;
        await SaveAsync(note, "Andra texten");
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        return (await ReadAsync(note), first);
    }

    private Task SaveAsync(Note note, string followUp) =>
        StepAsync(note, found => found.Save(found.Text with { FollowUp = followUp }, _sample.Head.Id, _database.Clock.Now));

    private Task StepAsync(Note note, Func<Note, Outcome> change)
    {
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        return ChangeAsync(note, change);
    }

    private async Task ChangeAsync(Note note, Func<Note, Outcome> change)
    {
        await using var db = _database.Open();
        var found = await db.Notes.SingleAsync(x => x.Id == note.Id);
        Assert.True(change(found).IsDone);
        await db.SaveChangesAsync();
    }

    private async Task<Guid> SetAsideAsync(Note note, string followUp)
    {
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = _database.Open();
        var revision = new NoteRevision(note.Id, note.Text with { FollowUp = followUp }, _sample.Deputy.Id, _database.Clock.Now, RevisionKind.SetAside, null);
        db.NoteRevisions.Add(revision);
        await db.SaveChangesAsync();
        return revision.Id;
    }

    private async Task<Outcome> RestoreAsync(AppUser user, Note note, Guid revisionId)
    {
        await using var db = _database.Open();
        return await new NoteHistoryService(db, _database.Clock).RestoreAsync(await _sample.AccessOfAsync(user), note.Id, revisionId, note.Version);
    }

    private async Task<NoteHistory?> HistoryAsync(AppUser user, Note note, Guid? from = null, Guid? to = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new NoteHistoryQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), note.Id, from, to, page ?? new PageRequest());
    }

    private async Task<Note> ReadAsync(Note note)
    {
        await using var db = _database.Open();
        return await db.Notes.AsNoTracking().SingleAsync(x => x.Id == note.Id);
    }
}
