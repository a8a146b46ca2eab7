using System.Net;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>Styles and scripts reach everybody, the sign-in page included, under addresses that change with their content.</summary>
public sealed class StaticFilesTests
{
    [Fact]
    public async Task EveryFileThatTheSignInPageNames_IsThereForThoseNotSignedIn()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.OpenAsync("/account/login");
        var named = visitor.Page.QuerySelectorAll("link[href], script[src]")
            .SelectMany(one => one.Attributes.Where(attribute => attribute.Value.StartsWith('/')).Select(attribute => attribute.Value)).ToList();
        using var client = app.CreateClient(new() { AllowAutoRedirect = false });

        Assert.True(named.Count > 8, string.Join(' ', named));
        foreach (var address in named)
        {
            using var answer = await client.GetAsync(address);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}.");
        }

        Assert.All(named.Where(address => address.StartsWith("/css/", StringComparison.Ordinal) || address.StartsWith("/js/", StringComparison.Ordinal)), address => Assert.Matches(@"\.[a-z0-9]{10}\.(css|js)$", address));
    }

    [Fact]
    public async Task FontsAndIcons_AreKeptForAYear()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.OpenAsync("/account/login");
        var icon = visitor.Page.QuerySelector("use")!.GetAttribute("href")!.Split('#')[0];
        using var client = app.CreateClient();

        foreach (var address in new[] { icon, "/fonts/source-sans-3-latin.woff2" })
            Assert.Equal("public, max-age=31536000, immutable", (await client.GetAsync(address)).Headers.CacheControl!.ToString().Replace("max-age=31536000, public", "public, max-age=31536000", StringComparison.Ordinal));
    }
}
