using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.YearShift;

public sealed class YearShiftPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private Visitor _visitor = null!;
    private Activity _one = null!;
    private Activity _two = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _one = await _app.Sample.AddActivityAsync(1, "Lästid", _app.Sample.North, _app.Sample.South);
        _two = await _app.Sample.AddActivityAsync(2, "Frånvaro", _app.Sample.North);
        await _app.Sample.WriteAsync(_one, _app.Sample.North, NoteState.Approved, NoteStatus.InProgress);
        await _app.Sample.WriteAsync(_two, _app.Sample.North, NoteState.Approved, NoteStatus.Completed, analysis: "Rutinen övergår i ordinarie verksamhet.");
        _visitor = await _app.SignInAsync(_app.Sample.Reviewer);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Continuation_ProposalsAccepted_ThenOneChangedByHand()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await _visitor.FollowAsync("Vad händer med aktiviteterna?");
        Assert.Contains("Analysen säger: Rutinen övergår i ordinarie verksamhet.", _visitor.Text, StringComparison.Ordinal);

        await _visitor.PressAsync("Godta förslagen");
        Assert.Contains("Besluten om 2 aktiviteter är sparade.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Spara", ("Rows[1].Becomes", "ReplacedBy"));
        Assert.Contains("Beslutet om 1 aktivitet är sparat.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.FollowAsync("Välj vad den ersätts av");
        await _visitor.PressAsync("Spara", ("ReplacedById", _one.Id.ToString()));

        Assert.Contains("Sparat: 2. Frånvaro.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/activities/{_two.Id}");
        Assert.Contains("Ersätts av: 1. Lästid", _visitor.Text, StringComparison.Ordinal);
        await _visitor.OpenAsync($"/audit?subject={_two.Id}");
        Assert.Contains("Övergår i ordinarie verksamhet", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuation_DecidedByAnotherMeanwhile_IsNamedAndLeftAlone()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}/continuation");
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        await other.OpenAsync($"/plans/{_app.Sample.Plan.Id}/continuation");
        await other.PressAsync("Spara", ("Rows[0].Becomes", "Ends"));

        await _visitor.PressAsync("Spara", ("Rows[0].Becomes", "Continues"), ("Rows[1].Becomes", "Continues"));

        Assert.Contains("Den är som den personen lämnade den: 1. Lästid.", _visitor.Page.QuerySelector(".notice.error")!.TextContent, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal([Continuation.Ends, Continuation.Continues], await db.Activities.OrderBy(activity => activity.Number).Select(activity => activity.Continuation!.Value).ToListAsync());
    }

    [Fact]
    public async Task Shift_ChosenPreviewedCarriedOutAndUndone()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}/continuation");
        await _visitor.PressAsync("Godta förslagen");
        await _visitor.FollowAsync("Till årsskiftet");
        await _visitor.PressAsync("Förhandsgranska");

        Assert.Contains("Från Läsåret 2026/27 till Läsåret 2027/28", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("1 aktivitet läggs till.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("2 tomma uppföljningar väntar", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Den övergår i ordinarie verksamhet.", _visitor.Page.QuerySelector("[aria-labelledby=not-made]")!.TextContent, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(2, await db.Activities.CountAsync());

        await _visitor.PressAsync("Genomför årsskiftet");
        Assert.Contains("Årsskiftet är genomfört.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("0 av 2 klara", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal(3, await db.Activities.CountAsync());

        await _visitor.PressAsync("Ångra årsskiftet");
        Assert.Contains("Årsskiftet är ångrat.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Ångrat av Kim Kontroll", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal((2, 2), (await db.Activities.CountAsync(), await db.Plans.CountAsync()));
    }

    [Fact]
    public async Task Shift_NothingChosen_ComesBackWithTheReasonAndWhatWasTyped()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}/shift");
        await _visitor.PressAsync("Förhandsgranska", ("NewPlanName", "Förskola"), ("WithResponsible", null));

        Assert.Contains("Ingen av de valda aktiviteterna kan följa med.", _visitor.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Förskola", _visitor.Page.QuerySelector("#NewPlanName")!.GetAttribute("value"));
        Assert.False(_visitor.Page.QuerySelector("[name=WithResponsible]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Shift_SomethingChangedSinceThePreview_ShowsTheNewPreviewFirst()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}/shift");
        await _visitor.PressAsync("Förhandsgranska", ("ActivityIds", _one.Id.ToString()));
        await using (var db = _app.OpenDatabase())
        {
            (await db.Units.SingleAsync(unit => unit.Id == _app.Sample.South.Id)).Close(_app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await _visitor.PressAsync("Genomför årsskiftet");
        Assert.Contains("Något har ändrats sedan förhandsgranskningen", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Södra provskolan följer inte med: enheten är stängd.", _visitor.Text, StringComparison.Ordinal);
        await _visitor.PressAsync("Genomför årsskiftet");

        Assert.Contains("Årsskiftet är genomfört.", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentence_OfAnAnalysis_BecomesAnActivityOfTheNextPlanLinkedBothWays()
    {
        var last = await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 7, "Fjolårets", null, _app.Sample.North);
        var note = await _app.Sample.WriteAsync(last, _app.Sample.North, NoteState.Approved, NoteStatus.Completed, analysis: "Det gick. Vi behöver läsa mer hemma.");
        await _visitor.OpenAsync($"/notes/{note.Id}");
        await _visitor.PressAsync("Gör till aktivitet");
        Assert.Contains("Skriv", _visitor.Page.QuerySelector("#Title-error")!.TextContent, StringComparison.Ordinal);

        await _visitor.PressAsync("Gör till aktivitet", ("Title", "Vi behöver läsa mer hemma."));

        Assert.Contains("Aktiviteten är skapad med nummer 3.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Läsåret 2026/27", _visitor.Text, StringComparison.Ordinal);
        await _visitor.FollowAsync("7. Fjolårets");
        Assert.Contains("3. Vi behöver läsa mer hemma.", _visitor.Text, StringComparison.Ordinal);

        // Nothing comes after the plan of this year.
        var now = await _app.Sample.AddActivityAsync(9, "Årets", _app.Sample.North);
        var present = await _app.Sample.WriteAsync(now, _app.Sample.North, NoteState.Approved, NoteStatus.Completed);
        await _visitor.OpenAsync($"/notes/{present.Id}");
        await _visitor.PressAsync("Gör till aktivitet", ("Title", "Mer av samma."));
        Assert.Contains("Det finns ingen öppen plan", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Mer av samma.", _visitor.Page.QuerySelector("#Title")!.TextContent.Trim());
    }

    [Fact]
    public async Task Thread_OfACarriedActivity_IsReachedFromTheActivityAndTheWritingPage()
    {
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}/shift");
        await _visitor.PressAsync("Förhandsgranska", ("ActivityIds", _one.Id.ToString()));
        await _visitor.PressAsync("Genomför årsskiftet");
        await using var db = _app.OpenDatabase();
        var note = await db.Notes.SingleAsync(note => note.Activity.ContinuesId == _one.Id && note.UnitId == _app.Sample.North.Id);

        await _visitor.OpenAsync($"/activities/{note.ActivityId}");
        await _visitor.FollowAsync("Visa aktiviteten över åren");
        Assert.Contains("Läsåret 2026/27", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Därför blev det så.", _visitor.Text, StringComparison.Ordinal);

        var head = await _app.SignInAsync(_app.Sample.Head);
        await head.OpenAsync($"/notes/{note.Id}");
        Assert.Contains("Det här är gjort.", head.Page.QuerySelector(".last-year")!.TextContent, StringComparison.Ordinal);
        await head.FollowAsync("Aktiviteten över åren");
        Assert.Equal(2, head.Page.QuerySelectorAll(".thread > li").Length);
    }
}
