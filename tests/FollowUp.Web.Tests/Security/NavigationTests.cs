using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>Every page marks in the menu the section that it stands below.</summary>
public sealed class NavigationTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Pages_BelowASection_MarkIt()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Läsning", _app.Sample.North);
        var (plan, unit, user) = (_app.Sample.Plan.Id, _app.Sample.North.Id, _app.Sample.Head.Id);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        foreach (var (page, section) in new (string, string)[]
        {
            ("/", "/"), ("/activities", "/activities"), ("/activities/new", "/activities"), ($"/activities/{activity.Id}", "/activities"), ($"/activities/{activity.Id}/edit", "/activities"),
            ($"/activities/{activity.Id}/thread", "/activities"), ($"/activities/{activity.Id}/drop", "/activities"), ($"/activities/{activity.Id}/continuation", "/activities"),
            ("/reviews", "/reviews"), ($"/activities/{activity.Id}/side-by-side", "/reviews"),
            ("/plans", "/plans"), ("/plans/new", "/plans"), ($"/plans/{plan}", "/plans"), ($"/plans/{plan}/edit", "/plans"), ($"/plans/{plan}/instructions", "/plans"),
            ($"/plans/{plan}/continuation", "/plans"), ($"/plans/{plan}/shift", "/plans"), ("/goal-areas", "/plans"), ("/goal-areas/new", "/plans"),
            ("/imports", "/imports"), ("/imports/new", "/imports"), ("/lists", "/imports"), ("/lists/new", "/imports"),
            ("/reports", "/reports"), ($"/reports/{plan}", "/reports"), ($"/reports/{plan}/setup", "/reports"), ($"/reports/{plan}/missing", "/reports"), ($"/reports/{plan}/versions", "/reports"),
            ("/reports/template", "/reports"),
            ("/units", "/units"), ("/units/new", "/units"), ($"/units/{unit}", "/units"), ($"/units/{unit}/edit", "/units"), ($"/units/{unit}/merge", "/units"), ($"/units/{unit}/standing", "/units"),
            ($"/units/{unit}/takeover", "/units"),
            ("/users", "/users"), ("/users/new", "/users"), ($"/users/{user}", "/users"), ($"/users/{user}/edit", "/users"), ($"/users/{user}/succession", "/users"),
            ("/audit", "/audit"), ("/house", "/house"), ("/help", "/help"), ("/account/password", "/account/password"), ("/account/language", "/account/language"), ("/search", "/search"),
        })
        {
            await visitor.OpenAsync(page);
            Assert.Equal([$"{page}: {section}"], visitor.Page.QuerySelectorAll("header [aria-current=page]").Select(link => $"{page}: {link.GetAttribute("href")}"));
        }
    }

    [Fact]
    public async Task Pages_OfAnOwnUnit_MarkThePrincipalsStart()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        foreach (var page in new[] { $"/units/{_app.Sample.North.Id}/standing", $"/units/{_app.Sample.North.Id}/takeover", "/notes" })
        {
            await visitor.OpenAsync(page);
            Assert.Equal([$"{page}: /"], visitor.Page.QuerySelectorAll("header [aria-current=page]").Select(link => $"{page}: {link.GetAttribute("href")}"));
        }
    }
}
