using System.Net;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Transfers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>An application that may not migrate meets a database that is not up to date, as a node on SQL Server does.</summary>
public sealed class DatabaseStartTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"followup-start-{Guid.NewGuid():N}.db");
    private readonly Lines _log = new();
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" }) File.Delete(file);
    }

    [Fact]
    public async Task Start_DatabaseLacksMigrations_IsAliveButNotReadyAndSaysWhatToDo()
    {
        await using var app = Start();
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        foreach (var address in new[] { "/", "/account/login", "/activities?unit=1" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Cookie", "followup.session=CfDJ8nothing" } } };
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("10", answer.Headers.RetryAfter!.ToString());
            Assert.Contains("Systemet går inte att använda just nu", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        using var english = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", "followup.language=en; followup.session=CfDJ8nothing" } } };
        Assert.Contains("cannot be used right now", await (await client.SendAsync(english)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/icons.svg")).StatusCode);
        Assert.Single(_log.Written, line => line.Contains("lacks", StringComparison.Ordinal) && line.Contains("Run FollowUp.Web migrate once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_MigratedMeanwhile_GetsReadyWithoutARestart()
    {
        await using var app = Start();
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/account/setup")).StatusCode);
        await MigrateAsync(app);

        await WaitUntilAsync(client, HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account/setup")).StatusCode);
        Assert.Contains("The database is ready", _log.Written);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(4, await scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Roles.CountAsync());
    }

    [Fact]
    public async Task Start_TransferNotFinished_WaitsForIt()
    {
        await using var app = Start();
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>();
        await db.Database.MigrateAsync();
        var transfer = new Transfer("elsewhere", _app.Database.Clock.Now);
        db.Transfers.Add(transfer);
        await db.SaveChangesAsync();
        await WaitUntilAsync(() => _log.Written.Any(line => line.Contains("A transfer into this database is not finished", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);

        transfer.Finish(_app.Database.Clock.Now);
        await db.SaveChangesAsync();

        await WaitUntilAsync(client, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Sqlite", null, true)]
    [InlineData("SqlServer", null, false)]
    [InlineData("sqlserver", true, true)]
    [InlineData("Sqlite", false, false)]
    public void MigratesOnStart_UnlessSaidOtherwise_WhereTheDatabaseIsEmbedded(string provider, bool? setting, bool migrates) =>
        Assert.Equal(migrates, new DatabaseOptions { Provider = provider, MigrateOnStart = setting }.MigratesOnStart);

    private WebApplicationFactory<Program> Start() => _app.WithWebHostBuilder(builder => builder
        .UseSetting("Database:Provider", "Sqlite")
        .UseSetting("ConnectionStrings:FollowUp", $"Data Source={_file};Pooling=False")
        .UseSetting("Database:MigrateOnStart", "false")
        .UseSetting("Serilog:MinimumLevel:Default", "Information")
        .ConfigureTestServices(services => services.AddSingleton<ILogEventSink>(_log)));

    private static async Task MigrateAsync(WebApplicationFactory<Program> app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Database.MigrateAsync();
    }

    private Task WaitUntilAsync(HttpClient client, HttpStatusCode status) =>
        WaitUntilAsync(() => client.GetAsync("/health/ready").GetAwaiter().GetResult().StatusCode == status);

    private async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; tries < 200 && !isSo(); tries++)
        {
            _app.Database.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50);
        }

        Assert.True(isSo());
    }

    private sealed class Lines : ILogEventSink
    {
        private readonly List<string> _written = [];

        public IReadOnlyList<string> Written
        {
            get
            {
                lock (_written) return [.. _written];
            }
        }

        public void Emit(LogEvent logEvent)
        {
            lock (_written) _written.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
