using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The PDF of a report in English, taken by somebody who reads Swedish.</summary>
public sealed class EnglishReportTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    [Fact]
    public async Task Click_ReportInEnglish_IsEnglishFromPropertiesToFoot()
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/reports");
        await page.ClickAsync("main table.list tbody tr:has-text('Inte fastställd') a >> nth=0");
        var address = page.Url;
        await page.GotoAsync($"{address}/setup");
        await page.SelectOptionAsync("#Language", "en");
        await page.ClickAsync("form:has(#Language) button.primary");
        await Assertions.Expect(page.Locator(".flash")).ToContainTextAsync("Valen är sparade.");

        await page.GotoAsync(address);
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.ClickAsync("main a:has-text('Hämta som PDF')"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });

        Assert.Matches(@"^annual-report-\d{4}(-\d\d)?\.pdf$", download.SuggestedFilename);
        using var pdf = new PdfFile(await File.ReadAllBytesAsync(await download.PathAsync()));
        Assert.Equal("en-GB", pdf.Language);
        Assert.Contains(pdf.Bookmarks, bookmark => bookmark.Title == "Contents");
        Assert.Contains(pdf.Bookmarks, bookmark => bookmark.Title.StartsWith("Assignment/Activity 1 ", StringComparison.Ordinal));
        for (var number = 2; number <= pdf.Pages.Count; number++)
            Assert.Contains(PdfFile.Squeeze($"Page {number} of {pdf.Pages.Count}"), pdf.TextOf(number), StringComparison.Ordinal);
    }
}
