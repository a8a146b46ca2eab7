using System.Net;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Account;

/// <summary>Signing in with a code from an app, as its owner and an administrator meet it.</summary>
public sealed class TwoStepTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SetUp_ThenSignIn_AsksForACodeThatWorksOnce()
    {
        var owner = await _app.SignInAsync(_app.Sample.Head);
        var (key, _) = await SetUpAsync(owner);
        await owner.OpenAsync("/account/security");
        Assert.Contains("Du loggar in i två steg", owner.Text, StringComparison.Ordinal);
        Assert.Contains("Du har 8 reservkoder kvar.", owner.Text, StringComparison.Ordinal);

        var visitor = await FirstStepAsync("/activities");
        Assert.Contains("Skriv koden", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Logga in", ("Code", "123 456"));
        Assert.Contains("Koden stämmer inte", visitor.Page.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
        var code = Totp.Of(key, 1);
        await visitor.PressAsync("Logga in", ("Code", $"{code[..3]} {code[3..]}"));
        Assert.Equal("/activities", visitor.Address);

        var watcher = await FirstStepAsync("/");
        await watcher.PressAsync("Logga in", ("Code", code));
        Assert.Contains("redan använd", watcher.Text, StringComparison.Ordinal);
        Assert.Equal([AuditAction.SignedIn, AuditAction.SignedIn, AuditAction.TwoFactorTurnedOn, AuditAction.CodeFailed, AuditAction.CodeFailed], await ActionsAsync());
    }

    [Fact]
    public async Task FirstStepAlone_ReachesNothing()
    {
        await SetUpAsync(await _app.SignInAsync(_app.Sample.Head));
        var visitor = await FirstStepAsync("/");

        await visitor.OpenAsync("/account/security");

        Assert.StartsWith("/account/login", visitor.Address, StringComparison.Ordinal);
        await visitor.OpenAsync("/account/code");
        Assert.Contains("Skriv koden", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_WithoutTheFirstStep_LeadsToTheSignInPage()
    {
        var visitor = _app.Visit();

        await visitor.OpenAsync("/account/code");

        Assert.Equal("/account/login", visitor.Address);
    }

    [Fact]
    public async Task Code_FiveWrong_LockTheAccount()
    {
        var (key, _) = await SetUpAsync(await _app.SignInAsync(_app.Sample.Head));
        var visitor = await FirstStepAsync("/");
        for (var i = 0; i < 5; i++) await visitor.PressAsync("Logga in", ("Code", $"00000{i}"));

        await visitor.PressAsync("Logga in", ("Code", Totp.Of(key, 1)));

        Assert.Contains("spärrat", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(AuditAction.LockedOut, await ActionsAsync());
    }

    [Fact]
    public async Task RecoveryCode_InAnyCase_WorksOnce()
    {
        var (_, codes) = await SetUpAsync(await _app.SignInAsync(_app.Sample.Head));
        Assert.Equal(8, codes.Distinct().Count());
        var visitor = await FirstStepAsync("/");
        await visitor.PressAsync("Logga in", ("Code", codes[3].ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal("/", visitor.Address);

        var again = await FirstStepAsync("/");
        await again.PressAsync("Logga in", ("Code", codes[3]));
        Assert.Contains("Koden stämmer inte", again.Text, StringComparison.Ordinal);

        await using var db = _app.OpenDatabase();
        Assert.DoesNotContain(await db.UserTokens.Select(token => token.Value).ToListAsync(), value => codes.Any(code => value!.Contains(RecoveryCode.Plain(code), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Remember_ThisBrowserAlone_IsNotAskedAgain()
    {
        var (key, _) = await SetUpAsync(await _app.SignInAsync(_app.Sample.Head));
        var visitor = await FirstStepAsync("/");
        await visitor.PressAsync("Logga in", ("Code", Totp.Of(key, 1)), ("Remember", "true"));
        await visitor.PressAsync("Logga ut");

        await visitor.SignInAsync(_app.Sample.Head.Email!, SampleAuthority.Password);
        Assert.Equal("/", visitor.Address);
        Assert.Contains("Skriv koden", (await FirstStepAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_SavedAsAFile_HaveWhatThePageShowed()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        var (_, codes) = await SetUpAsync(visitor, goesOn: false);

        await visitor.PressAsync("Spara som fil");

        Assert.Equal("attachment", visitor.Answer.Content.Headers.ContentDisposition!.DispositionType);
        var file = await visitor.Answer.Content.ReadAsStringAsync();
        Assert.All(codes, code => Assert.Contains(code, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Picture_OnlyWhileSettingUp_AndIsAnImage()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/account/security/app");
        var picture = await visitor.Client.GetAsync(visitor.Page.QuerySelector("img.key-picture")!.GetAttribute("src"));
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<svg", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await SetUpAsync(visitor);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync("/account/security/app/picture")).StatusCode);
    }

    [Fact]
    public async Task TurnOff_WantsACode_ThenThePasswordIsEnough()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        var (key, _) = await SetUpAsync(visitor);
        await visitor.OpenAsync("/account/security");

        await visitor.PressAsync("Stäng av", ("Code", "000000"));
        Assert.Contains("Koden stämmer inte", visitor.Page.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Stäng av", ("Code", Totp.Of(key, 1)));
        Assert.Contains("utan kod från appen", visitor.Text, StringComparison.Ordinal);

        await _app.Visit().SignInAsync(_app.Sample.Head.Email!, SampleAuthority.Password);
        Assert.Contains(AuditAction.TwoFactorTurnedOff, await ActionsAsync());
    }

    [Fact]
    public async Task RenewCodes_OldOnesAreOfNoUse()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        var (key, old) = await SetUpAsync(visitor);
        await visitor.OpenAsync("/account/security");

        await visitor.PressAsync("Gör nya reservkoder", ("Code", Totp.Of(key, 1)));

        Assert.Empty(CodesOn(visitor).Intersect(old));
        var other = await FirstStepAsync("/");
        await other.PressAsync("Logga in", ("Code", old[0]));
        Assert.Contains("Koden stämmer inte", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_ByAnAdministrator_LetsThePersonInAndEndsTheSessions()
    {
        var owner = await _app.SignInAsync(_app.Sample.Head);
        await SetUpAsync(owner);
        var administrator = await _app.SignInAsync(_app.Sample.Administrator);
        await administrator.OpenAsync($"/users/{_app.Sample.Head.Id}");
        Assert.Contains("Kod från en app används.", administrator.Text, StringComparison.Ordinal);

        await administrator.PressAsync("Nollställ");

        Assert.Contains("är nollställd", administrator.Text, StringComparison.Ordinal);
        await _app.Visit().SignInAsync(_app.Sample.Head.Email!, SampleAuthority.Password);
        _app.Database.Time.Advance(TimeSpan.FromMinutes(2));
        await owner.OpenAsync("/account/security");
        Assert.StartsWith("/account/login", owner.Address, StringComparison.Ordinal);
        Assert.Contains(AuditAction.TwoFactorReset, await ActionsAsync());
    }

    [Fact]
    public async Task Required_WithoutAFactor_ReachesNothingElseAndKeepsWhatWasWritten()
    {
        await using var app = await WebApp.StartAsync(("Security:TwoFactorRequiredFor:0", "Principal"));
        var activity = await app.Sample.AddActivityAsync(1, "Läslust", app.Sample.North);
        var note = await app.Sample.WriteAsync(activity, app.Sample.North, Core.Notes.NoteState.Draft);
        var visitor = app.Visit();

        // Written while the session ended.
        var before = await app.SignInAsync(app.Sample.Reviewer);
        Assert.Equal("/", before.Address);
        await visitor.ReadAsync(await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent(
        [
            new("FollowUp", "Texten som inte får försvinna, skriven länge och väl."), new("Status", "InProgress"), new("Analysis", ""),
            new("Writer", app.Sample.Head.Id.ToString()), new("Version", note.Version.ToString()),
        ])), $"/notes/{note.Id}");
        await visitor.PressAsync("Logga in", ("Email", app.Sample.Head.Email), ("Password", SampleAuthority.Password));
        Assert.Contains("Skydda ditt konto först", visitor.Text, StringComparison.Ordinal);

        foreach (var address in new[] { "/", "/activities", $"/notes/{note.Id}", "/account/password" })
        {
            using var elsewhere = await visitor.Client.GetAsync(address);
            Assert.Equal($"/account/security/required?returnUrl={Uri.EscapeDataString(address)}", elsewhere.Headers.Location?.OriginalString);
        }

        await visitor.PressAsync("Använd en app");
        var key = visitor.Page.QuerySelector("code.key")!.TextContent;
        await visitor.PressAsync("Slå på", ("Code", Totp.Of(key)));
        await visitor.PressAsync("Jag har sparat dem");

        Assert.Contains("Din text finns kvar", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(visitor.Page.QuerySelectorAll("input[name=FollowUp]"), field => field.GetAttribute("value")!.Contains("inte får försvinna", StringComparison.Ordinal));
        await visitor.OpenAsync("/activities");
        Assert.Equal("/activities", visitor.Address);
    }

    [Fact]
    public async Task Required_OpenSession_IsLeftInPeace()
    {
        await using var app = await WebApp.StartAsync(("Security:TwoFactorRequiredFor:0", "Administrator"));
        var visitor = await app.SignInAsync(app.Sample.Reviewer);
        await using (var db = app.OpenDatabase())
        {
            var role = await db.Roles.SingleAsync(role => role.Name == "Administrator");
            db.UserRoles.Add(new() { UserId = app.Sample.Reviewer.Id, RoleId = role.Id });
            await db.SaveChangesAsync();
        }

        app.Database.Time.Advance(TimeSpan.FromMinutes(2));
        await visitor.OpenAsync("/users");
        Assert.Equal("/users", visitor.Address);

        var again = app.Visit();
        await again.SignInAsync(app.Sample.Reviewer.Email!, SampleAuthority.Password);
        Assert.Contains("Skydda ditt konto först", again.Text, StringComparison.Ordinal);
        app.Database.Time.Advance(TimeSpan.FromMinutes(2));
        await again.OpenAsync("/users");
        Assert.StartsWith("/account/security/required", again.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Required_PasswordAloneWhereThereIsAPasskey_MayNotChooseAnotherFactor()
    {
        await using var app = await WebApp.StartAsync(("Security:TwoFactorRequiredFor:0", "Principal"));
        await using (var db = app.OpenDatabase())
        {
            db.UserPasskeys.Add(new() { UserId = app.Sample.Head.Id, CredentialId = [1, 2, 3], Data = new() { PublicKey = [1], Name = "Jobbdatorn", AttestationObject = [], ClientDataJson = [] } });
            await db.SaveChangesAsync();
        }

        var visitor = app.Visit();
        await visitor.SignInAsync(app.Sample.Head.Email!, SampleAuthority.Password);

        Assert.Contains("Använd din passkey", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync("/account/security/app");
        Assert.StartsWith("/account/security/required", visitor.Address, StringComparison.Ordinal);
    }

    /// <summary>Sets up an app on <em>Min säkerhet</em> as a person does.</summary>
    private static async Task<(string Key, List<string> Codes)> SetUpAsync(Visitor visitor, bool goesOn = true)
    {
        await visitor.OpenAsync("/account/security");
        await visitor.FollowAsync("Använd en app");
        var key = visitor.Page.QuerySelector("code.key")!.TextContent;
        await visitor.PressAsync("Slå på", ("Code", Totp.Of(key)));
        var codes = CodesOn(visitor);
        Assert.True(codes.Count > 0, visitor.Text);
        if (goesOn) await visitor.PressAsync("Jag har sparat dem");
        return (key, codes);
    }

    private static List<string> CodesOn(Visitor visitor) => [.. visitor.Page.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)];

    private async Task<Visitor> FirstStepAsync(string returnUrl)
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", SampleAuthority.Password));
        return visitor;
    }

    private async Task<List<AuditAction>> ActionsAsync()
    {
        await using var db = _app.OpenDatabase();
        return await db.Audit.Where(entry => entry.SubjectId == _app.Sample.Head.Id).OrderBy(entry => entry.Action).Select(entry => entry.Action).ToListAsync();
    }
}
