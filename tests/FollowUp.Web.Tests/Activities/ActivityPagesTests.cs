using System.Net;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Activities;

public sealed class ActivityPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _visitor = await _app.SignInAsync(_app.Sample.Reviewer);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task New_FilledIn_HasItsUnitsNumberAndAudit()
    {
        var last = await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 4, "Fjolårets", null, _app.Sample.North);
        await _visitor.OpenAsync("/activities");
        await _visitor.FollowAsync("Ny aktivitet");
        await _visitor.PressAsync(
            "Spara", ("Title", "Trygghet på skolgården"), ("OwnerUnitId", _app.Sample.North.Id.ToString()), ("UnitIds", _app.Sample.South.Id.ToString()),
            ("Responsible", "Trygghetsteamet"), ("DueOn", "2027-05-31"), ("ContinuesId", last.Id.ToString()));

        Assert.Contains("Aktiviteten är tillagd med nummer 1.", _visitor.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "Norra provskolan", "Södra provskolan", "Trygghetsteamet", "31 maj 2027", "4. Fjolårets", "Aktivitet tillagd av Kim Kontroll" })
            Assert.Contains(word, _visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        var activity = await db.Activities.SingleAsync(x => x.PlanId == _app.Sample.Plan.Id);
        Assert.Equal(2, await db.Notes.CountAsync(x => x.ActivityId == activity.Id));
        Assert.Equal(AuditAction.ActivityCreated, (await db.Audit.SingleAsync(x => x.SubjectId == activity.Id)).Action);
    }

    [Fact]
    public async Task New_NumberTaken_KeepsWhatWasTyped()
    {
        await _app.Sample.AddActivityAsync(7, "Sjuan", _app.Sample.North);
        await _visitor.OpenAsync("/activities/new");
        await _visitor.PressAsync("Spara", ("Title", "Trygghet"), ("Number", "7"), ("OwnerUnitId", _app.Sample.North.Id.ToString()), ("UnitIds", _app.Sample.South.Id.ToString()));

        Assert.Contains("Nummer 7 är upptaget.", _visitor.Page.QuerySelector("#Number-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Trygghet", _visitor.Page.QuerySelector("#Title")!.TextContent.Trim());
        Assert.NotNull(_visitor.Page.QuerySelector($"input[name=UnitIds][value='{_app.Sample.South.Id}'][checked]"));
    }

    [Fact]
    public async Task Edit_NewOwner_IsSaved_AndAnOldFormKeepsItsText()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North);
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        await other.OpenAsync($"/activities/{activity.Id}/edit");
        await _visitor.OpenAsync($"/activities/{activity.Id}");
        await _visitor.FollowAsync("Ändra");
        await _visitor.PressAsync("Spara", ("Title", "Ett, ändrad"), ("OwnerUnitId", _app.Sample.South.Id.ToString()));
        Assert.Contains("Ändringen är sparad.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Södra provskolan Ansvarig enhet", _visitor.Text, StringComparison.Ordinal);

        await other.PressAsync("Spara", ("Title", "Min titel"));

        Assert.Contains("Någon annan ändrade", other.Text, StringComparison.Ordinal);
        Assert.Equal("Min titel", other.Page.QuerySelector("#Title")!.TextContent.Trim());
    }

    [Fact]
    public async Task Drop_WithReason_ThenUndo_StandsInThePlanAgain()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North);
        await _visitor.OpenAsync($"/activities/{activity.Id}");
        await _visitor.FollowAsync("Låt utgå");
        await _visitor.PressAsync("Låt utgå");
        Assert.NotNull(_visitor.Page.QuerySelector("#Reason-error"));
        await _visitor.PressAsync("Låt utgå", ("Reason", "Projektet lades ner."));
        Assert.Contains("Projektet lades ner.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync("/activities");
        Assert.Contains("Det finns inga aktiviteter än", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Visa", ("dropped", "true"));
        await _visitor.FollowAsync("Ett");

        await _visitor.PressAsync("Ta tillbaka aktiviteten");

        Assert.Contains("Aktiviteten står i planen igen.", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renumber_MovesTheOthers()
    {
        await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North);
        var second = await _app.Sample.AddActivityAsync(2, "Två", _app.Sample.North);
        await _visitor.OpenAsync($"/activities/{second.Id}");
        await _visitor.PressAsync("Flytta", ("number", "1"));

        Assert.Contains("Aktiviteten har nu nummer 1.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync("/activities");
        Assert.Equal(["Två", "Ett"], _visitor.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task Units_AddedAndRemoved_UntilSomethingIsWritten()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North);
        await _visitor.OpenAsync($"/activities/{activity.Id}");
        await _visitor.PressAsync("Lägg till", ("unitId", _app.Sample.South.Id.ToString()));
        Assert.Contains("Enheten är tillagd", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Ta bort");
        Assert.Contains("berörs inte längre", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Lägg till", ("unitId", _app.Sample.South.Id.ToString()));
        var open = _visitor.Address;
        await _app.Sample.WriteAsync(activity, _app.Sample.South, NoteState.Draft);
        await _visitor.PressAsync("Ta bort");

        Assert.Equal(open, _visitor.Address);
        Assert.Contains("Södra provskolan har redan skrivit", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filters_AreKeptWhilePaging()
    {
        for (var number = 1; number <= 55; number++) await _app.Sample.AddActivityAsync(number, $"Årets Ärende {number}", _app.Sample.North);
        await _app.Sample.AddActivityAsync(56, "Något annat", _app.Sample.South);
        await _visitor.OpenAsync("/activities");

        await _visitor.PressAsync("Visa", ("q", "ÄRENDE"), ("unit", _app.Sample.Area.Id.ToString()), ("state", "Missing"));
        Assert.Contains("55 aktiviteter", _visitor.Text, StringComparison.Ordinal);
        await _visitor.FollowAsync("Nästa");

        Assert.Equal(5, _visitor.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("ÄRENDE", _visitor.Page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_SendsTheSameNumberOfCommandsForManyRowsAsForFew(bool asPrincipal)
    {
        var visitor = await _app.SignInAsync(asPrincipal ? _app.Sample.Head : _app.Sample.Administrator);
        await _app.Sample.AddActivityAsync(1, "Den enda", _app.Sample.North);
        var few = await CountAsync(visitor);
        for (var number = 2; number <= 25; number++) await _app.Sample.AddActivityAsync(number, $"Nummer {number}", _app.Sample.North, _app.Sample.South);

        Assert.Equal(few, await CountAsync(visitor));
    }

    [Fact]
    public async Task Principal_SeesOwnActivities_MasksOthersAndGets404ForForeign()
    {
        var own = await _app.Sample.AddActivityAsync(1, "Gemensam", _app.Sample.South, _app.Sample.North);
        var foreign = await _app.Sample.AddActivityAsync(2, "Främmande", _app.Sample.South);
        await _app.Sample.WriteAsync(own, _app.Sample.South, NoteState.Submitted, NoteStatus.Completed);
        var head = await _app.SignInAsync(_app.Sample.Head);

        await head.OpenAsync("/activities");
        Assert.Equal(["Gemensam"], head.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.DoesNotContain("Ny aktivitet", head.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(head.Page.QuerySelectorAll("#unit option"), option => option.TextContent.Contains("Södra", StringComparison.Ordinal));
        await head.FollowAsync("Gemensam");
        Assert.Equal(["Norra provskolan"], head.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Empty(head.Page.QuerySelectorAll("main form[method=post]"));

        await head.OpenAsync($"/activities/{foreign.Id}");
        Assert.Equal(HttpStatusCode.NotFound, head.Answer.StatusCode);
    }

    private async Task<int> CountAsync(Visitor visitor)
    {
        _app.Database.ForgetCommands();
        await visitor.OpenAsync("/activities");
        return _app.Database.Commands.Count;
    }
}
