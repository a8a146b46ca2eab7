using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The year shift as an administrator does it: look first, carry it out, take it back.</summary>
public sealed class YearShiftTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const int Many = 300;

    [Fact]
    public async Task ThreeHundredActivities_AreLookedAt_CarriedOver_AndTakenBack()
    {
        var page = await session.OpenAsync("admin");
        var plan = await FillAsync(page);
        var before = await FiguresAsync(page, plan);

        await page.GotoAsync($"/plans/{plan}/shift");
        await page.CheckAsync("[data-choose-all] input");
        await Assertions.Expect(page.Locator("[data-chosen]")).ToHaveTextAsync($"{Many + before.Demo} aktiviteter valda");
        await page.ClickAsync("button:has-text('Förhandsgranska')");
        await Assertions.Expect(page.Locator(".import-summary")).ToContainTextAsync($"{Many + before.Demo} aktiviteter");
        await page.ClickAsync("button:has-text('Genomför årsskiftet')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Årsskiftet är genomfört.");
        Assert.NotEqual(plan, page.Url.Split('/')[^1]);
        var next = page.Url;
        Assert.Equal(before, await FiguresAsync(page, plan));

        await page.GotoAsync($"/plans/{plan}/shift");
        await page.ClickAsync("button:has-text('Ångra årsskiftet')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Årsskiftet är ångrat.");
        Assert.Equal(404, (await page.GotoAsync(next))!.Status);
        Assert.Equal(before, await FiguresAsync(page, plan));
        Assert.Empty(session.Violations);
        await page.Context.CloseAsync();
    }

    /// <summary>Puts the activities into the open plan as a pasted list, and tells the plan.</summary>
    private static async Task<string> FillAsync(IPage page)
    {
        await page.GotoAsync("/lists/new");
        var lines = Enumerable.Range(1, Many).Select(number => $"{number + 1_000}\tAktivitet {number}\tNorra skolan");
        await page.FillAsync("[name=Text]", "Nr\tAktivitet\tAnsvarig enhet\n" + string.Join('\n', lines));
        await page.ClickAsync("main button.primary");
        await page.ClickAsync($"button:has-text('Läs in {Many} rader')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"{Many} rader är inlästa.");
        var address = await page.Locator("main a[href*='plan=']").First.GetAttributeAsync("href");
        return address!.Split("plan=")[1].Split('&')[0];
    }

    /// <summary>What the plan's page and its overview count.</summary>
    private static async Task<(int Demo, string Plan, string Overview)> FiguresAsync(IPage page, string plan)
    {
        await page.GotoAsync($"/plans/{plan}/shift");
        var activities = await page.Locator("[name=ActivityIds]").CountAsync();
        await page.GotoAsync($"/reviews?plan={plan}");
        var overview = string.Join('|', await page.Locator(".page-header, .filter-summary, .legend").AllInnerTextsAsync());
        Assert.Contains("|", overview, StringComparison.Ordinal);
        await page.GotoAsync($"/plans/{plan}");
        return (activities - Many, await page.InnerTextAsync("main .facts"), overview);
    }
}
