using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>What scripts add to a controller's pages: arrow keys, choosing all, a quotation in one click.</summary>
public sealed class ReviewingTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    [Fact]
    public async Task Matrix_ArrowKeys_GoFromCellToCellAndEachSaysWhatItIs()
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/reviews");
        await page.GetByRole(AriaRole.Link, new() { Name = "Aktiviteter × enheter" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("view=", StringComparison.Ordinal)); // with its script, which the keys are for
        var row = page.Locator("table.matrix tbody tr").First;
        await row.Locator("th a").FocusAsync();

        await page.Keyboard.PressAsync("ArrowRight");

        var first = row.Locator("td a").First;
        await Assertions.Expect(first).ToBeFocusedAsync();
        await Assertions.Expect(first).ToHaveAccessibleNameAsync(new Regex(@"^\S+.*, aktivitet 1: .*(Saknas|Utkast|Återlämnad|Klarmarkerad|Godkänd)$"));
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(row.Locator("th a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("table.matrix tbody tr").Nth(1).Locator("th a")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_ChooseAllAndRemind_TellsWhatBecameOfEach()
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/reviews");
        var boxes = page.Locator("form[data-bulk] .select input[type=checkbox]");

        await page.CheckAsync("[data-choose-all] input");

        await Assertions.Expect(page.Locator("[data-chosen]")).ToHaveTextAsync($"{await boxes.CountAsync()} valda");
        await boxes.First.UncheckAsync();
        Assert.True(await page.Locator("[data-choose-all] input").EvaluateAsync<bool>("box => box.indeterminate"));
        await page.ClickAsync("button:has-text('Påminn valda')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("klarmarkerad");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SideBySide_QuoteAUnit_IsInTheSummaryAndSavedByItself()
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/reviews");
        await page.Locator("a[href*='/side-by-side']").First.ClickAsync();
        await page.ClickAsync("button:has-text('Skriv en sammanfattning')");
        var field = page.Locator("#FollowUp");
        await field.FillAsync("Sammantaget går det framåt.");

        await page.Locator("button[data-quote]").First.ClickAsync();

        var quote = await page.Locator("button[data-quote]").First.GetAttributeAsync("data-quote");
        await Assertions.Expect(field).ToHaveValueAsync($"Sammantaget går det framåt.\n\n{quote}");
        await Assertions.Expect(page.Locator("[data-save-state]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\s*Sparat \d\d\.\d\d\s*$"));
        await page.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync($"Sammantaget går det framåt.\n\n{quote}");
        Assert.Empty(session.Violations);
        await page.Context.CloseAsync();
    }
}
