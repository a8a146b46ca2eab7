using FollowUp.Core.Data.Demo;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>One running application and one browser, shared by the tests of a class.</summary>
public class BrowserSession : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser? _browser;

    public RunningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (InstalledBrowser.Path is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await InstalledBrowser.LaunchAsync(_playwright);
        App = await StartAppAsync();
    }

    protected virtual Task<RunningApp> StartAppAsync() => RunningApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (App is not null) await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page signed in as a demonstration account (<c>rektor</c>, <c>controller</c>, <c>admin</c>, <c>namnd</c>), or as nobody.</summary>
    public async Task<IPage> OpenAsync(string? account, int width = 1280, string locale = "sv-SE")
    {
        if (_browser is null) await InstalledBrowser.LaunchAsync(null!);
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = App.Address,
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) Violations.Add(message.Text);
        };
        if (account is null) return page;
        await page.GotoAsync("/account/login");
        await SignInAsync(page, account);
        return page;
    }

    /// <summary>Fills in the sign-in page that is open.</summary>
    public static async Task SignInAsync(IPage page, string account)
    {
        await page.FillAsync("input#Email", $"{account}@demo.example");
        await page.FillAsync("input#Password", Demonstration.Password);
        await page.ClickAsync("button.primary");

        // Asked of the page again and again: waiting for the event of a navigation misses one that has come already.
        await page.WaitForFunctionAsync("() => !location.pathname.startsWith('/account/login') && document.readyState === 'complete'");
    }

    /// <summary>What a page tried that its content security policy forbids.</summary>
    public List<string> Violations { get; } = [];
}

/// <summary>The same with the application as it is published: what an authority installs.</summary>
public sealed class PublishedSession : BrowserSession
{
    protected override Task<RunningApp> StartAppAsync() => RunningApp.StartPublishedAsync();
}

/// <summary>The same, with a memory of what the pages of a width are made of.</summary>
public sealed class PagesSession : BrowserSession
{
    private readonly HashSet<string> _met = [];

    /// <summary>Whether anything of this make-up was not met before.</summary>
    public bool Meets(IEnumerable<string> makeup) => makeup.Count(_met.Add) > 0;
}
