using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The three main jobs without a mouse: everything is reached with Tab, and what has the focus shows it.</summary>
public sealed class KeyboardTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const int MaxTabs = 250;

    [Fact]
    public async Task Principal_WritesAndMarksAsReady()
    {
        var page = await session.OpenAsync("rektor");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "main a[href*='/notes/']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#FollowUp");

        await TabToAsync(page, "input[name='Status']");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "#FollowUp");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Skrivet med tangentbordet.");
        await TabToAsync(page, "#Analysis");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Därför att det ska gå.");
        await TabToAsync(page, "button:text-is('Klarmarkera')");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Klarmarkerad. Controllern ser nu din text.");
    }

    [Fact]
    public async Task Reviewer_FindsASubmittedTextAndApproves()
    {
        var page = await session.OpenAsync("controller");
        await TabToAsync(page, ".main-nav a[href='/reviews']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#state");
        await TabToAsync(page, "#state");
        await page.Keyboard.TypeAsync("Klarmarkerad");
        await TabToAsync(page, ".filters button.button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**state=Submitted**");
        await TabToAsync(page, "main th a[href*='/notes/']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/notes/**");
        await TabToAsync(page, "button:text-is('Godkänn')");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Godkänd.");
    }

    [Fact]
    public async Task Reviewer_WaivesAGapAndOpensThePrintView()
    {
        var page = await session.OpenAsync("controller");
        await TabToAsync(page, ".main-nav a[href='/reports']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reports");
        await TabToAsync(page, "main th a[href^='/reports/']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("a[href$='/missing']");
        await TabToAsync(page, "a[href$='/missing']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("article.gap");
        await TabToAsync(page, "article.gap summary");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "article.gap textarea");
        await page.Keyboard.TypeAsync("Enheten är ny.");
        await TabToAsync(page, "article.gap button:text-is('Godta')");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Det som saknas är godtaget.");

        await TabToAsync(page, "a.back-link");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("a[href*='/print']");
        await TabToAsync(page, "a[href*='/print']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".report-cover h1");
    }

    /// <summary>Presses Tab until the focus is on what is looked for, and holds each stop to showing it.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        for (var tabs = 0; tabs < MaxTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = (await page.EvaluateHandleAsync("document.activeElement")).AsElement()!;
            var shown = await focused.EvaluateAsync<bool>(
                """
                element => element === document.body || [element, ...element.parentElement.children, element.parentElement].some(one => {
                    const style = getComputedStyle(one);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                })
                """);
            Assert.True(shown, $"The focus does not show on {await focused.EvaluateAsync<string>("element => element.outerHTML.slice(0, 200)")}.");
            if (await page.Locator(selector).EvaluateAllAsync<bool>("elements => elements.includes(document.activeElement)")) return;
        }

        Assert.Fail($"{selector} was not reached with {MaxTabs} tabs on {page.Url}.");
    }
}
