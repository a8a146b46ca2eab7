using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>Nobody learns which accounts exist: the answers are the same to the last sign, and so is the work behind them.</summary>
public sealed partial class EnumerationTests : IAsyncLifetime
{
    private const string Wrong = "fel lösenord här";

    private WebApp _app = null!;
    private CountingHasher _hasher = null!;
    private WebApplicationFactory<Program> _counted = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _hasher = new CountingHasher();
        _counted = _app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<IPasswordHasher<AppUser>>();
            services.AddSingleton<IPasswordHasher<AppUser>>(_hasher);
        }));
        await using var db = _app.OpenDatabase();
        (await db.Users.SingleAsync(user => user.Id == _app.Sample.Deputy.Id)).Deactivate(_app.Database.Clock.Now);

        // Identity compares a lock with the machine's own clock.
        (await db.Users.SingleAsync(user => user.Id == _app.Sample.OtherHead.Id)).LockoutEnd = TimeProvider.System.GetUtcNow().AddMinutes(15);
        (await db.Users.SingleAsync(user => user.Id == _app.Sample.Reader.Id)).PasswordHash = null;
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _counted.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_AnyAccountOrNone_GetsTheSamePageWithTheSameWork()
    {
        var none = await TryAsync("finns.inte@prov.example", Wrong);
        var sample = _app.Sample;
        var tries = new Dictionary<string, (string Page, int Hashed, int Saves)>
        {
            ["wrong password"] = await TryAsync(sample.Head.Email!, Wrong),
            ["deactivated"] = await TryAsync(sample.Deputy.Email!, SampleAuthority.Password),
            ["locked, wrong password"] = await TryAsync(sample.OtherHead.Email!, Wrong),
            ["locked, right password"] = await TryAsync(sample.OtherHead.Email!, SampleAuthority.Password),
            ["without a password"] = await TryAsync(sample.Reader.Email!, Wrong),
        };

        Assert.Equal(1, none.Hashed);
        Assert.Equal(1, none.Saves);
        Assert.All(tries, each =>
        {
            Assert.Equal((each.Key, none.Page), (each.Key, each.Value.Page));
            Assert.Equal(none.Page, each.Value.Page);
            Assert.True(each.Value.Hashed == none.Hashed, $"{each.Key}: hashed {each.Value.Hashed} times.");
            Assert.True(each.Value.Saves == none.Saves, $"{each.Key}: saved {each.Value.Saves} times.");
        });
    }

    [Fact]
    public async Task SignIn_UnknownAccount_IsInTheAuditWithoutWhatWasTyped()
    {
        await TryAsync("finns.inte@prov.example", Wrong);

        await using var db = _app.OpenDatabase();
        var entry = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.SignInFailed);
        Assert.Null(entry.UserId);
        Assert.Equal((Guid.Empty, "–", ""), (entry.SubjectId, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task ResetLink_UnknownAccountOrUsedLink_IsTheSamePage()
    {
        var visitor = new Visitor(_counted.CreateClient(new() { AllowAutoRedirect = false }));
        await visitor.OpenAsync($"/account/reset?user={Guid.Empty}&token=abc");
        var unknown = Plain(visitor.Page.DocumentElement.OuterHtml, Guid.Empty.ToString());

        await visitor.OpenAsync($"/account/reset?user={_app.Sample.Head.Id}&token=abc");

        Assert.Equal(unknown, Plain(visitor.Page.DocumentElement.OuterHtml, _app.Sample.Head.Id.ToString()));
    }

    private async Task<(string Page, int Hashed, int Saves)> TryAsync(string email, string password)
    {
        var visitor = new Visitor(_counted.CreateClient(new() { AllowAutoRedirect = false }));
        await visitor.OpenAsync("/account/login");
        var before = _hasher.Count;
        _app.Database.ForgetCommands();
        await visitor.PressAsync("Logga in", ("Email", email), ("Password", password));
        var saves = _app.Database.Commands.Count(command => command.Contains("INSERT INTO \"Audit\"", StringComparison.Ordinal) || command.Contains("INSERT INTO [Audit]", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        return (Plain(await visitor.Answer.Content.ReadAsStringAsync(), email), _hasher.Count - before, saves);
    }

    /// <summary>Without what is new in every answer, and without what was typed.</summary>
    private static string Plain(string html, string typed) => Token().Replace(WebUtility.HtmlDecode(html).Replace(typed, "", StringComparison.Ordinal), "");

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+")]
    private static partial Regex Token();

    /// <summary>The real one, which counts how often a password is hashed.</summary>
    private sealed class CountingHasher() : PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions()))
    {
        private int _count;

        public int Count => _count;

        public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
