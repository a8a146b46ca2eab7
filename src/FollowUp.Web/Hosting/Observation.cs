using System.Diagnostics;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FollowUp.Web.Hosting;

/// <summary>Traces and metrics with OTLP (HTTP, protobuf) to <c>Telemetry:Endpoint</c>; nothing leaves the system where none is set. No names, texts, keys or secrets.</summary>
internal static class Observation
{
    private const string Setting = "Telemetry:Endpoint";

    public static void AddObservation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Measures>();
        builder.Services.ConfigureDbContext<FollowUpDbContext>((services, options) => options.AddInterceptors(new MeasuredSaves(services.GetRequiredService<Measures>())));
        if (builder.Configuration[Setting] is not { Length: > 0 } endpoint) return;
        if (!Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ConfigurationFault($"{Setting} is '{endpoint}'; it must be an address such as http://collector:4318.");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("followup", serviceVersion: ProgramVersion.Text, serviceInstanceId: Environment.MachineName))
            .WithMetrics(metrics => metrics
                .AddMeter(Measures.MeterName)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter((to, reader) =>
                {
                    Send(to, new Uri(address, "v1/metrics"));
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = builder.Configuration.GetValue("Telemetry:IntervalSeconds", 60) * 1_000;
                }))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = context => !context.Request.Path.StartsWithSegments("/health");
                    requests.EnrichWithHttpResponse = (activity, _) => Clean(activity);
                    requests.EnrichWithException = (activity, _) => Clean(activity);
                })
                .AddOtlpExporter(to => Send(to, new Uri(address, "v1/traces"))));
    }

    /// <summary>An address can hold the secret of a link, and what somebody searched for: the route tells enough.</summary>
    private static void Clean(Activity activity)
    {
        foreach (var name in (string[])["url.path", "url.query", "url.full", "http.target", "user_agent.original", "client.address", "network.peer.address"]) activity.SetTag(name, null);
    }

    private static void Send(OtlpExporterOptions options, Uri address)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = address;
        options.TimeoutMilliseconds = 5_000;
    }
}

/// <summary>Which version this is.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "";
}
