using System.Net;
using FollowUp.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Account;

/// <summary>Which language somebody reads in: the account's, else the one chosen in the browser, else the browser's own, else Swedish.</summary>
public sealed class LanguageTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(null, "sv-SE", "Logga in")]
    [InlineData("de, fr;q=0.8", "sv-SE", "Logga in")]
    [InlineData("en-US, en;q=0.9", "en-GB", "Sign in")]
    [InlineData("fr, sv;q=0.4, en;q=0.5", "en-GB", "Sign in")]
    [InlineData("en;q=0, sv-FI", "sv-SE", "Logga in")]
    public async Task SignIn_TheBrowsersLanguages_TheFirstThatThereIs(string? asked, string tag, string words)
    {
        var visitor = Visit(asked);

        var page = await visitor.OpenAsync("/account/login");

        Assert.Equal(tag, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(words, page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{words} – FollowUp", page.Title);
    }

    [Fact]
    public async Task SignIn_LanguageChosenThere_IsRememberedByTheBrowser()
    {
        var visitor = Visit("sv-SE");
        await visitor.OpenAsync("/account/login?returnUrl=%2Fplans");

        await visitor.PressAsync("English");
        Assert.Equal("/account/login?returnUrl=%2Fplans", visitor.Address);
        Assert.Contains("Have you forgotten your password?", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Sign in", ("Email", "nobody@example.org"), ("Password", "wrong"));
        Assert.Contains("do not match any account", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Sign in", ("Email", _app.Sample.Reviewer.Email), ("Password", Testing.SampleAuthority.Password));
        Assert.Equal("/plans", visitor.Address);
        Assert.Equal("Plans", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Null(await LanguageOfReviewerAsync());
    }

    [Fact]
    public async Task Menu_TheOtherLanguage_KeepsThePageAndFollowsTheAccount()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/activities?q=raster");

        await visitor.PressAsync("English");
        Assert.Equal("/activities?q=raster", visitor.Address);
        Assert.Equal(("en-GB", "Activities"), (visitor.Page.DocumentElement.GetAttribute("lang"), visitor.Page.QuerySelector("h1")!.TextContent));
        Assert.Equal("en", await LanguageOfReviewerAsync());

        var elsewhere = Visit("sv");
        await elsewhere.SignInAsync(_app.Sample.Reviewer.Email!, Testing.SampleAuthority.Password);
        await elsewhere.OpenAsync("/plans");
        Assert.Equal("Plans", elsewhere.Page.QuerySelector("h1")!.TextContent);

        await elsewhere.PressAsync("Svenska");
        Assert.Equal(("/plans", "Planer"), (elsewhere.Address, elsewhere.Page.QuerySelector("h1")!.TextContent));
        await using var db = _app.OpenDatabase();
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.LanguageChosen && entry.UserId == _app.Sample.Reviewer.Id));
    }

    [Fact]
    public async Task Page_FollowTheBrowser_ForgetsTheChoice()
    {
        var visitor = Visit("en");
        await visitor.OpenAsync("/account/login");
        await visitor.PressAsync("Svenska");
        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Reviewer.Email), ("Password", Testing.SampleAuthority.Password));
        await visitor.FollowAsync("Språk");
        Assert.Equal("", visitor.Page.QuerySelector("input[name=Language][checked]")!.GetAttribute("value"));

        await visitor.PressAsync("Spara", ("Language", "sv"));
        Assert.Contains("Språket är valt.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(("sv", "sv"), (visitor.Page.QuerySelector("input[name=Language][checked]")!.GetAttribute("value"), await LanguageOfReviewerAsync()));

        await visitor.PressAsync("Spara", ("Language", ""));
        Assert.Contains("The language has been chosen.", visitor.Text, StringComparison.Ordinal);
        Assert.Null(await LanguageOfReviewerAsync());
    }

    [Fact]
    public async Task Choose_WhatThereIsNotOrElsewhere_IsNotFollowed()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/account/language");
        await visitor.PressAsync("Spara", ("Language", "tlh"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Answer.StatusCode);
        Assert.Null(await LanguageOfReviewerAsync());

        await visitor.OpenAsync("/");
        await visitor.PressAsync("English", ("ReturnUrl", "https://example.org/"));
        Assert.Equal("/account/language", visitor.Address);
    }

    [Fact]
    public async Task Pages_InEnglish_HaveDatesNumbersRefusalsAndErrorsInEnglish()
    {
        var visitor = await EnglishAsync();

        await visitor.OpenAsync("/plans/new");
        await visitor.PressAsync("Save", ("Year", ""), ("ReportTitle", "x"));
        Assert.Contains("Write which year the plan is for.", visitor.Page.QuerySelector("#Year-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Save", ("Year", "tjugo"));
        Assert.Contains("The year cannot be read.", visitor.Page.QuerySelector("#Year-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Save", ("Year", "2031/32"), ("OpensOn", "2031-08-15"));
        Assert.Contains("School year 2031/32", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("15 August 2031", visitor.Text, StringComparison.Ordinal);

        await visitor.OpenAsync($"/plans/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
        Assert.Equal(("en-GB", "The page does not exist"), (visitor.Page.DocumentElement.GetAttribute("lang"), visitor.Page.QuerySelector("h1")!.TextContent));
        await visitor.OpenAsync("/users");
        Assert.Equal(HttpStatusCode.Forbidden, visitor.Answer.StatusCode);
        Assert.Contains("The page is not for your role", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_MadeInEnglish_IsOfferedTheTitleInTheReportsLanguage()
    {
        var visitor = await EnglishAsync();

        await visitor.OpenAsync("/plans/new");

        Assert.Equal("Uppföljning av fjolårets planerade aktiviteter", visitor.Page.QuerySelector("#ReportTitle")!.GetAttribute("value"));
    }

    private async Task<Visitor> EnglishAsync()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/account/language");
        await visitor.PressAsync("Spara", ("Language", "en"));
        return visitor;
    }

    private Visitor Visit(string? asked)
    {
        var visitor = _app.Visit();
        if (asked is not null) visitor.Client.DefaultRequestHeaders.Add("Accept-Language", asked);
        return visitor;
    }

    private async Task<string?> LanguageOfReviewerAsync()
    {
        await using var db = _app.OpenDatabase();
        return await db.Users.Where(user => user.Id == _app.Sample.Reviewer.Id).Select(user => user.Language).SingleAsync();
    }
}
