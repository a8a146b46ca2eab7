using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class WritingSheetQueriesTests : IAsyncLifetime
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
    public async Task Read_OwnUnit_HasItsNotesByNumberAndHowManyAreDone()
    {
        var second = await _sample.AddActivityAsync(2, "Andra", _sample.North, _sample.South);
        var first = await _sample.AddActivityAsync(1, "Första", _sample.North);
        await _sample.AddActivityAsync(3, "Södras egen", _sample.South);
        await _sample.WriteAsync(first, _sample.North, NoteState.Submitted);
        await _sample.WriteAsync(second, _sample.North, NoteState.Returned, followUp: "Norras text");

        var sheet = (await ReadAsync(_sample.Deputy))!;

        Assert.Equal([1, 2], sheet.Notes.Rows.Select(note => note.Number));
        Assert.Equal((1, 2), (sheet.Chosen!.Counts.HandedIn, sheet.Chosen.Counts.Total));
        Assert.Equal((false, true), (sheet.Notes.Rows[0].CanWrite, sheet.Notes.Rows[1].CanWrite));
        Assert.False(sheet.Notes.Rows[1].CanSubmit);
        Assert.Equal("Norras text", sheet.Notes.Rows[1].Text.FollowUp);
        Assert.Equal("Skriv mer om varför.", sheet.Notes.Rows[1].ReturnComment!.Comment);
        Assert.True((await ReadAsync(_sample.Head))!.Notes.Rows[1].CanSubmit);
    }

    [Fact]
    public async Task Read_ForeignUnit_IsNotFound_FixedPlan_IsNotThere()
    {
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjolårets", null, _sample.North);
        await _sample.AddActivityAsync(1, "Södras", _sample.South);

        Assert.Null(await ReadAsync(_sample.Head, _sample.South.Id));
        var sheet = (await ReadAsync(_sample.Head))!;
        Assert.Null(sheet.Chosen);
        Assert.Empty(sheet.Notes.Rows);
    }

    [Fact]
    public async Task Read_MoreThanAPage_TurnsAndCostsAsManyCommandsAsAFew()
    {
        for (var number = 1; number <= 3; number++) await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
        _database.ForgetCommands();
        await ReadAsync(_sample.Head);
        var few = _database.Commands.Count;
        for (var number = 4; number <= 25; number++) await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
        _database.ForgetCommands();

        var sheet = (await ReadAsync(_sample.Head))!;

        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, _database.Commands.Count);
        Assert.Equal(WritingSheetQueries.PageSize, sheet.Notes.Rows.Count);
        Assert.Equal(11, (await ReadAsync(_sample.Head, after: sheet.Notes.Next))!.Notes.Rows[0].Number);
    }

    private async Task<WritingSheet?> ReadAsync(AppUser user, Guid? unitId = null, string? after = null)
    {
        await using var db = _database.Open();
        return await new WritingSheetQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), null, unitId, new PageRequest(after));
    }
}
