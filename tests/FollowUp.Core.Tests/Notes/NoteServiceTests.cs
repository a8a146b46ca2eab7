using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class NoteServiceTests : IAsyncLifetime
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
    public async Task Submit_CompletedWithoutAnalysis_IsRefusedButTextIsKept()
    {
        var note = await NoteAsync(NoteState.Missing);

        var outcome = await SubmitAsync(_sample.Head, note, new NoteText(NoteStatus.Completed, "Allt är gjort.", " \n "));

        Assert.Equal("NoteAnalysisMissing", Assert.Single(outcome.Refusals).Code);
        var saved = await ReadAsync(note);
        Assert.Equal(NoteState.Draft, saved.State);
        Assert.Equal("Allt är gjort.", saved.FollowUp);
    }

    [Fact]
    public async Task Submit_TwiceAsByADoubleClick_IsSubmittedOnce()
    {
        var note = await NoteAsync(NoteState.Missing);
        var text = new NoteText(NoteStatus.Completed, "Klart.", "Det berodde på handledningen.");

        Assert.True((await SubmitAsync(_sample.Head, note, text)).IsDone);
        Assert.True((await SubmitAsync(_sample.Head, note, text)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteStateChanges.CountAsync(change => change.NoteId == note.Id && change.To == NoteState.Submitted));
    }

    [Fact]
    public async Task Submit_ByDeputy_IsNotFound()
    {
        var note = await NoteAsync(NoteState.Draft);

        Assert.True((await SubmitAsync(_sample.Deputy, note, note.Text)).IsNotFound);
        Assert.Equal(NoteState.Draft, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Return_WithComment_GoesBackToTheWriterAndStaysReturnedWhileEdited()
    {
        var note = await NoteAsync(NoteState.Submitted);

        Assert.True((await ReturnAsync(_sample.Reviewer, note, "Vad gjorde skillnad?")).IsDone);
        var returned = await ReadAsync(note);
        Assert.True((await SaveAsync(_sample.Head, returned, returned.Text with { Analysis = "Handledningen gjorde skillnad." })).IsDone);

        Assert.Equal(NoteState.Returned, (await ReadAsync(note)).State);
        await using var db = _database.Open();
        Assert.Equal("Vad gjorde skillnad?", (await db.NoteStateChanges.SingleAsync(change => change.NoteId == note.Id && change.To == NoteState.Returned)).Comment);
    }

    [Fact]
    public async Task Return_WithoutComment_IsRefused()
    {
        var note = await NoteAsync(NoteState.Submitted);

        Assert.Equal("CommentMissing", Assert.Single((await ReturnAsync(_sample.Reviewer, note, "  ")).Refusals).Code);
    }

    [Fact]
    public async Task Approve_ByAdministratorOrPrincipal_IsNotFound()
    {
        var note = await NoteAsync(NoteState.Submitted);

        foreach (var user in new[] { _sample.Administrator, _sample.Head, _sample.Reader })
        {
            await using var db = _database.Open();
            var outcome = await Service(db).ApproveAsync(await _sample.AccessOfAsync(user), note.Id, note.Version);
            Assert.True(outcome.IsNotFound);
        }
    }

    [Fact]
    public async Task Approve_OwnTextOfTheAuthority_IsSaidInTheAudit()
    {
        var activity = await _sample.AddActivityAsync(7, "Huvudmannens aktivitet", _sample.Authority);
        await using var db = _database.Open();
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        var note = await db.Notes.SingleAsync(x => x.ActivityId == activity.Id);
        Assert.True((await Service(db).SubmitAsync(access, note.Id, note.Version, new NoteText(NoteStatus.InProgress, "Pågår.", ""))).IsDone);

        Assert.True((await Service(db).ApproveAsync(access, note.Id, note.Version)).IsDone);

        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.SubjectId == note.Id && entry.Action == AuditAction.NoteSelfApproved));
    }

    [Fact]
    public async Task CorrectLanguage_SubmittedNote_IsAVersionOfItsOwn()
    {
        var note = await NoteAsync(NoteState.Submitted);
        await using var db = _database.Open();

        var outcome = await Service(db).CorrectLanguageAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), note.Id, note.Version, note.Text with { FollowUp = "Det här har vi gjort." });

        Assert.True(outcome.IsDone);
        var revisions = await db.NoteRevisions.Where(revision => revision.NoteId == note.Id).OrderBy(revision => revision.At).ThenBy(revision => revision.Id).ToListAsync();
        Assert.Equal([RevisionKind.Written, RevisionKind.LanguageCorrected], revisions.Select(revision => revision.Kind));
        Assert.Equal(NoteState.Submitted, (await ReadAsync(note)).State);
    }

    [Theory]
    [InlineData(NoteState.Missing, false)]
    [InlineData(NoteState.Draft, false)]
    [InlineData(NoteState.Returned, false)]
    [InlineData(NoteState.Submitted, true)]
    [InlineData(NoteState.Approved, true)]
    public async Task VisibleTo_OwnerOfTheActivity_SeesOtherUnitsNotesOnceHandedIn(NoteState state, bool isVisible)
    {
        var activity = await _sample.AddActivityAsync(3, "Gemensam aktivitet", _sample.South, _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, state);
        await using var db = _database.Open();

        var seen = await db.Notes.VisibleTo(await _sample.AccessOfAsync(_sample.OtherHead)).AnyAsync(x => x.Id == note.Id);

        Assert.Equal(isVisible, seen);
    }

    [Fact]
    public async Task Access_MembershipOfAnArea_ReachesTheUnitsBelow()
    {
        var areaHead = await _sample.AddUserAsync("Arne Område", "arne@prov.example", [AppRole.Principal], [(_sample.Area, MembershipKind.Head)]);

        var access = await _sample.AccessOfAsync(areaHead);

        Assert.Equal(
            new[] { _sample.Area.Id, _sample.North.Id, _sample.South.Id }.Order(), access.LedUnits.Order());
    }

    [Fact]
    public async Task Return_TwiceInAMoment_IsDoneOnceAndToldOnce()
    {
        var note = await NoteAsync(NoteState.Submitted);
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        for (var click = 1; click <= 2; click++)
        {
            await using var db = _database.Open();
            Assert.True((await Service(db).ReturnAsync(access, note.Id, note.Version, "Skriv mer.")).IsDone);
        }

        await using var after = _database.Open();
        Assert.Equal(1, await after.NoteStateChanges.CountAsync(change => change.To == NoteState.Returned));
    }

    [Fact]
    public async Task Approve_OwnTextOfTheAuthorityCorrectedByAnother_IsStillSaidInTheAudit()
    {
        var note = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Huvudmannens", _sample.Authority), _sample.Authority, NoteState.Missing);
        var reviewer = await _sample.AccessOfAsync(_sample.Reviewer);
        await using (var db = _database.Open())
        {
            var stored = await db.Notes.SingleAsync(x => x.Id == note.Id);
            stored.Save(new NoteText(NoteStatus.InProgress, "Vi gör.", ""), _sample.Reviewer.Id, _database.Clock.Now);
            stored.Submit(_sample.Reviewer.Id, _database.Clock.Now);
            stored.CorrectLanguage(new NoteText(NoteStatus.InProgress, "Vi gör det.", ""), _sample.SecondReviewer.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
            note = stored;
        }

        await using var open = _database.Open();
        Assert.True((await Service(open).ApproveAsync(reviewer, note.Id, note.Version)).IsDone);

        await using var after = _database.Open();
        Assert.Equal(1, await after.Audit.CountAsync(entry => entry.Action == AuditAction.NoteSelfApproved));
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        return await _sample.WriteAsync(activity, _sample.North, state);
    }

    private NoteService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome> SaveAsync(AppUser user, Note note, NoteText text)
    {
        await using var db = _database.Open();
        return await new NoteWritingService(db, _database.Clock, _database.Faults).SaveAsync(
            await _sample.AccessOfAsync(user), note.Id, new NoteSave { Version = note.Version, Text = text });
    }

    private async Task<Outcome> SubmitAsync(AppUser user, Note note, NoteText text)
    {
        await using var db = _database.Open();
        return await Service(db).SubmitAsync(await _sample.AccessOfAsync(user), note.Id, note.Version, text);
    }

    private async Task<Outcome> ReturnAsync(AppUser user, Note note, string comment)
    {
        await using var db = _database.Open();
        return await Service(db).ReturnAsync(await _sample.AccessOfAsync(user), note.Id, note.Version, comment);
    }

    private async Task<Note> ReadAsync(Note note)
    {
        await using var db = _database.Open();
        return await db.Notes.AsNoTracking().SingleAsync(x => x.Id == note.Id);
    }
}
