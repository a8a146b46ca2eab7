using FollowUp.Core.Notes;
using Xunit;

namespace FollowUp.Web.Tests.Reviews;

public sealed class SearchPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Search_FromThePagesHead_ShowsHitsWithTheWordsMarked()
    {
        var activity = await _app.Sample.AddActivityAsync(7, "Läslust i alla ämnen", _app.Sample.North);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Submitted, followUp: "Vi har mätt läslusten <b>två</b> gånger.");
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/");
        await visitor.FollowAsync("Sök");

        await visitor.PressAsync("Sök", ("q", "läslust"));

        Assert.Contains("2 träffar", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["Läslust", "läslust"], visitor.Page.QuerySelectorAll("mark").Select(mark => mark.TextContent));
        Assert.Contains("läslusten <b>två</b> gånger.", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("7. Läslust i alla ämnen");
        Assert.Equal("Läslust i alla ämnen", visitor.Page.QuerySelector("h1")!.TextContent.Trim().Split(". ")[^1]);
    }

    [Fact]
    public async Task Search_ManyHits_LeadsToAllOfTheKindInPages()
    {
        for (var number = 1; number <= 30; number++) await _app.Sample.AddActivityAsync(number, $"Träff {number}", _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/search?q=träff");
        Assert.Equal(5, visitor.Page.QuerySelectorAll(".hits li").Length);

        await visitor.FollowAsync("Visa alla Aktiviteter");
        Assert.Equal(25, visitor.Page.QuerySelectorAll(".hits li").Length);
        await visitor.FollowAsync("Nästa");

        Assert.Equal(5, visitor.Page.QuerySelectorAll(".hits li").Length);
    }

    [Fact]
    public async Task Search_Nothing_SaysSoAndKeepsTheWords()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/search?q=finns-inte-alls");

        Assert.Contains("Inga träffar på ”finns-inte-alls”.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("finns-inte-alls", visitor.Page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Fact]
    public async Task UnitPage_FoundByName_ShowsFollowUpsAndWhoIsThere()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Enhetens egen", _app.Sample.North);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/search?q=norra");

        await visitor.FollowAsync("Norra provskolan");

        Assert.Contains(_app.Sample.Head.Name, visitor.Text, StringComparison.Ordinal);
        Assert.Contains("1. Enhetens egen", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Klarmarkerad", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("table.figure svg.status-bar"));
    }

    [Fact]
    public async Task Handbook_IsServedWithContentsAndPictures_ToEverybody()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/help");

        Assert.Equal("Handbok", visitor.Page.QuerySelector("h1")!.TextContent);
        var chapters = visitor.Page.QuerySelectorAll("nav[aria-labelledby=contents] a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.NotEmpty(chapters);
        Assert.All(chapters, chapter => Assert.NotNull(visitor.Page.QuerySelector($".handbook h2[id='{chapter[1..]}']")));
        Assert.All(visitor.Page.QuerySelectorAll(".handbook img"), picture => Assert.False(string.IsNullOrWhiteSpace(picture.GetAttribute("alt"))));
        using var client = _app.CreateClient();
        foreach (var picture in visitor.Page.QuerySelectorAll(".handbook img").Select(picture => picture.GetAttribute("src")!).ToList())
            Assert.True((await client.GetAsync(picture)).IsSuccessStatusCode, $"{picture} is missing.");
        await visitor.FollowAsync("Kortkommandon");
        Assert.Contains("Alt + N", visitor.Text, StringComparison.Ordinal);
    }
}
