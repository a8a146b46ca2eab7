using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>Passkeys with an authenticator that the browser itself plays: its keys and signatures are real.</summary>
public sealed class PasskeyTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    [Fact]
    public async Task Passkey_AddedAndNamed_SignsInUntilItIsRemoved()
    {
        var page = await session.OpenAsync(null);
        await PlugInAsync(page);

        // A passkey belongs to a name, and an address of numbers is none.
        var address = session.App.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await page.GotoAsync($"{address}/account/login");
        await BrowserSession.SignInAsync(page, "controller");
        await page.GotoAsync($"{address}/account/security");

        await page.FillAsync("#PasskeyName", "Jobbdatorn");
        await page.ClickAsync("button:text-is('Lägg till en passkey')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Din passkey är tillagd.");
        await Assertions.Expect(page.Locator(".passkeys li")).ToContainTextAsync("Jobbdatorn");
        await page.ClickAsync(".passkeys summary");
        await page.FillAsync(".passkeys input[name=PasskeyName]", "Telefonen");
        await page.ClickAsync(".passkeys button:text-is('Spara')");
        await Assertions.Expect(page.Locator(".passkeys li")).ToContainTextAsync("Telefonen");

        await SignOutAsync(page);
        await page.ClickAsync("button:text-is('Logga in med passkey')");
        await page.WaitForURLAsync($"{address}/");
        await page.GotoAsync($"{address}/account/security");
        await page.ClickAsync(".passkeys summary");
        await page.ClickAsync(".passkeys button:text-is('Ta bort')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Din passkey är borttagen.");

        await SignOutAsync(page);
        await page.ClickAsync("button:text-is('Logga in med passkey')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Det gick inte att logga in med en passkey.");
        Assert.Contains("/account/login", page.Url, StringComparison.Ordinal);
        Assert.Empty(session.Violations);
    }

    [Fact]
    public async Task SignIn_NoPasskeyInTheBrowser_SaysSoBesideTheButton()
    {
        var page = await session.OpenAsync(null);
        await PlugInAsync(page);
        await page.GotoAsync($"{session.App.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/account/login");

        await page.ClickAsync("button:text-is('Logga in med passkey')");

        await Assertions.Expect(page.Locator("form[data-passkey] .field-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("form[data-passkey] button")).ToBeEnabledAsync();
    }

    private static async Task PlugInAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.ClickAsync("details.menu summary");
        await page.ClickAsync("button:text-is('Logga ut')");
        await page.WaitForURLAsync("**/account/login");
    }
}
