using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Users;

public sealed class UserPagesTests : IAsyncLifetime
{
    private const string NewPassword = "en mening att minnas";

    private WebApp _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _visitor = await _app.SignInAsync(_app.Sample.Administrator);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task New_Person_GetsALinkOnceAndSignsInWithTheOwnPassword()
    {
        await _visitor.OpenAsync("/users/new");
        await _visitor.PressAsync(
            "Spara", ("Name", "Åsa Ny"), ("Email", "asa@prov.example"), ("Roles", "Principal"), ("Places[0].UnitId", _app.Sample.South.Id.ToString()));
        Assert.Contains("Åsa Ny har fått ett konto.", _visitor.Text, StringComparison.Ordinal);
        var link = new Uri(_visitor.Page.QuerySelector("#link")!.GetAttribute("value")!);

        await _visitor.OpenAsync(_visitor.Address);
        Assert.Null(_visitor.Page.QuerySelector("#link"));

        var person = _app.Visit();
        await person.OpenAsync(link.PathAndQuery);
        await person.PressAsync("Spara", ("Password", NewPassword), ("RepeatPassword", NewPassword));
        await person.SignInAsync("asa@prov.example", NewPassword);
        await person.OpenAsync(link.PathAndQuery);
        Assert.Contains("Länken har redan använts", person.Text, StringComparison.Ordinal);
        Assert.Null(person.Page.QuerySelector("#Password"));
    }

    [Fact]
    public async Task Edit_LastDay_IsShownFilteredAndEndsTheSession()
    {
        await _visitor.OpenAsync($"/users/{_app.Sample.Reader.Id}/edit");
        await _visitor.PressAsync("Spara", ("EndsOn", "2026-11-18"));
        Assert.Contains("18 november 2026", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync("/users?standing=Ending");
        Assert.Contains("Nils Nämnd", _visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Eva Provsson", _visitor.Text, StringComparison.Ordinal);

        // The last hour of the day in Stockholm, and the first of the next.
        _app.Database.Time.Advance(TimeSpan.FromHours(13.5));
        var reader = await _app.SignInAsync(_app.Sample.Reader);
        await reader.OpenAsync("/reports");
        Assert.Equal("/reports", reader.Address);
        _app.Database.Time.Advance(TimeSpan.FromHours(1));
        await reader.OpenAsync("/reports");
        Assert.StartsWith("/account/login", reader.Address, StringComparison.Ordinal);
        await reader.PressAsync("Logga in", ("Email", _app.Sample.Reader.Email), ("Password", "fel lösenord här"));
        Assert.Contains("stämmer inte med något konto", reader.Text, StringComparison.Ordinal);
        await reader.PressAsync("Logga in", ("Email", _app.Sample.Reader.Email), ("Password", SampleAuthority.Password));
        Assert.Contains("Kontots sista dag har passerat.", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Succession_FromThePersonsPage_IsOnBothPagesWithTheDays()
    {
        await _visitor.OpenAsync($"/users/{_app.Sample.Head.Id}");
        await _visitor.FollowAsync("Byt rektor");
        await _visitor.PressAsync("Byt rektor", ("Email", "inte@prov.example"));
        Assert.Contains("någon som kan ta över", _visitor.Page.QuerySelector("#Email-error")!.TextContent, StringComparison.Ordinal);
        await _visitor.PressAsync("Byt rektor", ("Email", _app.Sample.Deputy.Email), ("FirstDay", "2027-01-01"));

        Assert.Contains("Bytet är sparat.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("till och med 31 december 2026", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}");
        Assert.Contains("från 1 januari 2027", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_WithErrors_KeepsWhatWasTyped()
    {
        await _visitor.OpenAsync("/users/new");
        await _visitor.PressAsync("Spara", ("Name", "Åsa Ny"), ("Email", "eva@prov.example"), ("Roles", "Principal"));

        Assert.Contains("Välj minst en enhet.", _visitor.Page.QuerySelector("#Places-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Åsa Ny", _visitor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.NotNull(_visitor.Page.QuerySelector("input[name=Roles][value=Principal][checked]"));
        await _visitor.PressAsync("Spara", ("Places[0].UnitId", _app.Sample.South.Id.ToString()));
        Assert.Contains("används redan", _visitor.Page.QuerySelector("#Email-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_RolesAndPlaces_AreSavedAndHoldAtOnce()
    {
        var head = await _app.SignInAsync(_app.Sample.Head);
        await _visitor.OpenAsync($"/users/{_app.Sample.Head.Id}/edit");
        await _visitor.PressAsync("Spara", ("Roles", "Reader"), ("Places[0].UnitId", ""));

        Assert.Contains("Ändringen är sparad.", _visitor.Text, StringComparison.Ordinal);
        await head.OpenAsync("/activities");
        Assert.Contains("Sidan är inte för din roll", head.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal("Reader", (await db.Audit.SingleAsync(x => x.SubjectId == _app.Sample.Head.Id && x.Action == AuditAction.UserChanged)).Detail);
    }

    [Fact]
    public async Task Edit_TheLastAdministrator_IsTold()
    {
        await _visitor.OpenAsync($"/users/{_app.Sample.Administrator.Id}/edit");
        await _visitor.PressAsync("Spara", ("Roles", "Reviewer"));

        Assert.Contains("Det måste finnas minst en aktiv administratör.", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deactivate_EndsTheSession_AndUndoGivesItBack()
    {
        var head = await _app.SignInAsync(_app.Sample.Head);
        await _visitor.OpenAsync($"/users/{_app.Sample.Head.Id}");
        await _visitor.PressAsync("Inaktivera");
        await head.OpenAsync("/activities");
        Assert.DoesNotContain("Aktiviteter", head.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Ångra");

        await using var db = _app.OpenDatabase();
        Assert.NotNull(await UserAccess.ReadAsync(db, _app.Sample.Head.Id, _app.Database.Clock.Today));
    }

    [Fact]
    public async Task Unlock_AfterTooManyWrongPasswords_LetsThePersonIn()
    {
        var head = _app.Visit();
        for (var i = 0; i < 6; i++)
        {
            await head.OpenAsync("/account/login");
            await head.PressAsync("Logga in", ("Email", "eva@prov.example"), ("Password", "fel lösenord"));
        }

        await _visitor.OpenAsync("/users?standing=Locked");
        await _visitor.FollowAsync("Eva Provsson");
        await _visitor.PressAsync("Lås upp");

        Assert.Contains("Kontot är upplåst.", _visitor.Text, StringComparison.Ordinal);
        await head.SignInAsync("eva@prov.example", SampleAuthority.Password);
    }

    [Fact]
    public async Task List_Filters_ByTextRoleUnitAndStanding()
    {
        await _visitor.OpenAsync("/users");
        await _visitor.PressAsync("Visa", ("q", "PÅHITT"));
        Assert.Contains("1 person", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Visa", ("q", ""), ("unit", _app.Sample.Area.Id.ToString()), ("role", "Principal"));
        Assert.Contains("3 personer", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Visa", ("standing", "Deactivated"));
        Assert.Contains("Ingen person passar", _visitor.Text, StringComparison.Ordinal);
    }
}
