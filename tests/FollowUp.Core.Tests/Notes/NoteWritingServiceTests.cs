using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class NoteWritingServiceTests : IAsyncLifetime
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
    public async Task Save_FirstText_BecomesDraftWithRevisionAndAudit()
    {
        var note = await NoteAsync(NoteState.Missing);

        var outcome = await SaveAsync(_sample.Deputy, note, new NoteText(NoteStatus.InProgress, "Vi har börjat.\r\nDet går bra.", ""));

        Assert.True(outcome.IsDone);
        await using var db = _database.Open();
        var saved = await db.Notes.Include(x => x.Revisions).Include(x => x.StateChanges).SingleAsync(x => x.Id == note.Id);
        Assert.Equal(NoteState.Draft, saved.State);
        Assert.Equal("Vi har börjat.\nDet går bra.", saved.FollowUp);
        Assert.Equal("Vi har börjat.\nDet går bra.", Assert.Single(saved.Revisions).FollowUp);
        Assert.Equal(_sample.Deputy.Id, Assert.Single(saved.StateChanges).AuthorId);
        Assert.Equal(AuditAction.NoteSaved, (await db.Audit.SingleAsync(entry => entry.SubjectId == note.Id)).Action);
    }

    [Fact]
    public async Task Save_SomebodyElseSavedInBetween_ChangesNothing()
    {
        var note = await NoteAsync(NoteState.Missing);
        await SaveAsync(_sample.Head, note, new NoteText(null, "Evas text", ""));

        var outcome = await SaveAsync(_sample.Deputy, note, new NoteText(null, "Dans text", ""));

        Assert.True(outcome.IsConflict);
        Assert.Equal("Evas text", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_SameTextAgain_IsDoneWithoutNewRevision()
    {
        var note = await NoteAsync(NoteState.Missing);
        var text = new NoteText(null, "Samma text", "");
        await SaveAsync(_sample.Head, note, text);

        var again = await SaveAsync(_sample.Head, note, text);

        Assert.True(again.IsDone);
        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteRevisions.CountAsync(revision => revision.NoteId == note.Id));
    }

    [Fact]
    public async Task Save_ForeignUnit_IsNotFound()
    {
        var note = await NoteAsync(NoteState.Draft);

        var outcome = await SaveAsync(_sample.OtherHead, note, new NoteText(null, "Inte min", ""));

        Assert.True(outcome.IsNotFound);
        Assert.Equal("Det här är gjort.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_FixedPlan_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Förra årets aktivitet", null, _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft);

        var outcome = await SaveAsync(_sample.Head, note, new NoteText(null, "För sent", ""));

        Assert.Equal("PlanIsFixed", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Save_OthersChangedAnotherParagraph_JoinsBothAndSaysWho()
    {
        var origin = new NoteText(NoteStatus.InProgress, "Första stycket.\n\nAndra stycket.", "");
        var note = await WrittenAsync(origin);
        await SaveAsync(_sample.Head, note, origin with { FollowUp = "Första stycket, ändrat av Eva.\n\nAndra stycket." });

        var outcome = await SaveAsync(_sample.Deputy, note, origin with { FollowUp = "Första stycket.\n\nAndra stycket, ändrat av Dan." }, origin);

        Assert.True(outcome.IsDone);
        Assert.Equal("Eva Provsson", outcome.Value!.JoinedWith);
        Assert.Equal("Första stycket, ändrat av Eva.\n\nAndra stycket, ändrat av Dan.", outcome.Value.Text.FollowUp);
        Assert.Equal(outcome.Value.Text.FollowUp, (await ReadAsync(note)).FollowUp);
        Assert.Equal(RevisionKind.Merged, (await RevisionsAsync(note))[^1].Kind);
    }

    [Fact]
    public async Task Save_BothChangedTheSameParagraph_IsConflictAndChangesNothing()
    {
        var origin = new NoteText(null, "Ett stycke.", "");
        var note = await WrittenAsync(origin);
        await SaveAsync(_sample.Head, note, origin with { FollowUp = "Evas stycke." });

        var outcome = await SaveAsync(_sample.Deputy, note, origin with { FollowUp = "Dans stycke." }, origin);

        Assert.True(outcome.IsConflict);
        Assert.Equal("Evas stycke.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_AnswerToTheLastSaveWasLost_GoesOnFromIt()
    {
        var note = await NoteAsync(NoteState.Missing);
        var lost = Guid.NewGuid();
        await SaveAsync(_sample.Head, note, new NoteText(null, "Halva meningen", ""), automatic: true, id: lost);

        // The page still has the version from before, and knows that a save with this name got no answer.
        var outcome = await SaveAsync(_sample.Head, note, new NoteText(null, "Något helt annat", ""), new NoteText(null, "", ""), true, Guid.NewGuid(), lost);

        Assert.True(outcome.IsDone);
        Assert.Null(outcome.Value!.JoinedWith);
        Assert.Equal("Något helt annat", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_SomebodySavedAfterTheLostAnswer_IsAConflict()
    {
        var note = await NoteAsync(NoteState.Missing);
        var lost = Guid.NewGuid();
        await SaveAsync(_sample.Head, note, new NoteText(null, "Halva meningen", ""), automatic: true, id: lost);
        await SaveAsync(_sample.Deputy, await ReadAsync(note), new NoteText(null, "Dans text", ""));

        var outcome = await SaveAsync(_sample.Head, note, new NoteText(null, "Något helt annat", ""), new NoteText(null, "", ""), true, Guid.NewGuid(), lost);

        Assert.True(outcome.IsConflict);
        Assert.Equal("Dans text", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_AutosavesOfOneSitting_FoldIntoOneVersionWithOneAuditEntry()
    {
        var note = await NoteAsync(NoteState.Missing);
        foreach (var text in new[] { "En", "En mening", "En mening till." })
        {
            _database.Time.Advance(TimeSpan.FromMinutes(5));
            Assert.True((await SaveAsync(_sample.Head, await ReadAsync(note), new NoteText(null, text, ""), automatic: true)).IsDone);
        }

        var revision = Assert.Single(await RevisionsAsync(note));
        Assert.Equal("En mening till.", revision.FollowUp);
        Assert.Equal(_database.Clock.Now, revision.At);
        await using var db = _database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.SubjectId == note.Id));
    }

    [Theory]
    [InlineData("somebody else", 2)]
    [InlineData("a long pause", 2)]
    [InlineData("a large cut", 2)]
    [InlineData("another text of the same length", 2)]
    [InlineData("a save by the button", 2)]
    [InlineData("nothing", 1)]
    public async Task Save_AutosaveAfter_BeginsANewVersion(string what, int versions)
    {
        var note = await NoteAsync(NoteState.Missing);
        var first = "En ganska lång första mening som är värd att hitta igen.";
        await SaveAsync(_sample.Head, note, new NoteText(null, first, ""), automatic: true);
        if (what == "a long pause") _database.Time.Advance(NoteRevision.Pause);
        if (what == "a save by the button") await SaveAsync(_sample.Head, await ReadAsync(note), new NoteText(null, first, ""));

        var writer = what == "somebody else" ? _sample.Deputy : _sample.Head;
        await SaveAsync(writer, await ReadAsync(note), new NoteText(null, what == "a large cut" ? "Kort." : what.StartsWith("another", StringComparison.Ordinal) ? new string('x', first.Length) : first + " Mer.", ""), automatic: true);

        Assert.Equal(versions, (await RevisionsAsync(note)).Count);
    }

    [Fact]
    public async Task Save_ManySmallCutsInOneSitting_KeepAVersionOfNearlyAll()
    {
        var note = await NoteAsync(NoteState.Missing);
        for (var length = 1_000; length > 0; length -= 90)
            await SaveAsync(_sample.Head, await ReadAsync(note), new NoteText(null, new string('x', length), ""), automatic: true);

        var lengths = (await RevisionsAsync(note)).Select(revision => revision.FollowUp.Length).ToList();
        Assert.True(lengths.Max() >= 900, string.Join(", ", lengths));
    }

    [Fact]
    public async Task Save_OnlyTheSittingEndedInBetween_IsNoJoin()
    {
        var note = await NoteAsync(NoteState.Missing);
        var origin = new NoteText(null, "Ett.", "");
        await SaveAsync(_sample.Head, note, origin, automatic: true);
        var seen = await ReadAsync(note);
        await SaveAsync(_sample.Head, seen, origin);

        var outcome = await SaveAsync(_sample.Deputy, seen, origin with { FollowUp = "Ett och två." }, origin);

        Assert.Null(outcome.Value!.JoinedWith);
        Assert.Equal(RevisionKind.Written, (await RevisionsAsync(note))[^1].Kind);
    }

    [Fact]
    public async Task Save_AtTheSameMoment_LosesNeitherText()
    {
        var origin = new NoteText(null, "Uppföljning.", "Analys.");
        var note = await WrittenAsync(origin);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? SaveAsync(_sample.Head, note, origin with { FollowUp = "Uppföljning, skriven av Eva." }, origin)
            : SaveAsync(_sample.Deputy, note, origin with { Analysis = "Analys, skriven av Dan." }, origin)));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        Assert.Equal(("Uppföljning, skriven av Eva.", "Analys, skriven av Dan."), ((await ReadAsync(note)).FollowUp, (await ReadAsync(note)).Analysis));
    }

    [Theory]
    [InlineData(ConflictChoice.Own, "Dans stycke.", RevisionKind.Written)]
    [InlineData(ConflictChoice.Saved, "Evas stycke.", RevisionKind.SetAside)]
    [InlineData(ConflictChoice.Both, "Evas stycke.\n\nDans stycke.", RevisionKind.Merged)]
    public async Task Resolve_EachChoice_KeepsBothTextsInTheHistory(ConflictChoice choice, string expected, RevisionKind kind)
    {
        var origin = new NoteText(null, "Ett stycke.", "");
        var note = await WrittenAsync(origin);
        await SaveAsync(_sample.Head, note, origin with { FollowUp = "Evas stycke." });
        var own = new NoteSave { Version = (await ReadAsync(note)).Version, Text = origin with { FollowUp = "Dans stycke." }, Origin = origin };

        var outcome = await ResolveAsync(_sample.Deputy, note, own, choice);

        Assert.True(outcome.IsDone);
        Assert.Equal(expected, (await ReadAsync(note)).FollowUp);
        var revisions = await RevisionsAsync(note);
        Assert.Equal(kind, revisions[^1].Kind);
        Assert.Contains(revisions, revision => revision.FollowUp.Contains("Evas stycke.", StringComparison.Ordinal));
        Assert.Contains(revisions, revision => revision.FollowUp.Contains("Dans stycke.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resolve_TheOtherSavedAgain_IsAConflictAnew()
    {
        var origin = new NoteText(null, "Ett stycke.", "");
        var note = await WrittenAsync(origin);
        var own = new NoteSave { Version = note.Version, Text = origin with { FollowUp = "Dans stycke." }, Origin = origin };
        await SaveAsync(_sample.Head, note, origin with { FollowUp = "Evas stycke." });

        Assert.True((await ResolveAsync(_sample.Deputy, note, own, ConflictChoice.Own)).IsConflict);
        Assert.Equal("Evas stycke.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_SubmittedMeanwhile_IsRefusedUnlessTheTextIsTheSame()
    {
        var note = await NoteAsync(NoteState.Submitted);

        Assert.True((await SaveAsync(_sample.Deputy, note, note.Text)).IsDone);
        Assert.Equal("NoteNotWritable", Assert.Single((await SaveAsync(_sample.Deputy, note, note.Text with { FollowUp = "För sent" })).Refusals).Code);
    }

    [Fact]
    public async Task SeeWriter_AnotherWriterLooks_IsNamedForAMinute()
    {
        var note = await NoteAsync(NoteState.Missing);
        await using var db = _database.Open();
        var service = Service(db);
        Assert.True((await service.SeeWriterAsync(await _sample.AccessOfAsync(_sample.Head), note.Id)).IsDone);
        Assert.True((await service.SeeWriterAsync(await _sample.AccessOfAsync(_sample.Head), note.Id)).IsDone);
        Assert.True((await service.SeeWriterAsync(await _sample.AccessOfAsync(_sample.OtherHead), note.Id)).IsNotFound);

        Assert.Equal(["Eva Provsson"], (await GlanceAsync(_sample.Deputy, note))!.Writers);
        Assert.Empty((await GlanceAsync(_sample.Head, note))!.Writers);
        Assert.Null(await GlanceAsync(_sample.OtherHead, note));
        _database.Time.Advance(NotePresence.Fresh);
        Assert.Empty((await GlanceAsync(_sample.Deputy, note))!.Writers);
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        return await _sample.WriteAsync(activity, _sample.North, state);
    }

    private async Task<Note> WrittenAsync(NoteText text)
    {
        var note = await NoteAsync(NoteState.Missing);
        await SaveAsync(_sample.Head, note, text);
        return await ReadAsync(note);
    }

    private NoteWritingService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome<SavedNote>> SaveAsync(
        AppUser user, Note note, NoteText text, NoteText? origin = null, bool automatic = false, Guid? id = null, params Guid[] unanswered)
    {
        await using var db = _database.Open();
        return await Service(db).SaveAsync(await _sample.AccessOfAsync(user), note.Id, new NoteSave
        {
            Version = note.Version,
            Text = text,
            Origin = origin,
            IsAutomatic = automatic,
            Id = id,
            Unanswered = unanswered,
        });
    }

    private async Task<Outcome<SavedNote>> ResolveAsync(AppUser user, Note note, NoteSave save, ConflictChoice choice)
    {
        await using var db = _database.Open();
        return await Service(db).ResolveAsync(await _sample.AccessOfAsync(user), note.Id, save, choice);
    }

    private async Task<NoteGlance?> GlanceAsync(AppUser user, Note note)
    {
        await using var db = _database.Open();
        return await new NoteQueries(db, _database.Clock).GlanceAsync(await _sample.AccessOfAsync(user), note.Id);
    }

    private async Task<Note> ReadAsync(Note note)
    {
        await using var db = _database.Open();
        return await db.Notes.AsNoTracking().SingleAsync(x => x.Id == note.Id);
    }

    private async Task<IReadOnlyList<NoteRevision>> RevisionsAsync(Note note)
    {
        await using var db = _database.Open();
        return await db.NoteRevisions.AsNoTracking().Where(x => x.NoteId == note.Id).OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync();
    }
}
