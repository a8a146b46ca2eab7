using System.Net;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.SingleSignOn;

/// <summary>Signing in at the authority's own provider, a real one that runs beside the application.</summary>
public sealed class SingleSignOnTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Mapped =
    [
        ("TakeRights", "true"),
        ("RoleMappings:0:Value", "rektorer-norra"), ("RoleMappings:0:Role", "Principal"), ("RoleMappings:0:Unit", "Norra provskolan"),
        ("RoleMappings:1:Value", "controllers"), ("RoleMappings:1:Role", "Reviewer"),
        ("RoleMappings:2:Value", "rektorer-borta"), ("RoleMappings:2:Role", "Principal"), ("RoleMappings:2:Unit", "Skolan som inte finns"),
    ];

    private OidcProvider _provider = null!;
    private WebApp? _app;

    public async ValueTask InitializeAsync() => _provider = await OidcProvider.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_KnownAddress_OpensThatAccountAndTheSubjectIsRememberedFromThenOn()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "EVA@prov.example");
        var visitor = _app!.Visit();
        await visitor.OpenAsync("/account/login?returnUrl=%2Factivities");
        Assert.Equal("/account/external?returnUrl=%2Factivities", visitor.Page.QuerySelector("a.button")!.GetAttribute("href"));

        await _provider.SignInAsync(visitor, "/activities");

        Assert.Equal("/activities", visitor.Address);
        Assert.Contains("Eva Provsson", visitor.Page.QuerySelector("details.menu")!.TextContent, StringComparison.Ordinal);
        var asked = _provider.Requests.Single();
        Assert.Equal(("code", "S256"), (asked.ResponseType, asked.CodeChallengeMethod));
        Assert.NotNull(asked.Nonce);

        // The address may change: the subject does not.
        _provider.Person = new OidcPerson("s-1", "Eva Gift", "eva.gift@prov.example") { IsEmailVerified = false };
        var again = _app.Visit();
        await _provider.SignInAsync(again);
        Assert.Contains("Eva Provsson", again.Page.QuerySelector("details.menu")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([AuditAction.SignedInExternally, AuditAction.SignedInExternally, AuditAction.ExternalLinked], await ActionsAsync(_app.Sample.Head.Id));
    }

    [Fact]
    public async Task SignIn_AddressNotVerified_OpensNobodysAccount()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-2", "Inte Ada", "ada@prov.example") { IsEmailVerified = false };
        var visitor = _app!.Visit();

        await _provider.SignInAsync(visitor);

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Answer.StatusCode);
        Assert.Contains("Du har inget konto i FollowUp. Be den som administrerar", visitor.Text, StringComparison.Ordinal);
        await AssertSignedOutAsync(visitor);
        await using var db = _app.OpenDatabase();
        Assert.Empty(await db.UserLogins.ToListAsync());
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.ExternalRefused && entry.UserId == null && entry.Subject == ""));
    }

    [Fact]
    public async Task SignIn_AnotherSubjectWithATakenAddress_OpensNobodysAccount()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        await _provider.SignInAsync(_app!.Visit());
        _provider.Person = new OidcPerson("s-9", "Eva Efterträdare", "eva@prov.example");
        var visitor = _app.Visit();

        await _provider.SignInAsync(visitor);

        await AssertSignedOutAsync(visitor);
    }

    [Fact]
    public async Task SignIn_GroupsChange_RightsFollowAndTheOldOnesStayAsHistory()
    {
        await StartAsync(Mapped);
        _provider.Person = new OidcPerson("s-3", "Nya Rektorsson", "nya@prov.example", "rektorer-norra", "annat");
        var visitor = _app!.Visit();
        await _provider.SignInAsync(visitor);
        Assert.Equal("/", visitor.Address);
        Assert.Contains("Rektor", visitor.Page.QuerySelector("details.menu")!.TextContent, StringComparison.Ordinal);
        var user = await UserAsync("nya@prov.example");
        Assert.Equal([_app.Sample.North.Id], (await _app.Sample.AccessOfAsync(user)).OwnUnits);

        _provider.Person = _provider.Person with { Groups = ["controllers"] };
        var later = _app.Visit();
        await _provider.SignInAsync(later);
        var access = await _app.Sample.AccessOfAsync(user);
        Assert.Equal([AppRole.Reviewer], access.Roles);
        Assert.Empty(access.OwnUnits);

        // The session that was open before has lost the rights as well.
        await visitor.OpenAsync("/reviews");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);

        _provider.Person = _provider.Person with { Groups = [] };
        var last = _app.Visit();
        await _provider.SignInAsync(last);
        Assert.Contains("inga grupper som ger dig behörighet", last.Text, StringComparison.Ordinal);
        await AssertSignedOutAsync(last);
        await visitor.OpenAsync("/reviews");
        Assert.Equal(HttpStatusCode.Forbidden, visitor.Answer.StatusCode);

        await using var db = _app.OpenDatabase();
        var place = await db.Memberships.SingleAsync(place => place.UserId == user.Id);
        Assert.Equal(_app.Database.Clock.Today.AddDays(-1), place.LastDay);
        Assert.Equal(["", "Principal", "Reviewer"],
            await db.Audit.Where(entry => entry.Action == AuditAction.RightsTakenOver && entry.SubjectId == user.Id).OrderBy(entry => entry.Detail).Select(entry => entry.Detail).ToListAsync());
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.ExternalAccountMade && entry.SubjectId == user.Id));
    }

    [Fact]
    public async Task SignIn_GroupsThatGiveNothing_MakeNoAccount()
    {
        await StartAsync(Mapped);
        _provider.Person = new OidcPerson("s-4", "Okänd Person", "okand@prov.example", "rektorer-borta", "kommunen");
        var visitor = _app!.Visit();

        await _provider.SignInAsync(visitor);

        Assert.Contains("it-stödet att lägga till dig i rätt grupp", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.False(await db.Users.AnyAsync(user => user.Email == "okand@prov.example"));
    }

    [Fact]
    public async Task SignIn_LastAdministratorWithoutTheGroup_StaysOne()
    {
        await StartAsync(Mapped);
        _provider.Person = new OidcPerson("s-5", "Ada Påhitt", "ada@prov.example");
        var visitor = _app!.Visit();

        await _provider.SignInAsync(visitor, "/users");

        Assert.Equal("/users", visitor.Address);
    }

    [Fact]
    public async Task SignIn_DeactivatedOrEnded_StaysOut()
    {
        await StartAsync();
        await using (var db = _app!.OpenDatabase())
        {
            (await db.Users.SingleAsync(user => user.Id == _app.Sample.Head.Id)).Deactivate(_app.Database.Clock.Now);
            (await db.Users.SingleAsync(user => user.Id == _app.Sample.OtherHead.Id)).EndOn(_app.Database.Clock.Today.AddDays(-1));
            await db.SaveChangesAsync();
        }

        foreach (var (email, words) in new[] { ("eva@prov.example", "är avstängt"), ("sara@prov.example", "sista dag har passerat") })
        {
            _provider.Person = new OidcPerson($"s-{email}", "Namn", email);
            var visitor = _app.Visit();
            await _provider.SignInAsync(visitor);
            Assert.Contains(words, visitor.Text, StringComparison.Ordinal);
            await AssertSignedOutAsync(visitor);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignIn_WrongStateOrNonce_FailsOnAPageWithTheErrorsId(bool isNonce)
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        _provider.IsNonceWrong = isNonce;
        var visitor = _app!.Visit();

        await _provider.SignInAsync(visitor, onTheWayBack: address => isNonce ? address : address.Replace("state=", "state=x", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadGateway, visitor.Answer.StatusCode);
        Assert.Contains("Inloggningen med Provkommunen gick inte att slutföra", visitor.Text, StringComparison.Ordinal);
        Assert.Matches("Felnummer: [0-9a-f]{12}", visitor.Text);
        await AssertSignedOutAsync(visitor);
    }

    [Fact]
    public async Task SignIn_AnotherBrowsersAnswer_IsNotTaken()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        var attacker = _app!.Visit();
        var back = await _provider.VisitAsync(await attacker.Client.GetAsync("/account/external"));
        var visitor = _app.Visit();

        await visitor.OpenAsync(back);

        Assert.Contains("gick inte att slutföra", visitor.Text, StringComparison.Ordinal);
        await AssertSignedOutAsync(visitor);
    }

    [Fact]
    public async Task SignIn_GivenUpAtTheProvider_OrProviderGone_IsToldCalmly()
    {
        await StartAsync();
        _provider.Person = null;
        var visitor = _app!.Visit();
        await _provider.SignInAsync(visitor);
        Assert.Contains("gick inte att slutföra", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Till inloggningen");
        Assert.Equal("/account/login", visitor.Address);

        await using var lonely = await WebApp.StartAsync(_provider.Settings(("Authority", "http://127.0.0.1:9")));
        var other = lonely.Visit();
        await other.OpenAsync("/account/external");
        Assert.Equal(HttpStatusCode.BadGateway, other.Answer.StatusCode);
        Assert.Contains("Du kom inte in", other.Text, StringComparison.Ordinal);
        Assert.Matches("Felnummer: [0-9a-f]{12}", other.Text);
        await other.OpenAsync("/account/external/sign-out");
        Assert.Contains("Du är utloggad från FollowUp, men", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ReturnAddressElsewhere_GoesToTheStartPage()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        var visitor = _app!.Visit();

        await _provider.SignInAsync(visitor, "https://evil.example/");

        Assert.Equal("/", visitor.Address);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAtTheProviderToo()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        var visitor = _app!.Visit();
        await _provider.SignInAsync(visitor);

        await visitor.PressAsync("Logga ut");
        Assert.Equal("0; url=/account/external/sign-out", visitor.Answer.Headers.GetValues("Refresh").Single());
        var back = await _provider.VisitAsync(await visitor.Client.GetAsync(visitor.Page.QuerySelector("a.primary")!.GetAttribute("href")));
        await visitor.OpenAsync(back);

        Assert.Equal("/account/login", visitor.Address);
        Assert.Contains("Du är utloggad", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(_provider.Requests.Last().IdTokenHint);
        await AssertSignedOutAsync(visitor);
    }

    [Fact]
    public async Task LocalAccountsOff_OnlyTheProvider_AndTheBreakGlassAccountOnItsPage()
    {
        await StartAsync(("AllowLocalAccounts", "false"), ("BreakGlassAccount", "ada@prov.example"));
        var visitor = _app!.Visit();
        await visitor.OpenAsync("/account/login");
        Assert.Empty(visitor.Page.QuerySelectorAll("main input[type=password]"));

        await visitor.OpenAsync("/account/local");
        await visitor.PressAsync("Logga in", ("Email", "eva@prov.example"), ("Password", SampleAuthority.Password));
        Assert.Contains("stämmer inte med något konto", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Logga in", ("Email", "ada@prov.example"), ("Password", SampleAuthority.Password));

        Assert.Equal("/", visitor.Address);
        Assert.Contains(AuditAction.BreakGlassUsed, await ActionsAsync(_app.Sample.Administrator.Id));
    }

    [Fact]
    public async Task LocalAccountsOff_BreakGlassGuessed_LocksAfterFive()
    {
        await StartAsync(("AllowLocalAccounts", "false"), ("BreakGlassAccount", "ada@prov.example"));
        var visitor = _app!.Visit();
        await visitor.OpenAsync("/account/local");
        for (var i = 0; i < 5; i++) await visitor.PressAsync("Logga in", ("Email", "ada@prov.example"), ("Password", "fel lösenord här"));

        await visitor.PressAsync("Logga in", ("Email", "ada@prov.example"), ("Password", SampleAuthority.Password));

        Assert.Contains("spärrat", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocalPage_WherePasswordsAreAllowed_DoesNotExist()
    {
        await StartAsync(("BreakGlassAccount", "ada@prov.example"));
        var visitor = _app!.Visit();

        await visitor.OpenAsync("/account/local");

        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task PostAfterTheSessionEnded_TextWaitsWhileOneSignsInInAnotherTab()
    {
        await StartAsync();
        _provider.Person = new OidcPerson("s-1", "Eva Provsson", "eva@prov.example");
        var activity = await _app!.Sample.AddActivityAsync(1, "Läslust", _app.Sample.North);
        var note = await _app.Sample.WriteAsync(activity, _app.Sample.North, Core.Notes.NoteState.Draft);
        var visitor = _app.Visit();
        await _provider.SignInAsync(visitor, $"/notes/{note.Id}");
        var page = visitor.Page;
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("#FollowUp")!.Closest("form")!;
        var values = Visitor.Values(form).Select(field => field.Key == "FollowUp" ? new(field.Key, "Texten som inte får försvinna, skriven länge och väl.") : field).ToList();
        visitor.Client.DefaultRequestHeaders.Remove("Cookie");
        var stranger = _app.Visit();
        await stranger.ReadAsync(await stranger.Client.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : visitor.Address, new FormUrlEncodedContent(values)), visitor.Address);
        Assert.Contains("Logga in i en ny flik", stranger.Text, StringComparison.Ordinal);
        var waiting = stranger.Page;

        // The other tab has the same cookies.
        await _provider.SignInAsync(stranger);
        var kept = (AngleSharp.Html.Dom.IHtmlFormElement)waiting.QuerySelector("form[action='/account/continue']")!;
        await stranger.ReadAsync(await stranger.Client.PostAsync("/account/continue", new FormUrlEncodedContent(Visitor.Values(kept))), "/account/continue");
        Assert.Contains("Din text finns kvar", stranger.Text, StringComparison.Ordinal);
        await stranger.PressAsync("Spara texten");

        await using var db = _app.OpenDatabase();
        Assert.Contains("inte får försvinna", (await db.Notes.SingleAsync(row => row.Id == note.Id)).FollowUp, StringComparison.Ordinal);
    }

    private async Task StartAsync(params (string Name, string Value)[] settings) => _app = await WebApp.StartAsync(_provider.Settings(settings));

    private static async Task AssertSignedOutAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/account/security");
        Assert.StartsWith("/account/login", visitor.Address, StringComparison.Ordinal);
    }

    private async Task<AppUser> UserAsync(string email)
    {
        await using var db = _app!.OpenDatabase();
        return await db.Users.SingleAsync(user => user.Email == email);
    }

    private async Task<List<AuditAction>> ActionsAsync(Guid userId)
    {
        await using var db = _app!.OpenDatabase();
        return await db.Audit.Where(entry => entry.SubjectId == userId).OrderBy(entry => entry.Action).Select(entry => entry.Action).ToListAsync();
    }
}
