using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The files of a report with thousands of activities: how far each has come is seen, and it can be ended.</summary>
public sealed class LongReportTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const int Count = 4_000;

    [Fact]
    public async Task Click_TellsHowFarItHasCome_AndGivesTheFile()
    {
        var page = await OpenAsync("Lång 1");

        var download = await page.RunAndWaitForDownloadAsync(() => ChooseAsync(page, "Word"), new PageRunAndWaitForDownloadOptions { Timeout = 120_000 });

        Assert.Equal("arsrapport-2031.docx", download.SuggestedFilename);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 100_000);
        await Assertions.Expect(page.Locator("[data-prepared-text]")).ToHaveTextAsync("Klart. Filen är skapad.");
        Assert.Empty(session.Violations);
    }

    [Fact]
    public async Task Cancel_WhileItIsWritten_EndsTheWorkOnTheServer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Where the application's temporary files go is chosen by TMPDIR.");
        var page = await OpenAsync("Lång 2");

        await ChooseAsync(page, "Utskrift (HTML)");
        await Assertions.Expect(page.Locator("[data-prepared-count]")).ToContainTextAsync("av 4\u00a0000 aktiviteter");
        Assert.NotEmpty(TemporaryFiles());
        await page.ClickAsync("button:has-text('Avbryt')");

        await Assertions.Expect(page.Locator("[data-prepared-text]")).ToHaveTextAsync("Avbrutet. Ingen fil är skapad.");
        for (var i = 0; i < 50 && TemporaryFiles().Any(); i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(TemporaryFiles());
        await using var db = Open();
        Assert.DoesNotContain(await db.PreparedFiles.Select(file => file.FileName).ToListAsync(TestContext.Current.CancellationToken), name => name.EndsWith(".html", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("button:has-text('Skapa filen')")).ToBeFocusedAsync();
    }

    private IEnumerable<string> TemporaryFiles() => Directory.EnumerateFiles(session.App.Folder, "tmp*.tmp");

    private static async Task ChooseAsync(IPage page, string format)
    {
        await page.ClickAsync("details.menu summary:has-text('Hämta')");
        await page.ClickAsync($".menu-panel a:has-text('{format}')");
    }

    /// <summary>Adds a plan with the activities, and opens the page of its report.</summary>
    private async Task<IPage> OpenAsync(string name)
    {
        var page = await session.OpenAsync("controller");
        await using var db = Open();
        var unit = await db.Units.FirstAsync(unit => unit.ParentId != null);
        var writer = await db.Users.FirstAsync();
        var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2031), name, name);
        db.Plans.Add(plan);
        for (var number = 1; number <= Count; number++)
        {
            var activity = new Activity(Guid.CreateVersion7(), plan.Id, number, new ActivityFacts { Title = $"Arbetssätt {number}", OwnerUnitId = unit.Id });
            var note = new Note(activity.Id, unit.Id);
            note.Save(new NoteText(NoteStatus.InProgress, string.Join("\n\n", Enumerable.Repeat("Vi prövade **arbetssättet** i två klasser.", 20)), ""), writer.Id, DateTime.UnixEpoch);
            note.Submit(writer.Id, DateTime.UnixEpoch);
            db.AddRange(activity, note);
        }

        await db.SaveChangesAsync();
        await page.GotoAsync($"/reports/{plan.Id}");
        return page;
    }

    private FollowUpDbContext Open()
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={session.App.DatabaseFile}", new DatabaseOptions(), new WriteGate());
        return new FollowUpDbContext(builder.Options);
    }
}
