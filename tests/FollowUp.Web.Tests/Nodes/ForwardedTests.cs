using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>Headers of a proxy: believed from those that are known, ignored from everybody else.</summary>
public sealed class ForwardedTests : IAsyncLifetime
{
    private const string Outside = "https://uppfoljning.kommunen.example";

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::1", null, null, true)]
    [InlineData("10.1.0.7", null, null, false)]
    [InlineData("10.1.0.7", "10.1.0.7", null, true)]
    [InlineData("10.1.0.8", "10.1.0.7", null, false)]
    [InlineData("10.1.0.8", null, "10.1.0.0/24", true)]
    [InlineData("10.1.1.8", null, "10.1.0.0/24", false)]
    public async Task Headers_AreBelievedFromKnownProxiesOnly(string from, string? proxy, string? network, bool isBelieved)
    {
        await using var app = With(("Proxy:KnownProxies:0", proxy), ("Proxy:KnownNetworks:0", network));

        var answer = await AskAsync(app, from);

        Assert.Equal(StatusCodes.Status302Found, answer.Response.StatusCode);
        Assert.StartsWith(isBelieved ? $"{Outside}/account/login" : "http://localhost/account/login", answer.Response.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal(isBelieved ? "192.0.2.33" : from, answer.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task HostThatIsNotAllowed_IsNotTakenFromAProxyEither()
    {
        await using var app = With(("AllowedHosts", "localhost;uppfoljning.annan.example"));

        var answer = await AskAsync(app, "127.0.0.1");

        Assert.DoesNotContain("kommunen.example", answer.Response.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoProxiesInARow_AreBothPassedOverWhereTheSettingSaysSo()
    {
        await using var app = With(("Proxy:Hops", "2"), ("Proxy:KnownProxies:0", "10.1.0.7"));
        await using var nearest = With(("Proxy:KnownProxies:0", "10.1.0.7"));

        Assert.Equal("192.0.2.33", (await AskAsync(app, "127.0.0.1", "192.0.2.33, 10.1.0.7")).Connection.RemoteIpAddress!.ToString());
        Assert.Equal("10.1.0.7", (await AskAsync(nearest, "127.0.0.1", "192.0.2.33, 10.1.0.7")).Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task LinksThatAreHandedOver_HaveTheAddressThatPeopleUse()
    {
        await using var app = With(("Proxy:PathBase", "/skola"));
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "uppfoljning.kommunen.example");

        // The cookie is for https alone now: it is carried by hand, over the test server's http.
        var visitor = new Visitor(client);
        await visitor.OpenAsync("/skola/account/login");
        var jar = Cookies(visitor.Answer);
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var signIn = await client.SendAsync(Post("/skola/account/login", jar, token,
            new("Email", _app.Sample.Administrator.Email!), new("Password", FollowUp.Testing.SampleAuthority.Password)));
        Assert.Contains("secure", signIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Split('=')[0].EndsWith("followup.session", StringComparison.Ordinal)), StringComparison.Ordinal);
        jar = string.Join("; ", new[] { jar, Cookies(signIn) });
        var page = $"/skola/users/{_app.Sample.Deputy.Id}";
        await visitor.ReadAsync(await client.SendAsync(Get(page, jar)), page);
        token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var made = await client.SendAsync(Post($"{page}/reset-link", jar, token));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        await visitor.ReadAsync(await client.SendAsync(Get(page, $"{jar}; {Cookies(made)}")), page);

        Assert.Contains($"{Outside}/skola/account/reset?user={_app.Sample.Deputy.Id}&token=", visitor.Page.DocumentElement.TextContent + string.Join(' ', visitor.Page.QuerySelectorAll("input").Select(input => input.GetAttribute("value"))), StringComparison.Ordinal);
    }

    private static string Cookies(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : []);

    private static HttpRequestMessage Get(string address, string cookies) => new(HttpMethod.Get, address) { Headers = { { "Cookie", cookies } } };

    private static HttpRequestMessage Post(string address, string cookies, string token, params KeyValuePair<string, string>[] fields) => new(HttpMethod.Post, address)
    {
        Headers = { { "Cookie", cookies } },
        Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields]),
    };

    private WebApplicationFactory<Program> With(params (string Name, string? Value)[] settings) => _app.WithWebHostBuilder(builder =>
    {
        foreach (var (name, value) in settings.Where(setting => setting.Value is not null)) builder.UseSetting(name, value);
    });

    private static Task<HttpContext> AskAsync(WebApplicationFactory<Program> app, string from, string forwardedFor = "192.0.2.33") => app.Server.SendAsync(context =>
    {
        context.Request.Method = "GET";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = "/units";
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-Host"] = "uppfoljning.kommunen.example";
    });
}
