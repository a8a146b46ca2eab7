using Xunit;

namespace FollowUp.Web.Tests.Audit;

public sealed class AuditPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_TellsWhoDidWhat_AndFilters()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/users/{_app.Sample.Head.Id}/edit");
        await visitor.PressAsync("Spara", ("Name", "Eva Nyttnamn"));

        await visitor.OpenAsync("/audit");
        Assert.Contains("Konto ändrat", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Visa", ("q", "PÅHITT"), ("group", "Users"), ("from", "2026-11-18"), ("to", "2026-11-18"));
        Assert.Contains("2 händelser", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("2026-11-18", visitor.Page.QuerySelector("#from")!.GetAttribute("value"));
        await visitor.PressAsync("Visa", ("to", "2026-11-17"), ("from", ""));
        Assert.Contains("Inga händelser passar", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfOneThing_SaysWhich()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/units/{_app.Sample.North.Id}/edit");
        await visitor.PressAsync("Spara", ("Name", "Nya norra"));
        await visitor.FollowAsync("Ändringshistorik");

        Assert.Contains("som gäller Nya norra", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Norra provskolan", visitor.Text, StringComparison.Ordinal);
    }
}
