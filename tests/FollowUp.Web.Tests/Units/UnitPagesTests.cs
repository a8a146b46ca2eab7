using FollowUp.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Units;

public sealed class UnitPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _visitor = await _app.SignInAsync(_app.Sample.Administrator);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task New_FilledIn_IsInTheTreeWithAudit()
    {
        await _visitor.OpenAsync("/");
        await _visitor.FollowAsync("Enheter");
        await _visitor.FollowAsync("Ny enhet");
        await _visitor.PressAsync("Spara", ("Name", "Östra skolan"), ("ParentId", _app.Sample.Area.Id.ToString()), ("SchoolForm", "CompulsorySchool"));

        Assert.Contains("Östra skolan är skapad.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Provkommunen › Grundskola", _visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        var unit = await db.Units.SingleAsync(x => x.Name == "Östra skolan");
        Assert.Equal($"/units/{unit.Id}", _visitor.Address);
        Assert.Equal(AuditAction.UnitCreated, (await db.Audit.SingleAsync(x => x.SubjectId == unit.Id)).Action);
    }

    [Fact]
    public async Task New_SentTwiceFromOneForm_MakesOneUnit()
    {
        await _visitor.OpenAsync("/units/new");
        var form = _visitor.Page;
        await _visitor.PressAsync("Spara", ("Name", "Östra skolan"), ("ParentId", _app.Sample.Area.Id.ToString()));
        await _visitor.ReadAsync(await _visitor.Client.PostAsync("/units/new", new FormUrlEncodedContent(
        [
            .. Visitor.Values(form.QuerySelector("form.card") as AngleSharp.Html.Dom.IHtmlFormElement ?? throw new InvalidOperationException())
                .Where(field => field.Key is "Id" or "__RequestVerificationToken"),
            new("Name", "Östra skolan"), new("ParentId", _app.Sample.Area.Id.ToString()),
        ])), "/units/new");

        Assert.Contains("Östra skolan är skapad.", _visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(1, await db.Units.CountAsync(x => x.Name == "Östra skolan"));
    }

    [Fact]
    public async Task Rename_TellsOfTheOldNameOnTheUnitsPage()
    {
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}/edit");
        await _visitor.PressAsync("Spara", ("Name", "Björkskolan"));

        Assert.Contains("Hette Norra provskolan", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}/standing");
        Assert.Contains("Hette Norra provskolan", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_AfterThePreview_ClosesLinksAndCanBeUndone()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Egen", _app.Sample.North);
        await _app.Sample.AddActivityAsync(2, "Båda skolorna", _app.Sample.North, _app.Sample.South);
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}");
        await _visitor.FollowAsync("Slå ihop med en annan enhet");
        await _visitor.PressAsync("Visa vad som händer", ("SuccessorId", _app.Sample.South.Id.ToString()));

        Assert.Contains("1 uppföljning, 1 med ansvaret för aktiviteten", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("2. Båda skolorna", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Slå ihop med Södra provskolan", ("WithPeople", "true"));
        Assert.Contains("Enheterna är ihopslagna.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Enheten togs över av Södra provskolan", _visitor.Text, StringComparison.Ordinal);
        await using (var db = _app.OpenDatabase())
            Assert.Equal(_app.Sample.South.Id, (await db.Activities.SingleAsync(x => x.Id == activity.Id)).OwnerUnitId);

        await _visitor.OpenAsync($"/units/{_app.Sample.South.Id}");
        Assert.Contains("Tog över Norra provskolan", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}");
        await _visitor.PressAsync("Ångra sammanslagningen");
        Assert.Contains("Sammanslagningen är ångrad.", _visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Enheten togs över av", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_OfAUnitWithOthersBelow_OffersToMoveThem()
    {
        await _visitor.OpenAsync($"/units/{_app.Sample.Area.Id}/merge?successorId={_app.Sample.Preschool.Id}");
        Assert.Contains("Norra provskolan, Södra provskolan", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Flytta dem till Åsens förskola", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Slå ihop med Åsens förskola");

        Assert.Contains("Enheterna är ihopslagna.", _visitor.Text, StringComparison.Ordinal);
        await using (var db = _app.OpenDatabase())
            Assert.Equal(_app.Sample.Preschool.Id, (await db.Units.SingleAsync(unit => unit.Id == _app.Sample.North.Id)).ParentId);
        await _visitor.PressAsync("Ångra sammanslagningen");
        await using var after = _app.OpenDatabase();
        Assert.Equal(_app.Sample.Area.Id, (await after.Units.SingleAsync(unit => unit.Id == _app.Sample.North.Id)).ParentId);
    }

    [Fact]
    public async Task Takeover_ByTheRektor_IsABriefThatCanBePrinted()
    {
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(1, "Läslyftet", _app.Sample.North), _app.Sample.North, Core.Notes.NoteState.Returned);
        var head = await _app.SignInAsync(_app.Sample.Head);
        await head.OpenAsync($"/units/{_app.Sample.North.Id}/standing");
        await head.FollowAsync("Överlämning");

        Assert.Contains("Överlämning: Norra provskolan", head.Text, StringComparison.Ordinal);
        Assert.Contains("1. Läslyftet", head.Text, StringComparison.Ordinal);
        Assert.Contains("Skriv mer om varför.", head.Text, StringComparison.Ordinal);
        Assert.NotNull(head.Page.QuerySelector("button[data-print]"));
    }

    [Fact]
    public async Task New_WithoutParent_KeepsWhatWasTypedAndSaysWhatIsMissing()
    {
        await _visitor.OpenAsync("/units/new");
        await _visitor.PressAsync("Spara", ("Name", "Östra skolan"));

        Assert.Equal("Östra skolan", _visitor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Contains("Välj vilken enhet den hör till.", _visitor.Page.QuerySelector("#ParentId-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#ParentId", _visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Edit_SomebodyElseSavedFirst_KeepsTheTextAndSavesOnTheSecondTry()
    {
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}/edit");
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        await other.OpenAsync($"/units/{_app.Sample.North.Id}/edit");
        await other.PressAsync("Spara", ("Name", "Den andras namn"));

        await _visitor.PressAsync("Spara", ("Name", "Mitt namn"));
        Assert.Contains("Någon annan ändrade", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Mitt namn", _visitor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        await _visitor.PressAsync("Spara");

        Assert.Contains("Ändringen är sparad.", _visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal("Mitt namn", (await db.Units.SingleAsync(x => x.Id == _app.Sample.North.Id)).Name);
    }

    [Fact]
    public async Task Close_ThenUndo_IsOpenAgain()
    {
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}");
        await _visitor.PressAsync("Stäng enheten");
        Assert.Contains("Enheten är stängd.", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Ångra");

        Assert.Contains("Enheten är öppen igen.", _visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Null((await db.Units.SingleAsync(x => x.Id == _app.Sample.North.Id)).ClosedAt);
    }

    [Fact]
    public async Task Close_WithActivities_SaysWhy()
    {
        await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North);
        await _visitor.OpenAsync($"/units/{_app.Sample.North.Id}");

        await _visitor.PressAsync("Stäng enheten");

        Assert.Contains("Enheten ansvarar för 1 aktiviteter", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Search_FindsInAnyCase_AndNothingSaysSo()
    {
        await _visitor.OpenAsync("/units");
        await _visitor.PressAsync("Visa", ("q", "ÅSEN"));
        Assert.Contains("Åsens förskola", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("1 enhet", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Visa", ("q", "finns inte"));

        Assert.Contains("Ingen enhet passar", _visitor.Text, StringComparison.Ordinal);
    }
}
