using System.Diagnostics;
using System.Net;
using FollowUp.Browser.Tests;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>SIGTERM: what is under way is finished, and a load balancer is told first.</summary>
public sealed class StoppingTests
{
    private const string NoSigterm = "Windows has no SIGTERM.";

    [Fact]
    public async Task Terminate_InTheMiddleOfASave_FinishesIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NoSigterm);
        await using var app = await RunningApp.StartAsync();
        var visitor = await NodeVisitor.SignInAsync(app.Address);
        var note = (await NodeVisitor.NotesAsync(visitor))[0];
        var fields = await NodeVisitor.FieldsAsync(visitor, note);
        fields["FollowUp"] = "Sparad medan servern stängdes.";
        Task<HttpResponseMessage> saving;
        Task<int> stopping;
        await using (await LockAsync(app.DatabaseFile))
        {
            saving = NodeVisitor.SaveAsync(visitor, note, fields);
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            stopping = app.TerminateAsync();
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            Assert.False(saving.IsCompleted || stopping.IsCompleted);
        }

        using var answer = await saving;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, await stopping);
        Assert.Equal(1L, await CountAsync(app.DatabaseFile, "SELECT count(*) FROM Notes WHERE FollowUp = 'Sparad medan servern stängdes.'"));
    }

    [Fact]
    public async Task Terminate_WithADrainTime_IsNotReadyAtOnceButAnswersOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NoSigterm);
        await using var app = await RunningApp.StartAsync(("Proxy__DrainSeconds", "4"));
        using var client = new HttpClient { BaseAddress = new Uri(app.Address) };
        var told = Stopwatch.StartNew();

        var stopping = app.TerminateAsync();
        var ready = HttpStatusCode.OK;
        while (ready == HttpStatusCode.OK && told.Elapsed < TimeSpan.FromSeconds(3)) ready = (await client.GetAsync("/health/ready")).StatusCode;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        using var page = await client.GetAsync("/account/login");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.ConnectionClose);
        Assert.False(stopping.IsCompleted);
        Assert.Equal(0, await stopping);
        Assert.True(told.Elapsed >= TimeSpan.FromSeconds(4));
        Assert.Contains("requests are answered for 4 seconds more", app.Output, StringComparison.Ordinal);
    }

    /// <summary>The only write lock that there is, as another process may hold it; let go of when disposed.</summary>
    internal static async Task<SqliteConnection> LockAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    internal static async Task<long> CountAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
