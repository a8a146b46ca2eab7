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
