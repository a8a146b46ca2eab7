using FollowUp.Core.Notes;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Web.Tests.Home;

public sealed class StartPageTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Principal_SeesWhatIsLeft_WithCommentsAndReminders()
    {
        var sample = _app.Sample;
        var missing = await sample.AddActivityAsync(1, "Rutin för frånvaro", sample.North);
        var returned = await sample.AddActivityAsync(2, "Trygga raster", sample.North);
        await sample.WriteAsync(returned, sample.North, NoteState.Returned);
        var done = await sample.AddActivityAsync(3, "Läslyftet", sample.North);
        await sample.WriteAsync(done, sample.North, NoteState.Submitted);
        await sample.AddActivityAsync(4, "Södras egen", sample.South);
        var note = await sample.WriteAsync(missing, sample.North, NoteState.Missing);
        await using (var db = _app.OpenDatabase())
        {
            db.Reminders.Add(new Reminder(note.Id, sample.Reviewer.Id, _app.Database.Clock.Now, "Skriv gärna <i dag>."));
            await db.SaveChangesAsync();
        }

        var visitor = await _app.SignInAsync(sample.Head);

        Assert.Equal("Att göra", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("1 av 3 klara · 1 återlämnad · 1 saknas", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["Läsåret 2026/27", "Återlämnade (1)", "Att skriva (1)", "Klara (1)"], visitor.Page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(["Skriv mer om varför.", "Skriv gärna <i dag>."], visitor.Page.QuerySelectorAll("blockquote").Select(quote => quote.TextContent.Trim()));
        Assert.DoesNotContain("Södras egen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal($"/notes/{note.Id}", visitor.Page.QuerySelector("#part-towrite + ul a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Principal_ManyNotes_TurnsPagesInOneSection()
    {
        for (var number = 1; number <= 30; number++) await _app.Sample.AddActivityAsync(number, $"Aktivitet {number}", _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        Assert.Equal(25, visitor.Page.QuerySelectorAll(".todo li").Length);
        await visitor.FollowAsync("Visa alla 30");
        await visitor.FollowAsync("Nästa");
        Assert.Equal(5, visitor.Page.QuerySelectorAll(".todo li").Length);
        await visitor.FollowAsync("Rensa filtret");
        Assert.Equal("/", visitor.Address);
    }

    [Fact]
    public async Task Principal_NothingOpen_IsToldSo()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        Assert.Contains("Du har inget att göra just nu", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviewer_SeesOpenPlansWhatWaitsAndTheAuthoritysOwnTexts()
    {
        var sample = _app.Sample;
        var activity = await sample.AddActivityAsync(1, "Trygga raster", sample.North);
        await sample.WriteAsync(activity, sample.North, NoteState.Submitted, NoteStatus.Completed);
        await sample.AddActivityAsync(2, "Huvudmannens egen", sample.Authority);

        var visitor = await _app.SignInAsync(sample.Reviewer);

        Assert.Equal("Start", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("1 av 2 klara", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Klarmarkerad 18 november 2026", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Huvudmannens egna, att skriva", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("1 väntar på granskning");
        Assert.Single(visitor.Page.QuerySelectorAll("tr.group"));
    }

    [Fact]
    public async Task Administrator_HasNothingToWrite()
    {
        await _app.Sample.AddActivityAsync(1, "Huvudmannens egen", _app.Sample.Authority);

        var visitor = await _app.SignInAsync(_app.Sample.Administrator);

        Assert.Contains("Öppna planer", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Huvudmannens egna", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_SeesFixedReports()
    {
        await _app.Sample.AddActivityAsync(1, "Öppen", _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Reader);

        Assert.DoesNotContain("2026/27", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Uppföljning av fjolårets planerade aktiviteter");
        Assert.Equal($"/reports/{_app.Sample.FixedPlan.Id}", visitor.Address);
    }

    [Fact]
    public async Task SeveralRoles_HaveSeveralSections()
    {
        await _app.Sample.AddActivityAsync(1, "Norras", _app.Sample.North);
        var user = await _app.Sample.AddUserAsync("Mats Många", "mats@prov.example", [AppRole.Principal, AppRole.Reader],
            [(_app.Sample.Area, MembershipKind.Head)], SampleAuthority.Password);

        var visitor = await _app.SignInAsync(user);

        Assert.Equal(["Läsåret 2026/27", "Att skriva (1)", "Fastställda rapporter"], visitor.Page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
    }
}
