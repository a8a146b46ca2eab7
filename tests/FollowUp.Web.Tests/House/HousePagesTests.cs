using FollowUp.Core.Notes;
using Xunit;

namespace FollowUp.Web.Tests.House;

public sealed class HousePagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Color_IsServedAsAStylesheetOnEveryPage()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/house");
        await visitor.PressAsync("Spara", ("Accent", "#0b4f8a"));

        var style = visitor.Page.QuerySelector("link[rel=stylesheet][href*='/house/style']")!.GetAttribute("href")!;
        var css = await _app.CreateClient().GetStringAsync(style);

        Assert.Contains("--accent: #0b4f8a;", css, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", css, StringComparison.Ordinal);
        var stranger = _app.Visit();
        await stranger.OpenAsync("/account/login");
        Assert.NotNull(stranger.Page.QuerySelector("link[href*='/house/style']"));
    }

    [Fact]
    public async Task Color_TooFaint_IsRefusedBesideTheField_WithWhatWasTyped()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/house");

        await visitor.PressAsync("Spara", ("Accent", "#ffcc00"), ("Completed", "Klar"));

        Assert.Contains("måste vara minst 4,5:1", visitor.Page.QuerySelector("#Accent-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("#ffcc00", "Klar"), (visitor.Page.QuerySelector("#Accent")!.GetAttribute("value"), visitor.Page.QuerySelector("#Completed")!.GetAttribute("value")));
    }

    [Fact]
    public async Task OwnWordForAStatus_StandsInListsAndReports()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Med eget ord", _app.Sample.North);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Submitted, NoteStatus.Completed);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/house");
        await visitor.PressAsync("Spara", ("Completed", "Helt färdig"));

        await visitor.OpenAsync("/reviews");
        Assert.Contains("Helt färdig", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Genomförd", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");
        Assert.Contains("Helt färdig", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logo_InTheHeadOfEveryPage_IsRemovedAndComesBack()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/house");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><rect width='40' height='30'/></svg>"u8.ToArray()), "file", "logotyp.svg" },
        };
        await visitor.ReadAsync(await visitor.Client.PostAsync("/house/logo", form), "/house/logo");
        Assert.Equal("Provkommunen", visitor.Page.QuerySelector(".brand img")!.GetAttribute("alt"));

        await visitor.PressAsync("Ta bort logotypen");
        Assert.Null(visitor.Page.QuerySelector(".brand img"));
        await visitor.PressAsync("Ångra");
        Assert.NotNull(visitor.Page.QuerySelector(".brand img"));
    }

    [Fact]
    public async Task Statement_FromEveryPagesFooter_HasItsPartsAndWhatIsChosen()
    {
        var administrator = await _app.SignInAsync(_app.Sample.Administrator);
        await administrator.OpenAsync("/house");
        await administrator.PressAsync("Spara",
            ("AccessibilityContact", "tillganglighet@kommun.example"), ("SupervisorAddress", "https://tillsyn.example/anmal"),
            ("DataProtectionAddress", "https://kommun.example/dataskydd"), ("Shortcomings", "Kartan saknar text."), ("AssessedOn", "2026-03-01"));
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/login");
        Assert.Equal("https://kommun.example/dataskydd", visitor.Page.QuerySelectorAll("footer a").Single(link => link.TextContent == "Personuppgifter").GetAttribute("href"));

        await visitor.FollowAsync("Tillgänglighetsredogörelse");

        Assert.Equal(8, visitor.Page.QuerySelectorAll("main h2").Length);
        foreach (var part in new[] { "Provkommunen", "tillganglighet@kommun.example", "Kartan saknar text.", "1 mars 2026", "WCAG 2.2" })
            Assert.Contains(part, visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("a[href='https://tillsyn.example/anmal']"));
    }
}
