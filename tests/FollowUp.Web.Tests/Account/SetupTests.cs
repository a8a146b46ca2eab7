using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FollowUp.Web.Tests.Account;

public sealed class SetupTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartEmptyAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Setup_WithTheCodeOfTheConsole_MakesTheFirstAdministratorOnce()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/");
        Assert.Equal("/account/setup", visitor.Address);

        await visitor.PressAsync("Skapa kontot", Filled("FEL-KOD"));
        Assert.Contains("Koden stämmer inte", visitor.Page.QuerySelector("#Code-error")!.TextContent);
        Assert.Equal("Nya kommunen", visitor.Page.QuerySelector("#AuthorityName")!.GetAttribute("value"));
        await visitor.PressAsync("Skapa kontot", Filled(Code()));

        Assert.Contains("Kontot är skapat", visitor.Text);
        await visitor.PressAsync("Logga in", ("Email", "forsta@nya.example"), ("Password", "En lång ny mening"));
        Assert.Equal("/", visitor.Address);
        var second = _app.Visit();
        await second.OpenAsync("/account/setup");
        Assert.Equal(HttpStatusCode.NotFound, second.Answer.StatusCode);
        await using var db = _app.OpenDatabase();
        Assert.Equal("Nya kommunen", (await db.Units.SingleAsync()).Name);
    }

    private static (string, string?)[] Filled(string code) =>
    [
        ("Code", code), ("AuthorityName", "Nya kommunen"), ("Name", "Första Person"), ("Email", "forsta@nya.example"),
        ("Password", "En lång ny mening"), ("RepeatPassword", "En lång ny mening"),
    ];

    /// <summary>Reads the code as an administrator does: from what is announced.</summary>
    private string Code()
    {
        var console = new Console();
        _app.Services.GetRequiredService<SetupCode>().Announce(console);
        return Regex.Match(console.Text, "[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}").Value;
    }

    private sealed class Console : ILogger
    {
        public string Text { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Text += formatter(state, exception);
    }
}
