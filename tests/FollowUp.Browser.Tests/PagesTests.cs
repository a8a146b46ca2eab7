using FollowUp.Testing;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>
/// Every page people meet: nothing for axe to report, nothing to scroll sideways, nothing that the security policy stops, and every link and form leads somewhere.
/// </summary>
public abstract partial class PagesTests(PagesSession session) : IClassFixture<PagesSession>
{
    protected PagesSession Session => session;

    /// <summary>
    /// Goes from link to link until each kind of page has been looked at, in each of the colour schemes. Axe is asked where a page holds something
    /// that it has not met at this width: people with several roles meet the same lists and forms.
    /// </summary>
    private protected async Task CheckAsync(IPage page, string? account, int width, params ColorScheme[] schemes)
    {
        var faults = new List<string>();
        var visited = 0;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !page.Url.EndsWith(NotThere, StringComparison.Ordinal)) faults.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, fault) => faults.Add($"{page.Url}: {fault}");
        var pictures = Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } wanted ? Directory.CreateDirectory(Path.Combine(wanted, $"{account ?? "nobody"}-{width}")).FullName : null;
        var (kinds, looks) = (new HashSet<string>(), new HashSet<string>());
        var waiting = new Queue<string>(account is null ? ["/account/login", NotThere] : ["/", "/account/password", "/account/language", NotThere]);
        while (waiting.TryDequeue(out var address))
        {
            if (!kinds.Add(KindOf(address)) || await FileFaultAsync(page, address, faults) || !looks.Add(KindOf(address, Narrowing))) continue;
            visited++;

            // A page that waits for a file fetches it when it is ready: from the blank page nothing comes in between.
            await page.GotoAsync("about:blank");
            await page.EmulateMediaAsync(new() { ColorScheme = schemes[0], ReducedMotion = ReducedMotion.Reduce });
            var answer = await page.GotoAsync(address);
            if (answer is null) faults.Add($"{address} did not answer.");
            var isNew = session.Meets(await page.EvaluateAsync<string[]>(Makeup));
            foreach (var scheme in isNew ? schemes : [])
            {
                if (scheme != schemes[0])
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                    await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                }

                var violations = await Axe.ViolationsAsync(page, scheme == ColorScheme.Light ? [] : Colours);
                faults.AddRange(violations.Select(violation => $"{address} ({scheme}): {violation}"));
            }

            if (isNew && pictures is not null) await page.ScreenshotAsync(new() { Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow, Path = Path.Combine(pictures, $"{visited:00}-{NotInNames().Replace(address.Split('?')[0].Trim('/'), "-")}.png") });
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

    /// <summary>Names a folder for a picture of each page, to be looked at.</summary>
    private const string PicturesVariable = "FOLLOWUP_TEST_PICTURES";

    /// <summary>The rules whose answer the colour scheme can change; in the light one all of them are asked.</summary>
    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    private const string NotThere = "/finns-inte";

    /// <summary>
    /// What a page is made of: each element by its place, its classes, the names of its attributes and whether it holds text; and the order of the
    /// headings. Two pages of the same make-up get the same answers from axe.
    /// </summary>
    private const string Makeup =
        """
        () => {
            const made = new Set();
            const add = (element, place) => {
                const names = [...element.attributes].map(one => one.name + (/^(class|role|type|rel|scope)$|^aria-(current|live|sort)$/.test(one.name) ? '=' + one.value : '')).sort();
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim());
                const here = `${place}>${element.localName}[${names}]${own ? 'T' : ''}`;
                made.add(here);
                for (const child of element.children) add(child, here);
            };
            add(document.documentElement, '');
            made.add([...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => one.localName).filter((name, index, all) => name !== all[index - 1]).join());
            return [...made];
        }
        """;

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

    /// <summary>What narrows a list, pages through it or fills in a form: the address must answer, but the page is the one that was looked at.</summary>
    private static readonly string[] Narrowing = ["after", "before", "parentId", "plan", "planId", "subject", "unit", "user", "waiting"];

    /// <summary>One page of each kind is looked at: what an address is, without which one.</summary>
    private static string KindOf(string address, params string[] besides)
    {
        var (path, query) = address.Split('?') is [var head, var tail] ? (head, tail) : (address, "");
        var names = query.Split('&').Select(pair => pair.Split('=')[0]).Except(besides).Order(StringComparer.Ordinal);
        return $"{Key().Replace(path, "*")}?{string.Join('&', names)}";
    }

    /// <summary>Asks what the link leads to. True where it is a file or a plain text, which must be there but is not a page of ours.</summary>
    private static async Task<bool> FileFaultAsync(IPage page, string address, List<string> faults)
    {
        var answer = await page.Context.APIRequest.GetAsync(address);
        if (!answer.Ok && address != NotThere) faults.Add($"{address} answered {answer.Status}.");
        return !answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal) || answer.Headers.ContainsKey("content-disposition");
    }

    [System.Text.RegularExpressions.GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)")]
    private static partial System.Text.RegularExpressions.Regex Key();

    [System.Text.RegularExpressions.GeneratedRegex("[^a-z0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial System.Text.RegularExpressions.Regex NotInNames();
}

/// <summary>The pages on a wide screen, in both colour schemes.</summary>
public sealed class WidePagesTests(PagesSession session) : PagesTests(session)
{
    [Theory]
    [InlineData(null)]
    [InlineData("rektor")]
    [InlineData("controller")]
    [InlineData("admin")]
    [InlineData("namnd")]
    public async Task EveryPage_IsAccessibleAndFits(string? account)
    {
        var page = await Session.OpenAsync(account);
        await CheckAsync(page, account, 1280, ColorScheme.Dark, ColorScheme.Light);
        await page.Context.CloseAsync();
    }
}

/// <summary>The pages on a phone, and where words are longer: in English, with the page's language right for a screen reader.</summary>
public sealed class NarrowPagesTests(PagesSession session) : PagesTests(session)
{
    private const int Phone = 390;

    [Theory]
    [InlineData(null, "sv-SE")]
    [InlineData("rektor", "sv-SE")]
    [InlineData("controller", "sv-SE")]
    [InlineData("admin", "sv-SE")]
    [InlineData("namnd", "sv-SE")]
    [InlineData(null, "en-GB")]
    [InlineData("controller", "en-GB")]
    public async Task EveryPage_IsAccessibleAndFits(string? account, string language)
    {
        var page = await Session.OpenAsync(account, Phone, language);
        await CheckAsync(page, account, Phone, ColorScheme.Light);
        Assert.Equal(language, await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await page.Context.CloseAsync();
    }
}
