using FollowUp.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

public sealed class RequestLogTests
{
    [Theory]
    [InlineData("/shared/hemligheten")]
    [InlineData("/Shared/hemligheten")]
    [InlineData("/%73hared/hemligheten")]
    [InlineData("/shared/hemligheten/mer")]
    public async Task Log_SharedLink_DoesNotHoldItsSecret(string address)
    {
        await using var app = await WebApp.StartAsync();
        var log = new Lines();
        await using var logged = app.WithWebHostBuilder(builder => builder
            .UseSetting("Serilog:MinimumLevel:Default", "Information")
            .ConfigureTestServices(services => services.AddSingleton<ILogEventSink>(log)));
        using var client = logged.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        await client.GetAsync("/finns-inte");
        await client.GetAsync(address);

        Assert.Contains(log.Written, line => line.Contains("\"GET\" \"/finns-inte\" answered", StringComparison.Ordinal));
        Assert.Contains(log.Written, line => line.Contains("\"GET\" \"/shared/…\" answered", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, line => line.Contains("hemligheten", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_OfAWholeRun_HoldsNoNamesAddressesPasswordsOrTexts()
    {
        await using var app = await WebApp.StartAsync();
        var log = new Lines();
        await using var logged = app.WithWebHostBuilder(builder => builder
            .UseSetting("Serilog:MinimumLevel:Default", "Debug")
            .UseSetting("Serilog:MinimumLevel:Override:Microsoft", "Information")
            .UseSetting("Serilog:MinimumLevel:Override:Microsoft.EntityFrameworkCore", "Information")
            .ConfigureTestServices(services => services.AddSingleton<ILogEventSink>(log)));
        var options = new WebApplicationFactoryClientOptions { AllowAutoRedirect = false };
        var visitor = new Visitor(logged.CreateClient(options));
        await visitor.OpenAsync("/account/login");
        await visitor.PressAsync("Logga in", ("Email", "finns.inte@prov.example"), ("Password", "fel-ord-ett"));
        await visitor.PressAsync("Logga in", ("Email", app.Sample.Administrator.Email), ("Password", "fel-ord-tva"));
        await visitor.SignInAsync(app.Sample.Administrator.Email!, SampleAuthority.Password);
        await visitor.OpenAsync("/users?q=Eva");
        await visitor.OpenAsync("/users/new");
        await visitor.PressAsync("Spara", ("Name", "Olof Nyanlagd"), ("Email", "olof@prov.example"), ("Roles", "Reviewer"));
        var link = visitor.Page.QuerySelector("#link")?.GetAttribute("value");
        Assert.True(link is not null, visitor.Text);
        await visitor.OpenAsync("/users/export");
        await visitor.OpenAsync("/activities?q=hemligt+sokord");
        await visitor.OpenAsync("/account/sessions");
        var newcomer = new Visitor(logged.CreateClient(options));
        await newcomer.OpenAsync(new Uri(link!).PathAndQuery);
        await newcomer.PressAsync("Spara lösenordet", ("Password", "En egen ny mening"), ("RepeatPassword", "En egen ny mening"));
        await newcomer.SignInAsync("olof@prov.example", "En egen ny mening");
        await newcomer.OpenAsync("/finns-inte");

        string[] never = ["prov.example", "q=Eva", "Provsson", "Nils", "Olof", "Nyanlagd", "fel-ord", "egen ny mening", SampleAuthority.Password, "sokord", new Uri(link!).Query.Split("token=")[1][..20]];
        Assert.True(log.Written.Count > 20, $"Only {log.Written.Count} lines were written.");
        Assert.DoesNotContain(log.Written, line => never.Any(word => line.Contains(word, StringComparison.Ordinal)));
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
