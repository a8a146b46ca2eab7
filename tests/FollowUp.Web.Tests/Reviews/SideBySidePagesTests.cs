using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reviews;

public sealed class SideBySidePagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        var activity = await _app.Sample.AddActivityAsync(1, "Gemensam läsning", _app.Sample.North, _app.Sample.South, _app.Sample.Preschool);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Draft, followUp: "Norras utkast");
        await _app.Sample.WriteAsync(activity, _app.Sample.South, NoteState.Submitted, followUp: "Södras text");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Summary_FromTheOverview_IsBegunQuotedAndSaved()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews");
        await visitor.FollowAsync("Sida vid sida");
        Assert.Equal(
            ["Norra provskolan", "Södra provskolan", "Åsens förskola"],
            visitor.Page.QuerySelectorAll(".side-by-side h3").Select(heading => heading.TextContent));
        Assert.Contains("Utkast, visas inte", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Norras utkast", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Skriv en sammanfattning");
        Assert.Equal("**Södra provskolan:** \"Södras text\"", visitor.Page.QuerySelector("button[data-quote]")!.GetAttribute("data-quote"));
        await visitor.PressAsync("Citera", ("Analysis", "Skrivet men inte sparat."));
        Assert.Equal("**Södra provskolan:** \"Södras text\"", visitor.Page.QuerySelector<IHtmlTextAreaElement>("#FollowUp")!.Value);
        Assert.Equal("Skrivet men inte sparat.", visitor.Page.QuerySelector<IHtmlTextAreaElement>("#Analysis")!.Value);
        await visitor.PressAsync("Spara", ("Status", nameof(NoteStatus.InProgress)), ("Analysis", "Därför."));

        await using var db = _app.OpenDatabase();
        var summary = await db.Notes.SingleAsync(note => note.UnitId == _app.Sample.Authority.Id);
        Assert.Equal((NoteStatus.InProgress, "Därför.", "**Södra provskolan:** \"Södras text\""), (summary.Status, summary.Analysis, summary.FollowUp));
    }

    [Fact]
    public async Task Page_OfAPrincipalWhoOwnsTheActivity_IsToRead()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/");
        await visitor.FollowAsync("Aktiviteter");
        await visitor.FollowAsync("Gemensam läsning");
        await visitor.FollowAsync("Sida vid sida");

        Assert.Contains("Södras text", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("main form[method=post]"));

        var other = await _app.SignInAsync(_app.Sample.OtherHead);
        await other.OpenAsync(visitor.Address.Replace("/side-by-side", "", StringComparison.Ordinal));
        Assert.DoesNotContain("Sida vid sida", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_WithNothingLeft_OffersAWayOut()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews");
        await visitor.FollowAsync("Sida vid sida");

        await visitor.PressAsync("Visa", ("state", "Approved"), ("unit", _app.Sample.Area.Id.ToString()));
        Assert.Contains("Inga texter att visa", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Rensa filtret");
        Assert.Equal(3, visitor.Page.QuerySelectorAll(".side-by-side article").Length);
    }
}
