using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class SearchQueriesTests : IAsyncLifetime
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
    public async Task Find_SeveralWords_AllOfThemInAnyOrderAndCase()
    {
        await _sample.AddActivityAsync(1, "Läsning varje ÖVNINGSDAG", _sample.North);
        await _sample.AddActivityAsync(2, "Läsning ibland", _sample.North);
        await _sample.AddActivityAsync(_sample.FixedPlan, 3, "Övningsdag för läsning", null, _sample.North);

        var found = (await FindAsync(_sample.Reviewer, "övningsdag läs"))!.Activities!;

        Assert.Equal([(2026, 1), (2025, 3)], found.Rows.Select(row => (row.StartYear, row.Number)));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task Find_Texts_OnlyThoseThatThePersonMayRead()
    {
        var activity = await _sample.AddActivityAsync(1, "Gemensam", _sample.South, _sample.North);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, followUp: "Hemlig pärla", analysis: "");
        await _sample.WriteAsync(activity, _sample.South, NoteState.Submitted, followUp: "Öppen", analysis: "En pärla av hög klass");

        Assert.Equal(["Södra provskolan"], (await FindAsync(_sample.Reviewer, "pärla")).Texts!.Rows.Select(row => row.UnitName));
        Assert.Equal(["Norra provskolan"], (await FindAsync(_sample.Head, "pärla")).Texts!.Rows.Select(row => row.UnitName));
        Assert.Equal(["Södra provskolan"], (await FindAsync(_sample.OtherHead, "pärla")).Texts!.Rows.Select(row => row.UnitName));
        Assert.Null((await FindAsync(_sample.Reader, "pärla")).Texts);
    }

    [Fact]
    public async Task Find_UnitsAndPeople_AsFarAsThePersonSees()
    {
        var administrator = await FindAsync(_sample.Administrator, "prov");
        Assert.Contains("Södra provskolan", administrator.Units!.Rows.Select(row => row.Name));
        Assert.Contains(_sample.Head.Name, (await FindAsync(_sample.Administrator, _sample.Head.Name)).People!.Rows.Select(row => row.Name));

        var head = await FindAsync(_sample.Head, "provskolan");
        Assert.Equal(["Norra provskolan"], head.Units!.Rows.Select(row => row.Name));
        Assert.Null(head.People);
        Assert.Null((await FindAsync(_sample.Reviewer, "prov")).People);
    }

    [Fact]
    public async Task Find_OneKind_PagesThroughAllOfIt()
    {
        for (var number = 1; number <= 30; number++) await _sample.AddActivityAsync(number, $"Nummer {number}", _sample.North);

        var teaser = await FindAsync(_sample.Reviewer, "nummer");
        Assert.Equal((SearchQueries.TeaserSize, 30), (teaser.Activities!.Rows.Count, teaser.Activities.Count));
        var first = await FindAsync(_sample.Reviewer, "nummer", SearchKind.Activities);
        var second = await FindAsync(_sample.Reviewer, "nummer", SearchKind.Activities, new PageRequest(first.Activities!.Next));

        Assert.Null(first.Texts);
        Assert.Equal(Enumerable.Range(1, 30), first.Activities.Rows.Concat(second.Activities!.Rows).Select(row => row.Number));
        Assert.Null(second.Activities.Next);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task Find_WithoutAWord_FindsNothing(string? text)
    {
        var found = await FindAsync(_sample.Administrator, text);

        Assert.Empty(found.Words);
        Assert.Equal(0, found.Count);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[a]")]
    public async Task Find_SignsWithAMeaningInTheDatabase_AreLookedForAsTheyStand(string sign)
    {
        await _sample.AddActivityAsync(1, $"Med {sign} i", _sample.North);
        await _sample.AddActivityAsync(2, "Utan a", _sample.North);

        Assert.Equal([1], (await FindAsync(_sample.Reviewer, sign)).Activities!.Rows.Select(row => row.Number));
    }

    [Fact]
    public void Excerpt_LongText_IsCutAtWordsAroundTheFirstHit()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("inledning", 40))} här står **Pärlan** och en pärla till. {string.Join(' ', Enumerable.Repeat("slut", 100))}";

        var parts = Excerpt.Of(text, ["pärla"]);

        Assert.Equal(["Pärla", "pärla"], parts.Where(part => part.IsHit).Select(part => part.Text));
        var excerpt = string.Concat(parts.Select(part => part.Text));
        Assert.StartsWith("… inledning", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("slut …", excerpt, StringComparison.Ordinal);
        Assert.Contains("här står Pärlan och en pärla till.", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 150, 260);
    }

    [Fact]
    public void Excerpt_WithoutTheWord_IsEmpty() => Assert.Empty(Excerpt.Of("Inget av det.", ["saknas"]));

    private async Task<SearchFound> FindAsync(AppUser user, string? text, SearchKind? kind = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new SearchQueries(db).FindAsync(await _sample.AccessOfAsync(user), text, kind, page ?? new PageRequest());
    }
}
