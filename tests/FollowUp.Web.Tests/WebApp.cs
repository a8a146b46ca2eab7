using FollowUp.Core.Data;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FollowUp.Web.Tests;

/// <summary>The whole application on a database of its own, filled with the sample authority; its clock stands still.</summary>
public sealed class WebApp : WebApplicationFactory<Program>
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"followup-web-{Guid.NewGuid():N}");

    // Hundreds of applications in one process would watch their files with more watchers than the system gives to a user.
    static WebApp()
    {
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
    }

    private readonly (string Name, string Value)[] _settings;
    private readonly bool _isGuest;

    private WebApp(TestDatabase database, (string Name, string Value)[]? settings = null, bool isGuest = false) => (Database, _settings, _isGuest) = (database, settings ?? [], isGuest);

    public TestDatabase Database { get; }

    public SampleAuthority Sample { get; private set; } = null!;

    public static Task<WebApp> StartAsync(IReadOnlyDictionary<string, string> settings) => StartAsync([.. settings.Select(setting => (setting.Key, setting.Value))]);

    /// <param name="settings">Settings beyond the usual ones.</param>
    public static async Task<WebApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new WebApp(await TestDatabase.CreateAsync(), settings);
        app.Sample = await SampleAuthority.CreateAsync(app.Database);
        return app;
    }

    /// <summary>Another node on the same database, with the same settings; to be disposed of first.</summary>
    public WebApp Beside() => new(Database, _settings, isGuest: true) { Sample = Sample };

    /// <summary>As it is after installation: no account, no unit.</summary>
    public static async Task<WebApp> StartEmptyAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>A visitor who is not signed in, with a cookie jar of the own.</summary>
    public Visitor Visit()
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        // As a browser says of a form on a page of ours.
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new Visitor(client);
    }

    /// <summary>A visitor who has signed in through the form.</summary>
    public async Task<Visitor> SignInAsync(AppUser user)
    {
        var visitor = Visit();
        await visitor.SignInAsync(user.Email!, SampleAuthority.Password);
        return visitor;
    }

    public FollowUpDbContext OpenDatabase() => Database.Open();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("Data:Folder", _folder);

        // No browser: what is printed is looked at in the browser tests.
        builder.UseSetting("Pdf:Browser", Path.Combine(_folder, "no-browser"));
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        builder.UseSetting("Database:Provider", Database.Provider);
        builder.UseSetting("ConnectionStrings:FollowUp", Database.ConnectionString);
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Database.Time);

            // Cookies with a last moment are judged by the visitor's cookie jar, which knows the real time only.
            services.PostConfigureAll<OpenIdConnectOptions>(options => options.TimeProvider = TimeProvider.System);
            services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorRememberMeScheme, options => options.TimeProvider = TimeProvider.System);
            services.ConfigureDbContext<FollowUpDbContext>(options => options.RetryWhatPasses().AddInterceptors(Database.Collector));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_isGuest) await Database.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
