using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>A sentence typed is a sentence kept: what happens to text when something goes wrong, in a real browser.</summary>
public sealed class NeverLostTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const string Sentence = "Vi prövade två arbetssätt och jämförde dem.";

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

    [Fact]
    public async Task TypedText_IsSavedAfterASecond_AndThePageSaysWhen()
    {
        var page = await OpenNoteAsync();

        await TypeAsync(page, Sentence);
        await Assertions.Expect(State(page)).ToHaveTextAsync("Sparas …");
        await SavedAsync(page);

        Assert.Matches(@"^Sparat \d\d\.\d\d$", await State(page).InnerTextAsync());
        await DraftsAsync(page, 0);
        await page.ReloadAsync();
        await Assertions.Expect(FollowUp(page)).ToHaveValueAsync(Sentence);
    }

    [Fact]
    public async Task TabClosedAfterTheLastKey_TextIsThereInTheNextTab()
    {
        var page = await OpenNoteAsync();
        await TypeAsync(page, Sentence);
        await page.WaitForTimeoutAsync(200);
        var (address, context) = (page.Url, page.Context);
        await CloseAsync(page);

        var next = await context.NewPageAsync();
        await next.GotoAsync(address);

        await Assertions.Expect(FollowUp(next)).ToHaveValueAsync(Sentence);
        await StoredAsync(next, Sentence);
    }

    [Fact]
    public async Task TabClosedWithoutNetwork_TextComesBackFromTheBrowserAndIsSaved()
    {
        var page = await OpenNoteAsync();
        var (address, context) = (page.Url, page.Context);

        // The network is taken away at its other end: a tab that closes is no longer held offline, and its last save could get through.
        await session.App.KillAsync();
        await TypeAsync(page, Sentence);
        await CloseAsync(page);
        await session.App.StartProcessAsync();

        var next = await context.NewPageAsync();
        await next.GotoAsync(address);

        await Assertions.Expect(FollowUp(next)).ToHaveValueAsync(Sentence);
        await Assertions.Expect(next.Locator("[data-save-notice]")).ToContainTextAsync("tillbaka i fälten");
        await StoredAsync(next, Sentence);
    }

    [Fact]
    public async Task ServerKilledWhileTyping_TextIsSavedWhenItIsBack()
    {
        var page = await OpenNoteAsync();
        await TypeAsync(page, "Första halvan ");
        await session.App.KillAsync();
        await TypeAsync(page, "och andra halvan.", append: true);
        await Assertions.Expect(State(page)).ToHaveTextAsync("Inget nät: texten finns på den här datorn och sparas när nätet är tillbaka");

        await session.App.StartProcessAsync();

        await SavedAsync(page);
        await StoredAsync(page, "Första halvan och andra halvan.");
    }

    [Fact]
    public async Task SessionEnded_SigningInAgainReturnsToTheFieldWithTheText()
    {
        var page = await OpenNoteAsync();
        await page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "followup.session" });
        await TypeAsync(page, Sentence);
        await Assertions.Expect(page.Locator("[data-save-problem]")).ToContainTextAsync("Du är utloggad");
        var address = page.Url;

        await page.ClickAsync("[data-sign-in] a");
        await BrowserSession.SignInAsync(page, "rektor");

        Assert.Equal(address, page.Url);
        await Assertions.Expect(FollowUp(page)).ToHaveValueAsync(Sentence);
        await Assertions.Expect(FollowUp(page)).ToBeFocusedAsync();
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task BackButton_TextIsInTheField()
    {
        var page = await OpenNoteAsync();
        await TypeAsync(page, Sentence);
        await page.GotoAsync("/activities");
        await page.GoBackAsync();

        await Assertions.Expect(FollowUp(page)).ToHaveValueAsync(Sentence);
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task DoubleClickOnSave_SavesOnceAndSaysSo()
    {
        var page = await OpenNoteAsync();
        await TypeAsync(page, Sentence);

        await page.DblClickAsync("[data-save]");

        await SavedAsync(page);
        await Assertions.Expect(page.Locator("[data-conflict] section")).ToHaveCountAsync(0);
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task NetworkLostForFiveMinutes_TextIsSavedWhenItIsBack()
    {
        var page = await OpenNoteAsync();
        await page.Clock.InstallAsync();
        await page.Context.SetOfflineAsync(true);
        await TypeAsync(page, Sentence);
        for (var minute = 0; minute < 5; minute++) await page.Clock.RunForAsync("01:00");
        await Assertions.Expect(State(page)).ToContainTextAsync("Inget nät");
        await TypeAsync(page, " Och lite till.", append: true);

        await page.Context.SetOfflineAsync(false);
        await page.Clock.RunForAsync("00:20");

        await SavedAsync(page);
        await StoredAsync(page, $"{Sentence} Och lite till.");
    }

    [Fact]
    public async Task DatabaseFull_IsSaidClearlyAndTheTextStaysUntilThereIsRoom()
    {
        var page = await OpenNoteAsync();
        await session.App.KillAsync();
        await session.App.StartProcessAsync(("Database__MaxPages", "1"));
        var text = string.Join("\n\n", Enumerable.Range(1, 400).Select(i => $"Stycke {i}: {Sentence}"))[..18_000];
        await FollowUp(page).FillAsync(text);

        await Assertions.Expect(page.Locator("[data-save-problem]")).ToContainTextAsync("disken på servern är full", new() { Timeout = 20_000 });
        Assert.Equal(text, await FollowUp(page).InputValueAsync());
        await DraftsAsync(page, 1);

        await session.App.KillAsync();
        await session.App.StartProcessAsync();
        await SavedAsync(page);
        await StoredAsync(page, text);
    }

    [Fact]
    public async Task DatabaseMovedAway_IsSaidCalmlyAndTheTextIsSavedWhenItIsBack()
    {
        var page = await OpenNoteAsync();
        var parts = new[] { "", "-wal", "-shm" }.Select(part => session.App.DatabaseFile + part).Where(File.Exists).ToList();
        parts.ForEach(part => File.Move(part, $"{part}.away"));
        await TypeAsync(page, Sentence);

        await Assertions.Expect(page.Locator("[data-save-problem]")).ToContainTextAsync("Systemet går inte att använda just nu");
        await Assertions.Expect(FollowUp(page)).ToHaveValueAsync(Sentence);
        await DraftsAsync(page, 1);

        parts.ForEach(part => File.Move($"{part}.away", part));
        await SavedAsync(page);
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task TwoTabsOfOnePerson_BothTextsAreKept()
    {
        var first = await OpenNoteAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await TypeAsync(first, Sentence);
        await SavedAsync(first);

        await second.FillAsync("#Analysis", "Skriven i den andra fliken.");
        await SavedAsync(second);

        await Assertions.Expect(FollowUp(second)).ToHaveValueAsync(Sentence);
        await Assertions.Expect(second.Locator("[data-save-notice]")).ToContainTextAsync("sammanfogade");
        await StoredAsync(second, Sentence, "Skriven i den andra fliken.");
    }

    [Fact]
    public async Task TwoTabsInOneParagraph_ShowBothTextsAndSaveWhatIsChosen()
    {
        var first = await OpenNoteAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await TypeAsync(first, "Den ena lydelsen.");
        await SavedAsync(first);

        await TypeAsync(second, "En annan lydelse.");
        await Assertions.Expect(second.Locator("[data-conflict] .compare")).ToContainTextAsync("Den ena lydelsen.");
        await TypeAsync(second, " Med tillägg.", append: true);
        await second.ClickAsync("[data-conflict] button:has-text('Sätt ihop')");

        await SavedAsync(second);
        await Assertions.Expect(second.Locator("[data-conflict] section")).ToHaveCountAsync(0);
        await StoredAsync(second, "Den ena lydelsen.\n\nEn annan lydelse. Med tillägg.");
    }

    [Fact]
    public async Task UnreadableDraft_StopsNothing()
    {
        var page = await OpenNoteAsync();
        var (user, note) = (await page.GetAttributeAsync("form.editor", "data-user"), await page.GetAttributeAsync("form.editor", "data-note"));
        await page.EvaluateAsync("key => localStorage.setItem(key, '{\"version\":')", $"followup:{user}:{note}:broken");
        await page.ReloadAsync();

        await TypeAsync(page, Sentence);

        await SavedAsync(page);
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task TwoTabsClosedWithoutNetwork_BothTextsComeBack()
    {
        var first = await OpenNoteAsync();
        var (address, context) = (first.Url, first.Context);
        var second = await context.NewPageAsync();
        await second.GotoAsync(address);
        await context.SetOfflineAsync(true);
        await TypeAsync(first, Sentence);
        await second.FillAsync("#Analysis", "Skriven i den andra fliken.");
        await CloseAsync(first);
        await CloseAsync(second);
        await context.SetOfflineAsync(false);

        var next = await context.NewPageAsync();
        await next.GotoAsync(address);

        await Assertions.Expect(FollowUp(next)).ToHaveValueAsync(Sentence, new() { Timeout = 15_000 });
        await Assertions.Expect(next.Locator("#Analysis")).ToHaveValueAsync("Skriven i den andra fliken.", new() { Timeout = 15_000 });
        await StoredAsync(next, Sentence, "Skriven i den andra fliken.");
    }

    [Fact]
    public async Task TabHiddenAfterSomebodyElseSaved_TextsAreJoinedWithoutAQuestion()
    {
        var first = await OpenNoteAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await TypeAsync(first, Sentence);
        await SavedAsync(first);

        await second.FillAsync("#Analysis", "Skriven i den andra fliken.");
        await second.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");

        await SavedAsync(second);
        await Assertions.Expect(second.Locator("[data-conflict] section")).ToHaveCountAsync(0);
        await StoredAsync(second, Sentence, "Skriven i den andra fliken.");
    }

    [Fact]
    public async Task AnotherPersonSignedInInTheSameBrowser_PageSaysSoAndKeepsTheText()
    {
        var page = await OpenNoteAsync();
        await TypeAsync(page, "Börjat. ");
        await SavedAsync(page);
        var other = await page.Context.NewPageAsync();
        await page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "followup.session" });
        await other.GotoAsync("/account/login");
        await BrowserSession.SignInAsync(other, "controller");

        await TypeAsync(page, "Mer.", append: true);

        await Assertions.Expect(page.Locator("[data-save-problem]")).ToContainTextAsync("Du är utloggad");
        await Assertions.Expect(page.Locator("[data-sign-in] a")).ToBeVisibleAsync();
        await DraftsAsync(page, 1);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task CommentLeftWithoutSending_IsBackInItsField()
    {
        var page = await OpenNoteAsync();
        await page.ClickAsync("#comments details:has(#comment-text) > summary");
        await page.Locator("#comment-text").PressSequentiallyAsync("En fråga till controllern.");
        await KeptInBrowserAsync(page, "En fråga till controllern.");
        var (address, context) = (page.Url, page.Context);
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.CloseAsync();

        var next = await context.NewPageAsync();
        await next.GotoAsync(address);

        await Assertions.Expect(next.Locator("#comment-text")).ToHaveValueAsync("En fråga till controllern.");
        await next.ClickAsync("#comments form button:has-text('Skriv kommentar'), #comments form > button");
        await Assertions.Expect(next.Locator("#comments")).ToContainTextAsync("En fråga till controllern.");
        await next.GotoAsync(address);
        await DraftsAsync(next, 0);
        await context.CloseAsync();
    }

    [Fact]
    public async Task CommentTypedBeforeTheFormsScriptHasCome_IsKeptAllTheSame()
    {
        var page = await OpenNoteAsync();
        var script = new TaskCompletionSource();
        await page.RouteAsync("**/js/forms*.js*", async route =>
        {
            await script.Task;
            await route.ContinueAsync();
        });
        await page.ClickAsync("#comments details:has(#comment-text) > summary");
        await page.Locator("#comment-text").PressSequentiallyAsync("Snabbt skrivet.");
        script.SetResult();

        await KeptInBrowserAsync(page, "Snabbt skrivet.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SigningOut_SavesWhatWasTypedFirst()
    {
        var page = await OpenNoteAsync();
        var address = page.Url;
        await TypeAsync(page, Sentence);

        await SignOutAsync(page);

        await DraftsAsync(page, 0);
        await BrowserSession.SignInAsync(page, "rektor");
        await page.GotoAsync(address);
        await StoredAsync(page, Sentence);
    }

    [Fact]
    public async Task SigningOut_WhereTextCannotBeSaved_AsksAndTakesTheDraftsOfThisPersonOutOfTheBrowser()
    {
        var page = await OpenNoteAsync();
        await page.EvaluateAsync("localStorage.setItem('followup:someone-else:note:page', '{}')");
        await page.RouteAsync("**/notes/**", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await TypeAsync(page, Sentence);
        await DraftsAsync(page, 1);
        var questions = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            questions.Add(dialog.Message);
            await dialog.AcceptAsync();
        };

        await SignOutAsync(page);

        Assert.Contains("inte har sparats", Assert.Single(questions), StringComparison.Ordinal);
        Assert.Equal(1, await page.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('followup:')).length"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("rektor", "the note")]
    [InlineData("rektor", "/notes")]
    [InlineData("controller", "side by side")]
    public async Task Script_OfAPageToWriteOn_IsSmall(string account, string where)
    {
        var page = await session.OpenAsync(account);
        var address = where switch
        {
            "the note" => await AddressAsync(page),
            "side by side" => await SummaryAsync(page),
            _ => where,
        };
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var scripts = new List<IResponse>();
        page.Response += (_, answer) =>
        {
            if (answer.Request.ResourceType == "script") scripts.Add(answer);
        };
        await page.GotoAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var bytes = 0;
        foreach (var script in scripts) bytes += (await script.BodyAsync()).Length;

        Assert.InRange(bytes, 1, 15_000);
        await page.Context.CloseAsync();
    }

    private static async Task<string> SummaryAsync(IPage page)
    {
        await page.GotoAsync("/reviews");
        await page.Locator("a[href*='/side-by-side']").Last.ClickAsync();
        if (await page.Locator("button:has-text('Skriv en sammanfattning')").CountAsync() > 0) await page.ClickAsync("button:has-text('Skriv en sammanfattning')");
        return page.Url.Split('#')[0];
    }

    [Fact]
    public async Task AllOnOnePage_KeysGoToTheNextAndEachFieldSavesByItself()
    {
        var page = await session.OpenAsync("rektor");
        await page.GotoAsync("/notes");
        var editors = page.Locator("form.editor");
        await editors.Nth(0).Locator("textarea").First.FocusAsync();
        await page.Keyboard.PressAsync("Alt+n");
        await Assertions.Expect(editors.Nth(1).Locator("textarea").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(Sentence);
        await Assertions.Expect(editors.Nth(1).Locator("[data-save-state]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\s*Sparat \d\d\.\d\d\s*$"));

        await page.ReloadAsync();
        await Assertions.Expect(editors.Nth(1).Locator("textarea").First).ToHaveValueAsync(Sentence);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenNoteAsync()
    {
        var page = await session.OpenAsync("rektor");
        await page.GotoAsync(await AddressAsync(page));
        await page.FillAsync("#FollowUp", "");
        await page.FillAsync("#Analysis", "");
        await page.ClickAsync("[data-save]");
        await SavedAsync(page);
        return page;
    }

    private static async Task<string> AddressAsync(IPage page)
    {
        await page.GotoAsync("/");
        return (await page.Locator("main a[href*='/notes/']").First.GetAttributeAsync("href"))!;
    }

    /// <summary>Closes a tab as a person does: the page hears of it.</summary>
    private static async Task CloseAsync(IPage page)
    {
        var closed = new TaskCompletionSource();
        page.Close += (_, _) => closed.TrySetResult();
        await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.ClickAsync("details.menu summary");
        await page.ClickAsync("form[data-drafts] button");
        await page.WaitForURLAsync(url => url.Contains("/account/login", StringComparison.Ordinal));
    }

    private static ILocator State(IPage page) => page.Locator("[data-save-state]");

    private static ILocator FollowUp(IPage page) => page.Locator("#FollowUp");

    private static async Task TypeAsync(IPage page, string text, bool append = false)
    {
        if (!append) await FollowUp(page).FillAsync("");
        await FollowUp(page).PressSequentiallyAsync(text);
    }

    private static Task SavedAsync(IPage page) => Assertions.Expect(State(page)).ToContainTextAsync("Sparat", new() { Timeout = 30_000 });

    /// <summary>Waits until the browser holds this many drafts: the scripts that put and clear them are loaded when they are needed.</summary>
    private static Task DraftsAsync(IPage page, int expected) =>
        page.WaitForFunctionAsync(
            "expected => Object.keys(localStorage).filter(key => key.startsWith('followup:') && !key.includes('someone-else')).length === expected",
            expected);

    private static Task KeptInBrowserAsync(IPage page, string text) =>
        page.WaitForFunctionAsync(
            "text => Object.keys(localStorage).some(key => key.includes(':form:') && Object.values(JSON.parse(localStorage.getItem(key)).texts).includes(text))",
            text);

    /// <summary>Asks the server what it has: a page of another browser, which has nothing in its storage.</summary>
    private async Task StoredAsync(IPage page, string followUp, string? analysis = null)
    {
        var other = await session.OpenAsync("rektor");
        for (var attempt = 0; ; attempt++)
        {
            await other.GotoAsync(page.Url);
            var isThere = await FollowUp(other).InputValueAsync() == followUp && (analysis is null || await other.InputValueAsync("#Analysis") == analysis);
            if (isThere) break;
            Assert.True(attempt < 20, $"The server has: {await FollowUp(other).InputValueAsync()}");
            await other.WaitForTimeoutAsync(300);
        }

        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }
}
