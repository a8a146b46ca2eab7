using System.Net;
using FollowUp.Core.Audit;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Account;

public sealed class SignInTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SignIn_FromAPageThatNeedsIt_ReturnsThere()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/password");
        Assert.StartsWith("/account/login", visitor.Address);

        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", SampleAuthority.Password));

        Assert.Equal("/account/password", visitor.Address);
    }

    [Fact]
    public async Task SignIn_ReturnAddressElsewhere_GoesToTheStartPage()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/login?returnUrl=https%3A%2F%2Fevil.example%2F");

        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", SampleAuthority.Password));

        Assert.Equal("/", visitor.Address);
    }

    [Theory]
    [InlineData("eva@prov.example")]
    [InlineData("finns.inte@prov.example")]
    public async Task SignIn_WrongPassword_SaysTheSameForAKnownAndAnUnknownAccount(string email)
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/login");

        await visitor.PressAsync("Logga in", ("Email", email), ("Password", "fel lösenord här"));

        Assert.Contains("stämmer inte med något konto", visitor.Text);
        Assert.Equal(email, visitor.Page.QuerySelector("input[name=Email]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task SignIn_FiveFailures_LockTheAccountForAWhile()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/login");
        for (var i = 0; i < 5; i++) await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", "fel lösenord här"));

        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", SampleAuthority.Password));

        Assert.Contains("spärrat", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.LockedOut && entry.UserId == _app.Sample.Head.Id));
    }

    [Fact]
    public async Task SignIn_DeactivatedAccount_FailsAndAnOpenSessionEnds()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await using (var db = _app.OpenDatabase())
        {
            (await db.Users.SingleAsync(user => user.Id == _app.Sample.Head.Id)).Deactivate(_app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await visitor.OpenAsync("/");
        Assert.StartsWith("/account/login", visitor.Address, StringComparison.Ordinal);
        var again = _app.Visit();
        await again.OpenAsync("/account/login");
        await again.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", SampleAuthority.Password));
        Assert.Contains("stämmer inte med något konto", again.Text);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/account/password");

        await visitor.PressAsync("Logga ut");

        Assert.Contains("Du är utloggad", visitor.Text);
        await visitor.OpenAsync("/account/password");
        Assert.StartsWith("/account/login", visitor.Address);
    }

    [Fact]
    public async Task ChangePassword_WrongThenRight_ExplainsAndKeepsTheSession()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/account/password");

        await visitor.PressAsync("Spara lösenordet", ("CurrentPassword", "inte det rätta"), ("Password", "En helt ny mening"), ("RepeatPassword", "En helt ny mening"));
        Assert.Contains("nuvarande lösenordet stämmer inte", visitor.Page.QuerySelector("#CurrentPassword-error")!.TextContent);
        await visitor.PressAsync("Spara lösenordet", ("CurrentPassword", SampleAuthority.Password), ("Password", "kort"), ("RepeatPassword", "kort"));
        Assert.Contains("minst 12 tecken", visitor.Page.QuerySelector("#Password-error")!.TextContent);
        await visitor.PressAsync("Spara lösenordet", ("CurrentPassword", SampleAuthority.Password), ("Password", "En helt ny mening"), ("RepeatPassword", "En annan mening"));
        Assert.Contains("stämmer inte med", visitor.Page.QuerySelector("#RepeatPassword-error")!.TextContent);
        await visitor.PressAsync("Spara lösenordet", ("CurrentPassword", SampleAuthority.Password), ("Password", "En helt ny mening"), ("RepeatPassword", "En helt ny mening"));

        Assert.Contains("Lösenordet är bytt", visitor.Text);
        await _app.Visit().SignInAsync(_app.Sample.Head.Email!, "En helt ny mening");
    }

    [Fact]
    public async Task UnknownPage_IsFriendlyAndShowsAnErrorId()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        await visitor.OpenAsync("/finns-inte");

        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
        Assert.Contains("Sidan finns inte", visitor.Text);
        Assert.Matches("Felnummer: [0-9a-f]{12}", visitor.Text);
    }
}
