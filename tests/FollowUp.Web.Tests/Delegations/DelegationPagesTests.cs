using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Delegations;

public sealed class DelegationPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Give_FromTheMenu_IsListedAndCanBeEnded()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.FollowAsync("Ställföreträdare");
        Assert.Contains("Ingen är utsedd", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Utse någon");
        Assert.Equal("2026-11-18", visitor.Page.QuerySelector<IHtmlInputElement>("#FirstDay")!.Value);
        Assert.Equal(["dan@prov.example"], visitor.Page.QuerySelectorAll("#colleagues option").Select(option => option.GetAttribute("value")));

        await visitor.PressAsync("Spara", ("Kind", "StandIn"), ("Email", "sara@prov.example"), ("LastDay", "2026-11-20"));

        Assert.Equal("/delegations", visitor.Address);
        Assert.Contains("Sara Exempel", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("18 november 2026 till 20 november 2026", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Gäller nu", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Avsluta");
        Assert.Contains("Uppdraget är avslutat.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Avslutad 18 november 2026 av Eva Provsson", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("Avsluta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Give_WithFaults_KeepsWhatWasTypedAndSaysWhyBesideTheFields()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/delegations/new");

        await visitor.PressAsync("Spara", ("Kind", "StandIn"), ("Email", "finns.inte@prov.example"), ("FirstDay", "2026-11-17"));

        Assert.Equal("finns.inte@prov.example", visitor.Page.QuerySelector<IHtmlInputElement>("#Email")!.Value);
        Assert.Equal("2026-11-17", visitor.Page.QuerySelector<IHtmlInputElement>("#FirstDay")!.Value);
        Assert.Equal("StandIn", visitor.Page.QuerySelectorAll<IHtmlInputElement>("input[name=Kind]").Single(choice => choice.IsChecked).Value);
        Assert.Contains("aktivt konto", visitor.Page.QuerySelector("#Email-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("redan varit", visitor.Page.QuerySelector("#FirstDay-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Välj den sista dagen", visitor.Page.QuerySelector("#LastDay-error")!.TextContent, StringComparison.Ordinal);

        await visitor.PressAsync("Spara", ("Email", ""), ("FirstDay", ""), ("UnitId", ""));
        Assert.Equal(3, visitor.Page.QuerySelectorAll(".error-summary li").Length);
        Assert.Contains("Välj vilken enhet", visitor.Page.QuerySelector("#UnitId-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Give_DoubleClick_MakesOne()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/delegations/new");
        var form = (IHtmlFormElement)visitor.Page.QuerySelector("form.card")!;
        var values = Visitor.Values(form).Where(value => value.Key is not ("Email" or "Kind"))
            .Append(new("Email", "dan@prov.example")).Append(new("Kind", "Writing")).ToList();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.Client.PostAsync("/delegations", new FormUrlEncodedContent(values))));

        await using var db = _app.OpenDatabase();
        Assert.Equal(1, await db.Delegations.CountAsync());
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == Core.Audit.AuditAction.DelegationGiven));
    }

    [Fact]
    public async Task Give_ForAForeignUnit_DoesNotExist()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/delegations/new");
        Assert.Equal(["", _app.Sample.North.Id.ToString()], visitor.Page.QuerySelectorAll("#UnitId option").Select(option => option.GetAttribute("value")));
        var values = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.card")!).Where(value => value.Key is not ("Email" or "UnitId"))
            .Concat([new("Email", "dan@prov.example"), new("Kind", "Writing"), new("UnitId", _app.Sample.South.Id.ToString())]);

        var answer = await visitor.Client.PostAsync("/delegations", new FormUrlEncodedContent(values));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task List_OfAReceiver_IsToRead()
    {
        await _app.Sample.DelegateAsync(_app.Sample.Deputy, _app.Sample.North, DelegationKind.Writing, Today, null);
        var visitor = await _app.SignInAsync(_app.Sample.Deputy);

        await visitor.FollowAsync("Ställföreträdare");

        Assert.Contains("Dan Testberg (du)", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Från 18 november 2026, tills vidare", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("main button"), button => button.TextContent.Contains("Avsluta", StringComparison.Ordinal));
        await visitor.OpenAsync("/delegations/new");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task List_Filtered_KeepsTheFilterAndOffersAWayOut()
    {
        await _app.Sample.DelegateAsync(_app.Sample.Deputy, _app.Sample.North, DelegationKind.Writing, Today, null);
        for (var i = 0; i < 26; i++) await _app.Sample.DelegateAsync(_app.Sample.Deputy, _app.Sample.South, DelegationKind.StandIn, Today.AddDays(i), Today.AddDays(i));
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/delegations");

        await visitor.PressAsync("Visa", ("unit", _app.Sample.Area.Id.ToString()), ("standing", "Coming"));
        Assert.Contains("25 uppdrag", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Visa", ("standing", ""));
        await visitor.FollowAsync("Nästa");
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".list tbody tr").Length);
        await visitor.OpenAsync("/delegations?standing=Over");
        Assert.Contains("Ingen passar filtret", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Rensa filtret");
        Assert.Contains("27 uppdrag", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandIn_WritesAndSubmitsUntilTheLastDayIsOver()
    {
        await _app.Sample.AddActivityAsync(7, "Läsning på Norra", _app.Sample.North);
        await _app.Sample.AddActivityAsync(8, "Skrivning på Norra", _app.Sample.North);
        await _app.Sample.DelegateAsync(_app.Sample.OtherHead, _app.Sample.North, DelegationKind.StandIn, Today, Today);
        _app.Database.Time.Advance(TimeSpan.FromHours(13.5));
        var visitor = await _app.SignInAsync(_app.Sample.OtherHead);

        await visitor.OpenAsync("/");
        await visitor.FollowAsync("7. Läsning på Norra");
        await visitor.PressAsync("Klarmarkera", ("Status", nameof(NoteStatus.InProgress)), ("FollowUp", "Vi läser."));
        Assert.Contains("Klarmarkerad", visitor.Text, StringComparison.Ordinal);
        var note = visitor.Address;

        // From half past eleven to half past twelve at night.
        _app.Database.Time.Advance(TimeSpan.FromHours(1));
        await visitor.OpenAsync("/");
        Assert.Equal("/", visitor.Address);
        Assert.DoesNotContain("Norra", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync(note);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task Writer_SavesButHasNoButtonToSubmit()
    {
        await _app.Sample.AddActivityAsync(7, "Läsning på Norra", _app.Sample.North);
        await _app.Sample.DelegateAsync(_app.Sample.OtherHead, _app.Sample.North, DelegationKind.Writing, Today, null);
        var visitor = await _app.SignInAsync(_app.Sample.OtherHead);

        await visitor.OpenAsync("/");
        await visitor.FollowAsync("7. Läsning på Norra");
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("Klarmarkera", StringComparison.Ordinal));
        await visitor.PressAsync("Spara", ("FollowUp", "Vi läser."));

        await using var db = _app.OpenDatabase();
        Assert.Equal(("Vi läser.", _app.Sample.OtherHead.Id), await db.Notes.Select(each => new ValueTuple<string, Guid>(each.FollowUp, each.SavedById!.Value)).SingleAsync());
    }
}
