using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Plans;

public sealed class PlanPagesTests : IAsyncLifetime
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
    public async Task New_FilledIn_ShowsTheEmptyPlanAndTheNextStep()
    {
        await _visitor.OpenAsync("/plans");
        await _visitor.FollowAsync("Ny plan");
        await _visitor.PressAsync("Spara", ("Year", "2027/2028"), ("ReportTitle", "Kvalitetsrapport"), ("OpensOn", "2027-09-01"), ("LastDay", "2028-06-10"));

        Assert.Contains("Planen är skapad.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Läsåret 2027/28", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("10 juni 2028", _visitor.Text, StringComparison.Ordinal);
        await _visitor.FollowAsync("Ny aktivitet");
        await using var db = _app.OpenDatabase();
        var plan = await db.Plans.SingleAsync(x => x.StartYear == 2027);
        Assert.Equal(plan.Id.ToString(), _visitor.Page.QuerySelector("#PlanId option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task New_UnreadableYear_KeepsWhatWasTyped()
    {
        await _visitor.OpenAsync("/plans/new");
        await _visitor.PressAsync("Spara", ("Year", "2027/29"), ("OpensOn", "2027-09-01"));

        Assert.Contains("Året går inte att läsa.", _visitor.Page.QuerySelector("#Year-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("2027/29", "2027-09-01"), (_visitor.Page.QuerySelector("#Year")!.GetAttribute("value"), _visitor.Page.QuerySelector("#OpensOn")!.GetAttribute("value")));
    }

    [Fact]
    public async Task Edit_AndInstructions_AreSaved()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await _visitor.FollowAsync("Ändra");
        await _visitor.PressAsync("Spara", ("ReportTitle", "Verksamhetsberättelse"));
        await _visitor.FollowAsync("Ändra anvisningarna");
        await _visitor.PressAsync("Spara", ("FollowUp", "**Fakta** först.\n\n- ett\n- två"), ("Analysis", "Varför blev det så?"));

        Assert.Contains("Verksamhetsberättelse", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Fakta", _visitor.Page.QuerySelector(".prose strong")!.TextContent);
    }

    [Fact]
    public async Task Fix_ThenUnlock_SaysHowManyAreLeftAndLocksThePlan()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North, _app.Sample.South);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Submitted);
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        Assert.Contains("1 uppföljning är inte klar.", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Ja, fastställ");
        Assert.Contains("1 uppföljningar saknar något", _visitor.Page.Body!.TextContent, StringComparison.Ordinal);
        await _app.Sample.WriteAsync(activity, _app.Sample.South, NoteState.Submitted);
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await _visitor.PressAsync("Ja, fastställ");
        Assert.Contains("Rapporten är fastställd och planen låst.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("av Kim Kontroll", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/activities/{activity.Id}");
        Assert.DoesNotContain("Låt utgå", _visitor.Text, StringComparison.Ordinal);

        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await _visitor.PressAsync("Ja, lås upp");
        await using var db = _app.OpenDatabase();
        Assert.False((await db.Plans.SingleAsync(x => x.Id == _app.Sample.Plan.Id)).IsFixed);
    }

    [Fact]
    public async Task Fix_ThePlanChangedSinceThePageWasOpened_IsNotDone()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await using var db = _app.OpenDatabase();
        (await db.Plans.SingleAsync(x => x.Id == _app.Sample.Plan.Id)).Touch();
        await db.SaveChangesAsync();

        await _visitor.PressAsync("Ja, fastställ");

        Assert.Contains("Någon annan ändrade", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Principal_SeesOwnPlansAndCannotChangeThem()
    {
        await _app.Sample.AddActivityAsync(1, "Ett", _app.Sample.North, _app.Sample.South);
        var head = await _app.SignInAsync(_app.Sample.Head);

        await head.OpenAsync("/plans");
        Assert.Contains("1 plan", head.Text, StringComparison.Ordinal);
        await head.FollowAsync("Läsåret 2026/27");

        Assert.Contains("0 av 1 klara", head.Text, StringComparison.Ordinal);
        Assert.Empty(head.Page.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task GoalAreas_MadeChangedClosedAndReopened()
    {
        await _visitor.OpenAsync("/plans");
        await _visitor.FollowAsync("Målområden");
        Assert.Contains("Det finns inget målområde", _visitor.Text, StringComparison.Ordinal);
        await _visitor.FollowAsync("Nytt målområde");
        await _visitor.PressAsync("Spara", ("Name", "Trygghet"));
        await _visitor.FollowAsync("Trygghet");
        await _visitor.PressAsync("Spara", ("Name", "Trygghet och studiero"), ("Position", "3"));
        await _visitor.PressAsync("Stäng");
        Assert.Contains("Målområdet är stängt.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Ångra");

        await using var db = _app.OpenDatabase();
        var area = await db.GoalAreas.SingleAsync();
        Assert.Equal(("Trygghet och studiero", 3, null), (area.Name, area.Position, area.ClosedAt));
    }
}
