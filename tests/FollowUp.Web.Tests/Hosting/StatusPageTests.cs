using FollowUp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

public sealed class StatusPageTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Administrator_SeesTheSystem_AndWhetherItIsBackedUp()
    {
        Assert.SkipUnless(_app.Database.Provider == "Sqlite", "A server is backed up by its own means.");
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.FollowAsync("Systemets status");
        Assert.Contains("SQLite 3.", visitor.Text);
        Assert.Matches("Alla [0-9]+ är gjorda, senast [A-Z]", visitor.Text);
        Assert.Contains("Ingen säkerhetskopia är gjord härifrån.", visitor.Text);
        Assert.Contains("Ingen webbläsare hittades.", visitor.Text);
        Assert.Contains("ledigt av", visitor.Text);

        var copy = Path.Combine(Path.GetTempPath(), $"followup-status-{Guid.NewGuid():N}.db");
        try
        {
            await SqliteBackup.MakeAsync(_app.Database.ConnectionString, copy, _app.Database.Time.GetUtcNow().UtcDateTime.AddDays(-3), TestContext.Current.CancellationToken);
            await visitor.OpenAsync("/status");
            Assert.Contains("Den senaste är mer än två dygn gammal.", visitor.Text);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(copy + ".sha256");
            File.Delete(SqliteBackup.MarkerOf(new SqliteConnectionStringBuilder(_app.Database.ConnectionString).DataSource));
        }
    }
}
