using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class SubmissionServiceTests : IAsyncLifetime
{
    private const string Named = "Dan Testbergs grupp har börjat.";

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _note = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        _note = await _sample.WriteAsync(activity, _sample.North, NoteState.Missing);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Submit_NothingFound_IsSubmitted()
    {
        var outcome = await SubmitAsync(_sample.Head, Text("Det är gjort."));

        Assert.True(outcome.IsDone && outcome.Value is []);
        Assert.Equal(NoteState.Submitted, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Submit_NameOfSomebodyWithAnAccount_KeepsTheTextAsADraftAndWarns()
    {
        var outcome = await SubmitAsync(_sample.Head, Text(Named));

        var warning = Assert.Single(outcome.Value!);
        Assert.Equal((WarningKind.PersonName, "FollowUp"), (warning.Kind, warning.Field));
        var saved = await ReadAsync();
        Assert.Equal((NoteState.Draft, Named), (saved.State, saved.FollowUp));
        await using var db = _database.Open();
        Assert.Equal([AuditAction.NoteSaved], await db.Audit.Where(entry => entry.SubjectId == _note.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Fact]
    public async Task Submit_WarningThatWasShown_IsSubmitted()
    {
        var shown = (await SubmitAsync(_sample.Head, Text(Named))).Value!;

        var outcome = await SubmitAsync(_sample.Head, Text($"{Named} Mer text."), [.. shown.Select(warning => warning.Code)]);

        Assert.True(outcome.IsDone && outcome.Value is []);
        Assert.Equal(NoteState.Submitted, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Submit_AnotherWarningThanWasShown_IsHeldAgainWithAllOfThem()
    {
        var shown = (await SubmitAsync(_sample.Head, Text(Named))).Value!;

        var outcome = await SubmitAsync(_sample.Head, new NoteText(NoteStatus.Completed, Named, "-"), [.. shown.Select(warning => warning.Code)]);

        Assert.Equal([WarningKind.PersonName, WarningKind.AnalysisSaysNothing], outcome.Value!.Select(warning => warning.Kind));
        Assert.Equal(NoteState.Draft, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Submit_Gaps_AreRefusedFirst()
    {
        var outcome = await SubmitAsync(_sample.Head, new NoteText(null, Named, ""));

        Assert.Equal("NoteStatusMissing", Assert.Single(outcome.Refusals).Code);
        Assert.Equal(Named, (await ReadAsync()).FollowUp);
    }

    [Fact]
    public async Task Submit_ByOthersThanRektor_IsNotFoundAndSavesNothing()
    {
        foreach (var user in new[] { _sample.Deputy, _sample.OtherHead, _sample.Reviewer })
            Assert.True((await SubmitAsync(user, Text(Named))).IsNotFound);
        Assert.Equal("", (await ReadAsync()).FollowUp);
    }

    [Fact]
    public async Task Submit_SomebodyElseSavedInBetween_IsAConflict()
    {
        await using (var db = _database.Open())
            await Writing(db).SaveAsync(await _sample.AccessOfAsync(_sample.Deputy), _note.Id, new NoteSave { Version = _note.Version, Text = Text("Dans text") });
        await using var other = _database.Open();

        var outcome = await Service(other).SubmitAsync(await _sample.AccessOfAsync(_sample.Head), _note.Id, new NoteSave { Version = _note.Version, Text = Text(Named) }, []);

        Assert.True(outcome.IsConflict);
        Assert.Equal("Dans text", (await ReadAsync()).FollowUp);
    }

    [Fact]
    public async Task Submit_AnotherNameThanWasShown_IsHeldAgain()
    {
        var shown = (await SubmitAsync(_sample.Head, Text("Eva Provsson var med."))).Value!;

        var outcome = await SubmitAsync(_sample.Head, Text("Dan Testberg var med."), [.. shown.Select(warning => warning.Code)]);

        Assert.Equal(["Dan Testberg"], Assert.Single(outcome.Value!).Names);
        Assert.Equal(NoteState.Draft, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Submit_SomebodyElseWroteInAnotherParagraph_JoinsAndAsksToRead()
    {
        var origin = await SaveAsync(_sample.Head, new NoteSave { Version = _note.Version, Text = Text("Ett.\n\nTvå.") });
        await SaveAsync(_sample.Deputy, new NoteSave { Version = origin.Version, Text = Text("Ett, av Dan.\n\nTvå.") });
        await using var db = _database.Open();

        var outcome = await Service(db).SubmitAsync(await _sample.AccessOfAsync(_sample.Head), _note.Id,
            new NoteSave { Version = origin.Version, Text = Text("Ett.\n\nTvå, av Eva."), Origin = origin.Text }, []);

        Assert.Equal("NoteJoined", Assert.Single(outcome.Refusals).Code);
        var note = await ReadAsync();
        Assert.Equal(("Ett, av Dan.\n\nTvå, av Eva.", NoteState.Draft), (note.FollowUp, note.State));
    }

    [Fact]
    public async Task Submit_TheSittingEndedInBetween_IsSubmitted()
    {
        var origin = await SaveAsync(_sample.Deputy, new NoteSave { Version = _note.Version, Text = Text("Gjort."), IsAutomatic = true });
        await SaveAsync(_sample.Deputy, new NoteSave { Version = origin.Version, Text = Text("Gjort.") });
        await using var db = _database.Open();

        var outcome = await Service(db).SubmitAsync(await _sample.AccessOfAsync(_sample.Head), _note.Id,
            new NoteSave { Version = origin.Version, Text = Text("Gjort, och mer."), Origin = origin.Text }, []);

        Assert.True(outcome.IsDone);
        var note = await ReadAsync();
        Assert.Equal(("Gjort, och mer.", NoteState.Submitted), (note.FollowUp, note.State));
    }

    [Fact]
    public async Task Submit_ThousandsOfAccounts_SendsAFixedNumberOfCommands()
    {
        var access = await _sample.AccessOfAsync(_sample.Head);
        await using (var db = _database.Open())
        {
            db.Users.AddRange(Enumerable.Range(0, 3_000).Select(i => new AppUser(Guid.CreateVersion7(), $"Förnamn{i} Efternamn{i}", $"{i}@prov.example")));
            await db.SaveChangesAsync();
        }

        await using var open = _database.Open();
        _database.ForgetCommands();
        var outcome = await Service(open).SubmitAsync(access, _note.Id, new NoteSave { Version = _note.Version, Text = Text("Förnamn2999 Efternamn2999 var med.") }, []);

        Assert.Equal("Förnamn2999 Efternamn2999", Assert.Single(Assert.Single(outcome.Value!).Names));
        Assert.Equal(1, _database.Commands.Count(command => command.Contains("FROM \"AspNetUsers\"", StringComparison.Ordinal) || command.Contains("FROM [AspNetUsers]", StringComparison.Ordinal)));
    }

    private static NoteText Text(string followUp) => new(NoteStatus.InProgress, followUp, "");

    private SubmissionService Service(Core.Data.FollowUpDbContext db) => new(db, new NoteService(db, _database.Clock, _database.Faults), Writing(db));

    private NoteWritingService Writing(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome<IReadOnlyList<NoteWarning>>> SubmitAsync(AppUser user, NoteText text, string[]? acknowledged = null)
    {
        var version = (await ReadAsync()).Version;
        await using var db = _database.Open();
        return await Service(db).SubmitAsync(await _sample.AccessOfAsync(user), _note.Id, new NoteSave { Version = version, Text = text }, acknowledged ?? []);
    }

    private async Task<SavedNote> SaveAsync(AppUser user, NoteSave save)
    {
        await using var db = _database.Open();
        return (await Writing(db).SaveAsync(await _sample.AccessOfAsync(user), _note.Id, save)).Value!;
    }

    private async Task<Note> ReadAsync()
    {
        await using var db = _database.Open();
        return await db.Notes.AsNoTracking().SingleAsync(note => note.Id == _note.Id);
    }
}
