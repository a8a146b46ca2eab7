using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Core;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using FollowUp.Web.Mail;
using FollowUp.Web.Printing;
using FollowUp.Web.Reading;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Activities;
using FollowUp.Web.Views.FixedReports;
using FollowUp.Web.Views.HandOuts;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;

namespace FollowUp.Web.Hosting;

/// <summary>The composition root: what the application is made of, and in which order a request passes through it.</summary>
internal static class FollowUpHost
{
    private const int MaxFormFields = 8_192;
    private const int MaxFieldLength = 16 * 1024 * 1024;

    public static void AddFollowUp(this WebApplicationBuilder builder)
    {
        var folder = DataFolder.Of(builder);
        builder.Services.AddSingleton(folder);
        builder.AddLogging(folder);
        builder.AddDatabase(folder);
        builder.Services.AddDatabaseStart();
        builder.AddProxies();
        builder.AddSecurity();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new AuthorityClock(services.GetRequiredService<TimeProvider>(), Zone(builder.Configuration)));
        builder.Services.AddUseCases();
        builder.AddPrinting();
        builder.Services.AddSingleton(builder.Configuration.GetSection(PdfReadingOptions.Section).Get<PdfReadingOptions>() ?? new PdfReadingOptions());
        builder.Services.AddSingleton<PdfReading>();
        builder.AddObservation();
        builder.Services.AddScoped<SystemStatus>();
        builder.AddMail();
        builder.Services.AddScoped<ActivityChoices>();
        builder.Services.AddScoped<ReportOutputs>();
        builder.Services.AddScoped<WordOutput>();
        builder.Services.AddScoped<ArchiveFiles>();
        builder.Services.AddScoped<FiledEntries>();
        builder.Services.AddScoped<ActivityFile>();
        builder.Services.AddScoped<PersonFile>();
        builder.Services.AddScoped<Demonstration>();
        builder.Services.AddSingleton<HouseBook>();
        builder.Services.AddTexts();
        builder.Services.AddCompression();
        builder.Services.AddPictureHeaders();
        builder.AddThrottle();
        builder.Services.AddControllersWithViews(options =>
        {
            options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();

            // What the address names is what is changed, whatever a form says besides.
            options.ValueProviderFactories.RemoveType<RouteValueProviderFactory>();
            options.ValueProviderFactories.Insert(0, new RouteValueProviderFactory());
        }).AddTextsToForms();

        // The controllers of a note share its views.
        builder.Services.Configure<RazorViewEngineOptions>(options => options.ViewLocationFormats.Add($"/Views/Notes/{{0}}{RazorViewEngine.ViewExtension}"));
        builder.Services.AddRouting(options => options.LowercaseUrls = true);
        builder.Services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = MaxFormFields;
            options.ValueLengthLimit = MaxFieldLength;
        });
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Uploads.Most;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddHealthChecks().AddReadyChecks();
    }

    public static void UseFollowUp(this WebApplication app)
    {
        app.UseProxies();
        app.UseHostCookies();
        app.UseHeaders();
        app.UseResponseCompression();
        app.UseRequestLog();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseLongLivedFiles();
        app.UseDatabaseOutages();
        app.UseReadyDatabase();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseOneConnection();
        app.UseAuthentication();
        app.UseRequestLocalization(RequestLanguage.Localization);
        app.UseHouse();
        app.UseAuthorization();
        app.MapHealth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
        app.CheckPathBase();
    }

    private static void AddDatabase(this WebApplicationBuilder builder, DataFolder folder)
    {
        var options = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var connectionString = builder.Configuration.GetConnectionString("FollowUp");
        if (options.CommandTimeoutSeconds < 1 || options.MigrationTimeoutSeconds < 1 || options.Retries < 0 || options.RetryDelaySeconds < 0)
            throw new ConfigurationFault("The time limits of the section Database are whole seconds from 1 and up, its Retries and RetryDelaySeconds from 0 and up.");
        builder.Services.AddSingleton(options);
        switch (options.Provider.ToUpperInvariant())
        {
            case "SQLITE":
                builder.Services.AddFollowUpSqlite(
                    connectionString is { Length: > 0 } ? connectionString : $"Data Source={Path.Combine(folder.Path, "followup.db")}", options);
                break;
            case "SQLSERVER":
                builder.Services.AddFollowUpSqlServer(
                    connectionString is { Length: > 0 }
                        ? connectionString
                        : throw new ConfigurationFault("SQL Server needs a connection string: set ConnectionStrings:FollowUp."),
                    options);
                break;
            default:
                throw new ConfigurationFault($"Database:Provider is '{options.Provider}'; it can be Sqlite or SqlServer.");
        }
    }

    private static TimeZoneInfo Zone(IConfiguration configuration)
    {
        var id = configuration["Authority:TimeZone"] is { Length: > 0 } configured ? configured : AuthorityClock.DefaultZone;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new ConfigurationFault($"Authority:TimeZone is '{id}', which this system does not know.");
    }
}
