using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FollowUp.Testing;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>Every page people meet, wide and narrow: nothing for axe to report, nothing to scroll sideways, nothing that the security policy stops.</summary>
public sealed partial class PagesTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    public static TheoryData<string?, int> Visitors => new()
    {
        { null, 1280 }, { null, 390 },
        { "rektor", 1280 }, { "rektor", 390 },
        { "controller", 1280 }, { "controller", 390 },
        { "admin", 1280 }, { "admin", 390 },
        { "namnd", 1280 }, { "namnd", 390 },
    };

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task EveryPage_IsAccessibleAndFits(string? account, int width)
    {
        var page = await session.OpenAsync(account, width);
        await CheckAsync(page, account, width);
        await page.Context.CloseAsync();
    }

    /// <summary>Where words are longer, and with the page's language right for a screen reader.</summary>
    [Theory]
    [InlineData(null, 390)]
    [InlineData("controller", 390)]
    public async Task EveryPage_InEnglish_IsAccessibleAndFits(string? account, int width)
    {
        var page = await session.OpenAsync(account, width, "en-GB");
        await CheckAsync(page, account, width);
        Assert.Equal("en-GB", await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(IPage page, string? account, int width)
    {
        var faults = new List<string>();
        var visited = 0;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !page.Url.EndsWith(NotThere, StringComparison.Ordinal)) faults.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, fault) => faults.Add($"{page.Url}: {fault}");
        var pictures = Directory.CreateDirectory(Path.Combine(SourceTree.Root, "artifacts", "pages", $"{account ?? "nobody"}-{width}")).FullName;
        var kinds = new HashSet<string>();
        var waiting = new Queue<string>(account is null ? ["/account/login", NotThere] : ["/", "/account/password", "/account/language", NotThere]);
        while (waiting.TryDequeue(out var address))
        {
            if (!kinds.Add(KindOf(address)) || await FileFaultAsync(page, address, faults)) continue;
            visited++;
            var answer = await page.GotoAsync(address);
            if (!answer!.Ok && address != NotThere) faults.Add($"{address} answered {answer.Status}.");
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                var result = await page.RunAxe(new AxeRunOptions());
                faults.AddRange(result.Violations.Select(violation =>
                    $"{address} ({scheme}): {violation.Id}: {violation.Help} ({string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))})"));
            }

            await page.ScreenshotAsync(new() { Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow, Path = Path.Combine(pictures, $"{visited:00}-{NotInNames().Replace(address.Split('?')[0].Trim('/'), "-")}.png") });
            await FitsAsync(page, address, width, faults);
            foreach (var form in await page.EvaluateAsync<string[]>(PostedTo))
            {
                if (kinds.Add($"POST {KindOf(form)}")) await FormFaultAsync(page, form, faults);
            }

            var links = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll(\"a[href^='/']\")].map(link => link.getAttribute('href'))");
            foreach (var link in links) waiting.Enqueue(link.Split('#')[0]);
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Empty(session.Violations);
        Assert.True(visited >= (account is null ? 2 : 7), $"Only {visited} pages were found.");
    }

    [Fact]
    public async Task WritingPage_TextPastedFromWord_KeepsItsList()
    {
        var page = await session.OpenAsync("rektor");
        await page.ClickAsync("main a[href*='/notes/'] >> nth=0");
        await page.FillAsync("#FollowUp", "");
        await page.EvaluateAsync(
            """
            () => {
                const data = new DataTransfer();
                data.setData('text/html', `<html><body><p class=MsoNormal>Vi har gjort detta:</p>
                    <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>      </span></span>tre träffar</p>
                    <p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>      </span></span><b>två</b> besök</p></body></html>`);
                data.setData('text/plain', 'Vi har gjort detta:');
                const area = document.getElementById('FollowUp');
                area.focus();
                area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        await Assertions.Expect(page.Locator("#FollowUp")).ToHaveValueAsync("Vi har gjort detta:\n\n- tre träffar\n- **två** besök");
        await page.ClickAsync("button[data-preview-for=FollowUp]");
        await Assertions.Expect(page.Locator("#FollowUp-preview li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#FollowUp-preview strong")).ToHaveTextAsync("två");
    }

    private const string NotThere = "/finns-inte";

    /// <summary>Where the forms of a page are posted to, by whichever of their buttons.</summary>
    private const string PostedTo =
        """
        () => [...document.querySelectorAll('form')].filter(form => form.method === 'post')
            .flatMap(form => {
                const buttons = [...form.elements].filter(one => one.type === 'submit');
                const own = buttons.filter(one => one.hasAttribute('formaction'));
                return [...(own.length < buttons.length ? [form.action] : []), ...own.map(one => one.formAction)];
            })
            .map(address => new URL(address)).filter(url => url.origin === location.origin).map(url => url.pathname + url.search)
        """;

    /// <summary>A form without its token is refused by what it is posted to; where nothing is there, or something breaks, the answer is another.</summary>
    private static async Task FormFaultAsync(IPage page, string address, List<string> faults)
    {
        var answer = await page.Context.APIRequest.PostAsync(address);
        if (answer.Status != 400) faults.Add($"POST {address} answered {answer.Status} to a form without its token.");
    }

    /// <summary>The width that 400 % of enlargement leaves of 1280 px.</summary>
    private const int Narrowest = 320;

    private static async Task FitsAsync(IPage page, string address, int width, List<string> faults)
    {
        foreach (var tried in width > 800 ? new[] { width } : [Narrowest, width])
        {
            await page.SetViewportSizeAsync(tried, 900);
            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0) faults.Add($"{address}: scrolls {overflow} px sideways at {tried} px");
        }
    }

    /// <summary>One page of each kind is looked at: what an address is, without which one.</summary>
    private static string KindOf(string address)
    {
        var (path, query) = address.Split('?') is [var head, var tail] ? (head, tail) : (address, "");
        var names = query.Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal);
        return $"{Key().Replace(path, "*")}?{string.Join('&', names)}";
    }

    /// <summary>True where the link leads to a file or a plain text, which must be there but is not a page of ours.</summary>
    private static async Task<bool> FileFaultAsync(IPage page, string address, List<string> faults)
    {
        var answer = await page.Context.APIRequest.GetAsync(address);
        if (answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal) && !answer.Headers.ContainsKey("content-disposition")) return false;
        if (!answer.Ok) faults.Add($"{address} answered {answer.Status}.");
        return true;
    }

    [System.Text.RegularExpressions.GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)")]
    private static partial System.Text.RegularExpressions.Regex Key();

    [System.Text.RegularExpressions.GeneratedRegex("[^a-z0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial System.Text.RegularExpressions.Regex NotInNames();
}
