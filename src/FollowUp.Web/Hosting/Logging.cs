using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Hosting;
using Serilog.Formatting.Compact;

namespace FollowUp.Web.Hosting;

/// <summary>The log: to the console and to a file a day in the data folder. Never names, e-mail, texts or secrets.</summary>
internal static class Logging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string FileLine = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {ErrorId} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const int DaysKept = 31;

    /// <summary><c>Text</c> or <c>Json</c>; JSON, for whatever collects it, in Production.</summary>
    private const string Setting = "Log:Console";

    public static ReloadableLogger Bootstrap() => new LoggerConfiguration()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture)
        .CreateBootstrapLogger();

    public static void AddLogging(this WebApplicationBuilder builder, DataFolder folder) => builder.Services.AddSerilog(
        (services, log) => log
            .ReadFrom.Configuration(builder.Configuration)
            .ReadFrom.Services(services)

            // They write whole addresses, with what was searched for and the secrets of links. What is kept of a request is below.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Mvc", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.Logger(console => ToConsole(console, builder))
            .WriteTo.Logger(file => file
                .Filter.ByExcluding(entry => entry.Properties.ContainsKey(ConsoleOnly))
                .WriteTo.File(
                    Path.Combine(folder.Path, "log", "followup-.log"), outputTemplate: FileLine, formatProvider: CultureInfo.InvariantCulture,
                    rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept, shared: true)),
        preserveStaticLogger: true);

    private static void ToConsole(LoggerConfiguration console, WebApplicationBuilder builder)
    {
        var format = builder.Configuration[Setting] is { Length: > 0 } chosen ? chosen : builder.Environment.IsProduction() ? "Json" : "Text";
        if (format.Equals("Json", StringComparison.OrdinalIgnoreCase)) console.WriteTo.Console(new RenderedCompactJsonFormatter());
        else if (format.Equals("Text", StringComparison.OrdinalIgnoreCase)) console.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        else throw new ConfigurationFault($"{Setting} is '{format}'; it can be Text or Json.");
    }

    /// <summary>Marks an entry that goes to the console and to no file: the first administrator's code.</summary>
    public const string ConsoleOnly = "ConsoleOnly";

    /// <summary>What follows it is the secret of a link.</summary>
    private const string SharedPath = "/shared";

    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        // This application's own, not the static one, which belongs to whichever was started last.
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod} {RequestPath} answered {StatusCode} in {Elapsed:0} ms";
        options.GetMessageTemplateProperties = (context, path, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(context.Request.Method)),
            new("RequestPath", new ScalarValue(context.Request.Path.StartsWithSegments(SharedPath) ? $"{SharedPath}/…" : path)),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, fault) => fault is not null || context.Response.StatusCode >= 500
            ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/health") ? LogEventLevel.Debug : LogEventLevel.Information;
        options.EnrichDiagnosticContext = (diagnostics, context) => diagnostics.Set("ErrorId", ErrorIds.Of(context));
    });
}

/// <summary>The id that an error page shows and the log has too.</summary>
internal static class ErrorIds
{
    public static string Of(HttpContext context) =>
        System.Diagnostics.Activity.Current?.TraceId.ToHexString()[..12] ?? context.TraceIdentifier;
}
