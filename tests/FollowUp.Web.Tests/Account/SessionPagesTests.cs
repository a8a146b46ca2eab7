using System.Net;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Account;

/// <summary><em>Mina inloggningar</em>: what is ended there ends at the next request.</summary>
public sealed class SessionPagesTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
    private const string Safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_OfThreeBrowsers_NamesThemAndEndsOneOrAllOthers()
    {
        var (here, there, phone) = (await SignInAsync(Firefox), await SignInAsync(Edge), await SignInAsync(Safari));
        await here.OpenAsync("/account/security");
        await here.FollowAsync("Visa mina inloggningar");
        var listed = here.Page.QuerySelectorAll(".passkeys li b").Select(name => name.TextContent).ToList();
        Assert.Equal(["Edge, Windows", "Firefox, Windows", "Safari, iPhone"], listed.Order());
        Assert.Single(here.Page.QuerySelectorAll(".passkeys li"), row => row.TextContent.Contains("Den här webbläsaren", StringComparison.Ordinal));

        var edge = here.Page.QuerySelectorAll(".passkeys li").Single(row => row.TextContent.Contains("Edge", StringComparison.Ordinal)).QuerySelector("form")!.GetAttribute("action")!;
        await here.ReadAsync(await here.Client.PostAsync(edge, Token(here)), edge);
        Assert.Contains("Inloggningen är avslutad", here.Text, StringComparison.Ordinal);
        await there.OpenAsync("/activities");
        Assert.StartsWith("/account/login", there.Address, StringComparison.Ordinal);
        await phone.OpenAsync("/activities");
        Assert.Equal("/activities", phone.Address);

        await here.PressAsync("Logga ut överallt utom här");
        Assert.Contains("Du är inte inloggad någon annanstans", here.Text, StringComparison.Ordinal);
        await phone.OpenAsync("/activities");
        Assert.StartsWith("/account/login", phone.Address, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.SessionsEnded && entry.UserId == _app.Sample.Head.Id));
    }

    [Fact]
    public async Task Cookie_CopiedBeforeSigningOut_IsWorthNothingAfterwards()
    {
        using var client = _app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        var page = new Visitor(client);
        await page.OpenAsync("/account/login");
        client.DefaultRequestHeaders.Add("Cookie", Cookie(page.Answer, "followup.form"));
        var form = Token(page, new("Email", _app.Sample.Head.Email!), new("Password", SampleAuthority.Password));
        client.DefaultRequestHeaders.Add("Cookie", Cookie(await client.PostAsync("/account/login", form), "followup.session"));
        await page.OpenAsync("/account/sessions");
        Assert.Equal(HttpStatusCode.OK, page.Answer.StatusCode);

        using var answer = await client.PostAsync("/account/logout", Token(page));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        // The browser would have forgotten the cookie; whoever copied it has not.
        await page.OpenAsync("/account/sessions");
        Assert.StartsWith("/account/login", page.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_EndsASession_AndWhatWasWrittenGoesAlongToTheSignInPage()
    {
        var writer = await SignInAsync(Firefox);
        var administrator = await _app.SignInAsync(_app.Sample.Administrator);
        await administrator.OpenAsync($"/users/{_app.Sample.Head.Id}");
        Assert.Contains("Inloggad i 1 webbläsare", administrator.Page.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        await writer.OpenAsync("/account/language");

        await administrator.PressAsync("Logga ut överallt");
        Assert.Contains("Personen är utloggad överallt", administrator.Text, StringComparison.Ordinal);

        using var lost = await writer.Client.PostAsync("/notes/0197a000-0000-7000-8000-000000000009", new FormUrlEncodedContent([new("FollowUp", "Det jag skrev.")]));
        Assert.Equal(HttpStatusCode.Unauthorized, lost.StatusCode);
        Assert.Contains("Det jag skrev.", WebUtility.HtmlDecode(await lost.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(_app.Sample.Administrator.Id, (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.SessionsEnded)).UserId);
    }

    [Fact]
    public async Task Session_UsedAllTheTime_EndsAfterADayAllTheSame()
    {
        var visitor = await SignInAsync(Firefox);
        for (var hour = 0; hour < 24; hour++)
        {
            await visitor.OpenAsync("/");
            Assert.Equal("/", visitor.Address);
            _app.Database.Time.Advance(TimeSpan.FromHours(1));
        }

        _app.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await visitor.OpenAsync("/");

        Assert.StartsWith("/account/login", visitor.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_InUse_IsNotedAndKnowsNoAddress()
    {
        var visitor = await SignInAsync("curl/8.0");
        _app.Database.Time.Advance(TimeSpan.FromMinutes(10));
        await visitor.OpenAsync("/account/sessions");

        await using var db = _app.OpenDatabase();
        var session = await db.UserSessions.SingleAsync(session => session.UserId == _app.Sample.Head.Id);
        Assert.Equal(_app.Database.Clock.Now, session.SeenAt);
        Assert.Equal("", session.Browser);
        Assert.Contains("Okänd webbläsare", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["Browser", "EndedAt", "Id", "SeenAt", "StartedAt", "UserId"], typeof(UserSession).GetProperties().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task ChangePassword_EndsTheOtherSessionsAndKeepsThisOne()
    {
        var (here, there) = (await SignInAsync(Firefox), await SignInAsync(Edge));
        await here.OpenAsync("/account/password");
        await here.PressAsync("Spara lösenordet", ("CurrentPassword", SampleAuthority.Password), ("Password", "Sommar-2026-2026"), ("RepeatPassword", "Sommar-2026-2026"));
        Assert.Contains("lätt att gissa", here.Page.QuerySelector("#Password-error")!.TextContent, StringComparison.Ordinal);
        await here.PressAsync("Spara lösenordet", ("CurrentPassword", SampleAuthority.Password), ("Password", "En helt ny mening"), ("RepeatPassword", "En helt ny mening"));

        _app.Database.Time.Advance(TimeSpan.FromMinutes(2));
        await there.OpenAsync("/activities");
        Assert.StartsWith("/account/login", there.Address, StringComparison.Ordinal);
        await here.OpenAsync("/activities");
        Assert.Equal("/activities", here.Address);
    }

    private async Task<Visitor> SignInAsync(string browser)
    {
        var visitor = _app.Visit();
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", browser);
        await visitor.SignInAsync(_app.Sample.Head.Email!, SampleAuthority.Password);
        return visitor;
    }

    private static FormUrlEncodedContent Token(Visitor visitor, params KeyValuePair<string, string>[] fields) => new(
        fields.Append(new("__RequestVerificationToken", visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)));

    private static string Cookie(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Single(cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));
}
