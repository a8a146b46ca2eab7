using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using FollowUp.Core.Users;
using FollowUp.Testing;
using FollowUp.Web.Hosting;
using FollowUp.Web.Tests.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>The application below a path of somebody else's address: nothing on any page leads out of it.</summary>
public sealed partial class PathBaseTests : IAsyncLifetime
{
    private const string Below = "/uppfoljning";
    private const int FewestAddresses = 2_000;

    private WebApp _app = null!;
    private WebApplicationFactory<Program> _below = null!;
    private int _addresses;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _below = _app.WithWebHostBuilder(builder => builder.UseSetting("Proxy:PathBase", Below));
    }

    public async ValueTask DisposeAsync()
    {
        await _below.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task EveryPage_OfEveryRole_NamesAddressesBelowItOnly()
    {
        var wrong = new List<string>();
        var visitors = await VisitorsAsync();
        foreach (var row in EndpointMatrix.Rows.Where(row => row.Method == "GET" && !row.Pattern.StartsWith("health", StringComparison.Ordinal)))
        {
            var address = Below + await EndpointSample.FillInAsync(_app, row.Address);
            foreach (var visitor in Allowed(row, visitors))
            {
                await visitor.OpenAsync(address);
                if (!visitor.Address.StartsWith(Below, StringComparison.Ordinal)) wrong.Add($"{row.Pattern} sends to {visitor.Address}");
                if (visitor.Answer.Content.Headers.ContentType?.MediaType == "text/html") wrong.AddRange(Outside(visitor.Page).Select(found => $"{row.Pattern}: {found}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
        Assert.True(_addresses > FewestAddresses, $"Only {_addresses} addresses were looked at.");
    }

    [Fact]
    public async Task EveryPost_SendsToAPageBelowItWithItsUndoBelowItToo()
    {
        var wrong = new List<string>();
        var redirects = 0;
        var visitors = await VisitorsAsync();
        foreach (var row in EndpointMatrix.Rows.Where(row => row.Method == "POST" && row.Pattern != "account/logout"))
        {
            if (Allowed(row, visitors).FirstOrDefault() is not { } visitor) continue;
            var address = Below + await EndpointSample.FillInAsync(_app, row.Address);
            var token = TokenOn(visitor);
            if (token is null)
            {
                await visitor.OpenAsync(visitor == visitors[""] ? $"{Below}/account/login" : $"{Below}/");
                token = TokenOn(visitor)!;
            }

            using var answer = await visitor.Client.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
            if (answer.Headers.Location is not { } location) continue;
            redirects++;
            if (!IsBelow(location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString)) wrong.Add($"{row.Pattern} sends to {location}");
            await visitor.ReadAsync(answer, address);
            wrong.AddRange(Outside(visitor.Page).Select(found => $"After {row.Pattern}: {found}"));
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
        Assert.True(redirects > 20, $"Only {redirects} redirects were looked at.");
    }

    [Fact]
    public async Task SignIn_SetsEveryCookieForItAlone_AndGoesBackToWhereOneCameFrom()
    {
        using var client = Client();
        var visitor = new Visitor(client);
        await visitor.OpenAsync($"{Below}/units");
        Assert.Equal($"{Below}/account/login?returnUrl=%2Fuppfoljning%2Funits", visitor.Address);
        var cookies = visitor.Answer.Headers.GetValues("Set-Cookie").ToList();

        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Administrator.Email), ("Password", SampleAuthority.Password));
        Assert.Equal($"{Below}/units", visitor.Address);
        await visitor.PressAsync("English");
        Assert.Equal($"{Below}/units", visitor.Address);
        Assert.Equal("en-GB", visitor.Page.DocumentElement.GetAttribute("lang"));

        using var signIn = await RawSignInAsync();
        cookies.AddRange(signIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains(cookies, cookie => cookie.StartsWith("followup.session=", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Contains($"path={Below};", cookie + ";", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task FilesOfAPage_AreFoundBelowIt()
    {
        using var client = Client();
        var visitor = new Visitor(client);
        await visitor.OpenAsync($"{Below}/account/login");
        var files = visitor.Page.QuerySelectorAll("link[href], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!)
            .Append(visitor.Page.QuerySelector("use")!.GetAttribute("href")!.Split('#')[0]).ToList();

        Assert.InRange(files.Count, 3, 100);
        foreach (var file in files)
        {
            using var answer = await client.GetAsync(file);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task ProxyThatLeavesThePathOut_GetsThePagesWithItAllTheSame()
    {
        using var client = Client();
        var visitor = new Visitor(client);
        await visitor.OpenAsync("/account/login");

        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Empty(Outside(visitor.Page));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Below}/health/ready")).StatusCode);
    }

    /// <summary>What the pages themselves hold is looked at above; scripts and styles put addresses together too.</summary>
    [Fact]
    public void ScriptsAndStyles_NameNoAddressFromTheRoot()
    {
        var web = Path.Combine(SourceTree.Root, "src", "FollowUp.Web", "wwwroot");
        var files = Directory.GetFiles(Path.Combine(web, "js"), "*.js").Concat(Directory.GetFiles(Path.Combine(web, "css"), "*.css")).ToList();

        Assert.True(files.Count > 10);
        Assert.All(files, file => Assert.DoesNotMatch(FromTheRoot(), File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("", "/units", "/units")]
    [InlineData(Below, "/units?after=1#x", "/uppfoljning/units?after=1#x")]
    [InlineData(Below, "/uppfoljning", "/uppfoljning")]
    [InlineData(Below, "/uppfoljning?plan=1", "/uppfoljning?plan=1")]
    [InlineData(Below, "/Uppfoljning/units", "/Uppfoljning/units")]
    [InlineData(Below, "/uppfoljningar", "/uppfoljning/uppfoljningar")]
    [InlineData(Below, "//elsewhere.example/", "//elsewhere.example/")]
    [InlineData(Below, "https://elsewhere.example/", "https://elsewhere.example/")]
    [InlineData(Below, "", "")]
    public void Within_PutsThePathBeforeOurAddressesOnce(string pathBase, string address, string expected) =>
        Assert.Equal(expected, Proxies.Within(new PathString(pathBase), address));

    /// <summary>Two of them are put after an address that the page gave.</summary>
    [GeneratedRegex("""url\(["']?/|["'`]/(?!resolution|presence)[a-z]""")]
    private static partial Regex FromTheRoot();

    private HttpClient Client()
    {
        var client = _below.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>The page that the visitor looks at has forms as a rule, and their token is good for any.</summary>
    private static string? TokenOn(Visitor visitor) => visitor.Page?.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");

    private async Task<Dictionary<string, Visitor>> VisitorsAsync()
    {
        var sample = _app.Sample;
        var visitors = new Dictionary<string, Visitor> { [""] = new Visitor(Client()) };
        foreach (var (name, user) in new[] { ("head", sample.Head), ("reviewer", sample.Reviewer), ("administrator", sample.Administrator), ("reader", sample.Reader) })
            visitors[name] = await SignInAsync(user);
        return visitors;
    }

    private async Task<Visitor> SignInAsync(AppUser user)
    {
        var visitor = new Visitor(Client());
        await visitor.OpenAsync($"{Below}/account/login");
        await visitor.PressAsync("Logga in", ("Email", user.Email), ("Password", SampleAuthority.Password));
        Assert.Equal($"{Below}/", visitor.Address);
        return visitor;
    }

    private async Task<HttpResponseMessage> RawSignInAsync()
    {
        using var client = Client();
        var visitor = new Visitor(client);
        await visitor.OpenAsync($"{Below}/account/login");
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync($"{Below}/account/login", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("Email", _app.Sample.Head.Email), new("Password", SampleAuthority.Password)]));
    }

    private static IEnumerable<Visitor> Allowed(EndpointRow row, Dictionary<string, Visitor> visitors) =>
        new[] { ("", row.Anonymous), ("head", row.Head), ("reviewer", row.Reviewer), ("administrator", row.Administrator), ("reader", row.Reader) }
            .Where(cell => cell.Item2 == Cell.Ok).Select(cell => visitors[cell.Item1]);

    /// <summary>Every address of this application that a page's markup names outside the path.</summary>
    private IEnumerable<string> Outside(IDocument page)
    {
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name is "value" or "content" or "placeholder" or "title" or "alt") continue;
                var value = attribute.Value.Replace("http://localhost", "", StringComparison.OrdinalIgnoreCase);
                if (value is not ['/', ..]) continue;
                _addresses++;
                if (!IsBelow(value)) yield return $"<{element.LocalName} {attribute.Name}=\"{attribute.Value}\">";
            }
        }
    }

    private static bool IsBelow(string address) => address == Below || address.StartsWith($"{Below}/", StringComparison.Ordinal) || address.StartsWith($"{Below}?", StringComparison.Ordinal);
}
