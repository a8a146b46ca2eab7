using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class SideBySideTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Activity _activity = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.North, _sample.South, _sample.Preschool, _sample.Authority);
        await _sample.WriteAsync(_activity, _sample.North, NoteState.Draft, followUp: "Norras utkast");
        await _sample.WriteAsync(_activity, _sample.South, NoteState.Submitted, followUp: "Södras text");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_Reviewer_SeesHandedInTextsAndOfTheRestTheStateAlone()
    {
        var read = (await ReadAsync(_sample.Reviewer))!;

        Assert.Equal(
            [("Norra provskolan", NoteState.Draft, "", null), ("Södra provskolan", NoteState.Submitted, "Södras text", NoteStatus.InProgress), ("Åsens förskola", NoteState.Missing, "", (NoteStatus?)null)],
            read.Rows.Rows.Select(row => (row.UnitName, row.State, row.FollowUp, row.Status)));
        Assert.NotNull(read.SummaryId);
        Assert.False(read.CanBeginSummary);
        var admin = (await ReadAsync(_sample.Administrator))!;
        Assert.Equal((4, null, false), (admin.Rows.Count, admin.SummaryId, admin.CanBeginSummary));
    }

    [Fact]
    public async Task Read_Principal_OnlyWhereTheOwnUnitOwnsTheActivity()
    {
        Assert.Equal(["Norra provskolan", "Södra provskolan"], (await ReadAsync(_sample.Head))!.Rows.Rows.Select(row => row.UnitName));
        Assert.All((await ReadAsync(_sample.Head))!.Rows.Rows, row => Assert.DoesNotContain("utkast", row.FollowUp, StringComparison.Ordinal));
        Assert.Null(await ReadAsync(_sample.OtherHead));
        Assert.Null(await ReadAsync(_sample.Reader));
    }

    [Fact]
    public async Task Read_ByUnitAndState_FindsThose()
    {
        Assert.Equal(2, (await ReadAsync(_sample.Reviewer, new(_sample.Area.Id)))!.Rows.Count);
        Assert.Equal("Södra provskolan", Assert.Single((await ReadAsync(_sample.Reviewer, new(State: NoteState.Submitted)))!.Rows.Rows).UnitName);
        Assert.Empty((await ReadAsync(_sample.Reviewer, new(_sample.Preschool.Id, NoteState.Approved)))!.Rows.Rows);
    }

    [Fact]
    public async Task Read_ManyUnits_PagesThroughAllInAsManyCommandsAsFew()
    {
        var few = await CommandsAsync();
        await using (var db = _database.Open())
        {
            for (var i = 0; i < 60; i++)
            {
                var unit = new Unit(Guid.CreateVersion7(), $"Skola {i:00}", _sample.Area.Id, null);
                db.Units.Add(unit);
                db.Notes.Add(new Note(_activity.Id, unit.Id));
            }

            await db.SaveChangesAsync();
        }

        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, await CommandsAsync());
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = (await ReadAsync(_sample.Reviewer, page: new PageRequest(after)))!.Rows;
            Assert.True(page.Rows.Count <= SideBySideQueries.RowsPerPage);
            names.AddRange(page.Rows.Select(row => row.UnitName));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(63, names.Distinct().Count());
    }

    [Fact]
    public async Task Quote_IntoTheSummary_IsAppendedAndSavedAsADraft()
    {
        var (summary, quoted) = (await NoteAsync(_sample.Authority), await NoteAsync(_sample.South));

        Assert.True((await QuoteAsync(_sample.Reviewer, summary, quoted)).IsDone);
        Assert.True((await QuoteAsync(_sample.Reviewer, await NoteAsync(_sample.Authority), quoted)).IsDone);

        var saved = await NoteAsync(_sample.Authority);
        Assert.Equal("**Södra provskolan:** \"Södras text\"\n\n**Södra provskolan:** \"Södras text\"", saved.FollowUp);
        Assert.Equal((NoteState.Draft, _sample.Reviewer.Id), (saved.State, saved.SavedById!.Value));
        await using var db = _database.Open();
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.SubjectId == saved.Id));
    }

    [Fact]
    public async Task Quote_AnAnalysis_GoesIntoTheSummarysAnalysis()
    {
        await using (var db = _database.Open())
        {
            var stored = await db.Notes.SingleAsync(note => note.UnitId == _sample.South.Id);
            stored.Reopen(_sample.OtherHead.Id, _database.Clock.Now);
            stored.Save(stored.Text with { Analysis = "Södras skäl" }, _sample.OtherHead.Id, _database.Clock.Now);
            stored.Submit(_sample.OtherHead.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.True((await QuoteAsync(_sample.Reviewer, await NoteAsync(_sample.Authority), await NoteAsync(_sample.South), CommentPart.Analysis)).IsDone);

        var saved = await NoteAsync(_sample.Authority);
        Assert.Equal(("", "**Södra provskolan:** \"Södras skäl\""), (saved.FollowUp, saved.Analysis));
    }

    [Fact]
    public async Task Quote_OfADraftOrByOthersOrElsewhere_DoesNotExist()
    {
        var (summary, draft, quoted) = (await NoteAsync(_sample.Authority), await NoteAsync(_sample.North), await NoteAsync(_sample.South));
        var elsewhere = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Annan", _sample.South), _sample.South, NoteState.Submitted);

        Assert.True((await QuoteAsync(_sample.Reviewer, summary, draft)).IsNotFound);
        Assert.True((await QuoteAsync(_sample.Reviewer, summary, elsewhere)).IsNotFound);
        Assert.True((await QuoteAsync(_sample.Reviewer, draft, quoted)).IsNotFound);
        Assert.True((await QuoteAsync(_sample.Administrator, summary, quoted)).IsNotFound);
        Assert.True((await QuoteAsync(_sample.Head, draft, quoted)).IsNotFound);
        Assert.Equal("", (await NoteAsync(_sample.Authority)).FollowUp);
    }

    [Fact]
    public async Task Quote_TooLongChangedMeanwhileOrFixed_SavesNothing()
    {
        var summary = await NoteAsync(_sample.Authority);
        var quoted = await NoteAsync(_sample.South);
        await using (var db = _database.Open())
        {
            var stored = await db.Notes.SingleAsync(note => note.Id == summary.Id);
            stored.Save(new NoteText(null, new string('x', TypedText.MaxLength), ""), _sample.Reviewer.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.True((await QuoteAsync(_sample.Reviewer, summary, quoted)).IsConflict);
        Assert.Equal("TextTooLong", Assert.Single((await QuoteAsync(_sample.Reviewer, await NoteAsync(_sample.Authority), quoted)).Refusals).Code);
        await using (var db = _database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("PlanIsFixed", Assert.Single((await QuoteAsync(_sample.Reviewer, await NoteAsync(_sample.Authority), quoted)).Refusals).Code);
        Assert.Equal(TypedText.MaxLength, (await NoteAsync(_sample.Authority)).FollowUp.Length);
    }

    [Theory]
    [InlineData("Skola", " Text. ", "**Skola:** \"Text.\"")]
    [InlineData("Skola", "Ett:\n- två\n- tre", "**Skola:**\n\nEtt:\n- två\n- tre")]
    [InlineData("Sko*la", "Text", "**Sko\\*la:** \"Text\"")]
    public void Of_EachText_IsMarkdown(string unit, string text, string expected) => Assert.Equal(expected, Quote.Of(unit, text));

    private async Task<SideBySide?> ReadAsync(AppUser user, SideBySideFilter? filter = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new SideBySideQueries(db).ReadAsync(await _sample.AccessOfAsync(user), _activity.Id, filter ?? new(), page ?? new());
    }

    private async Task<Outcome> QuoteAsync(AppUser user, Note summary, Note quoted, CommentPart part = CommentPart.FollowUp)
    {
        await using var db = _database.Open();
        return await new QuoteService(db, _database.Clock).QuoteAsync(await _sample.AccessOfAsync(user), summary.Id, summary.Version, quoted.Id, part);
    }

    private async Task<Note> NoteAsync(Unit unit)
    {
        await using var db = _database.Open();
        return await db.Notes.SingleAsync(note => note.ActivityId == _activity.Id && note.UnitId == unit.Id);
    }

    private async Task<int> CommandsAsync()
    {
        _database.ForgetCommands();
        await ReadAsync(_sample.Reviewer);
        return _database.Commands.Count;
    }
}
