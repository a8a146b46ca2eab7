using System.Net;
using FollowUp.Testing;
using FollowUp.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>Too many tries from one address: a calm page, and nothing that was written is lost.</summary>
public sealed class ThrottleTests
{
    [Fact]
    public async Task SignIn_TooOften_SaysWhenToComeBackAndKeepsWhatWasWritten()
    {
        await using var app = await WebApp.StartAsync(("Throttle:SignInPerMinute", "3"));
        var visitor = app.Visit();
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await visitor.ReadAsync(await visitor.Client.PostAsync("/notes/0197a000-0000-7000-8000-000000000009", new FormUrlEncodedContent([new("FollowUp", "Kept all the way.")])), "/");
        for (var i = 0; i < 3; i++) await visitor.PressAsync("Sign in", ("Email", "somebody@prov.example"), ("Password", $"wrong number {i}"));
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);

        await visitor.PressAsync("Sign in", ("Email", app.Sample.Head.Email), ("Password", SampleAuthority.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Answer.StatusCode);
        Assert.InRange(visitor.Answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Wait a moment", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleAuthority.Password, visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await visitor.PressAsync("To the sign-in page");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("Kept all the way.", visitor.Page.QuerySelectorAll("input[type=hidden]").Select(field => field.GetAttribute("value")));

        // Others, and pages that nobody guesses at, go on.
        await visitor.OpenAsync("/help");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
    }

    [Theory]
    [InlineData("POST account/login", "SignIn")]
    [InlineData("POST account/local", "SignIn")]
    [InlineData("POST account/login/passkey", "SignIn")]
    [InlineData("POST account/code", "Code")]
    [InlineData("POST account/setup", "Code")]
    [InlineData("GET account/reset", "PasswordLink")]
    [InlineData("POST account/reset", "PasswordLink")]
    [InlineData("GET shared/{secret}", "SharedLink")]
    public async Task Endpoint_WorthGuessingAt_IsThrottled(string endpoint, string policy)
    {
        await using var app = await WebApp.StartAsync();
        _ = app.Visit();

        var found = app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Single(each => endpoint == $"{each.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0]} {each.RoutePattern.RawText!.TrimStart('/')}");

        Assert.Equal(policy, found.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void PlaceOf_TwoAddresses_AreOneWhereOneSubscriberHasBoth(string one, string other, bool same) =>
        Assert.Equal(same, Throttle.PlaceOf(IPAddress.Parse(one)) == Throttle.PlaceOf(IPAddress.Parse(other)));
}
