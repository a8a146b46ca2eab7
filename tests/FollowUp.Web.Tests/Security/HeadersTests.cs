using System.Net;
using FollowUp.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>What every answer says to the browser, over http on one's own computer and over https.</summary>
public sealed class HeadersTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/activities")]
    [InlineData("/finns-inte")]
    [InlineData("/css/components.css")]
    [InlineData("/account/alive")]
    public async Task Headers_OfEveryAnswer_KeepThePageToItself(string address)
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await visitor.Client.GetAsync(address);

        var policy = Header(answer, "Content-Security-Policy");
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.All(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"], part => Assert.Contains(part, policy, StringComparison.Ordinal));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "Over http a browser is told nothing about https.");
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/activities")]
    [InlineData("/account/sessions")]
    [InlineData("/users/export")]
    public async Task SignedIn_AnyPageOrFile_IsKeptByNoBrowser(string address)
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);

        using var answer = await visitor.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore, answer.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task Files_OfEveryKind_AreDownloadsThatRunNothing()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        foreach (var address in new[] { "/users/export", "/activities/export", "/audit/export", $"/reports/{_app.Sample.Plan.Id}/files/Word", $"/reports/{_app.Sample.Plan.Id}/files/Json", $"/reports/{_app.Sample.Plan.Id}/files/Html" })
        {
            using var answer = await visitor.Client.GetAsync(address);
            if (answer.StatusCode == HttpStatusCode.NotFound && address.EndsWith("Html", StringComparison.Ordinal)) continue;
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Contains("sandbox", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Https_CookiesAreTiedToTheHostAndTheBrowserIsToldToStay()
    {
        using var client = Https();
        var visitor = new Visitor(client);
        var seen = new List<string>();
        await visitor.OpenAsync("/account/login");
        seen.AddRange(visitor.Answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("max-age=31536000", Header(visitor.Answer, "Strict-Transport-Security"));
        var form = Visitor.Values((AngleSharp.Html.Dom.IHtmlFormElement)visitor.Page.QuerySelector("form[action='/account/login']")!)
            .Where(field => field.Key is not ("Email" or "Password"))
            .Append(new("Email", _app.Sample.Head.Email!)).Append(new("Password", SampleAuthority.Password));
        using var answer = await client.PostAsync("/account/login", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        seen.AddRange(answer.Headers.GetValues("Set-Cookie"));

        Assert.Contains(seen, cookie => cookie.StartsWith("__Host-followup.session=", StringComparison.Ordinal));
        Assert.Contains(seen, cookie => cookie.StartsWith("__Host-followup.form=", StringComparison.Ordinal));
        Assert.All(seen, cookie =>
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries).Select(part => part.ToLowerInvariant()).ToList();
            Assert.StartsWith("__host-", parts[0], StringComparison.Ordinal);
            Assert.All(["secure", "httponly", "path=/"], part => Assert.Contains(part, parts));
            Assert.Contains(parts, part => part is "samesite=lax" or "samesite=strict");
            Assert.DoesNotContain(parts, part => part.StartsWith("domain=", StringComparison.Ordinal));
        });
        await visitor.OpenAsync("/account/sessions");
        Assert.Equal("/account/sessions", visitor.Address);
    }

    [Fact]
    public async Task Https_ACookieWithoutThePrefix_IsNobodys()
    {
        using var https = Https();

        // The same cookie, as a neighbour on the domain or a page over http could set it.
        using var bare = _app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = https.BaseAddress!, AllowAutoRedirect = false, HandleCookies = false });
        using var login = await bare.GetAsync("/account/login");
        var cookie = login.Headers.GetValues("Set-Cookie").Single(set => set.Contains("followup.form", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(cookie["__Host-".Length..]));
        Assert.NotEqual(HttpStatusCode.BadRequest, await PostAsync(cookie));

        async Task<HttpStatusCode> PostAsync(string sent)
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, "/account/login");
            get.Headers.Add("Cookie", cookie);
            var form = new Visitor(bare);
            await form.ReadAsync(await bare.SendAsync(get), "/account/login");
            using var post = new HttpRequestMessage(HttpMethod.Post, "/account/login")
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", form.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"))]),
            };
            post.Headers.Add("Cookie", sent);
            return (await bare.SendAsync(post)).StatusCode;
        }
    }

    private HttpClient Https() => _app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://followup.example"), AllowAutoRedirect = false });

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
