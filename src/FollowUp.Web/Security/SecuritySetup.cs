using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FollowUp.Web.Security;

/// <summary>Accounts, sessions and permissions.</summary>
internal static class SecuritySetup
{
    public const int MinPasswordLength = 12;

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentAccess>();
        services.AddSingleton(SessionTimes.Read(builder.Configuration));
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<SetupCode>();
        services.AddScoped<SignIn>();
        services.AddScoped<CodeSignIn>();
        services.AddScoped<IAuthorizationHandler, AccessHandler>();
        services.AddSingleton<IAuthorizationHandler, NotWaitingHandler>();
        var signOn = SingleSignOnOptions.Read(builder.Configuration);
        var secondFactor = SecondFactorOptions.Read(builder.Configuration);
        services.AddSingleton(signOn);
        services.AddSingleton(secondFactor);
        services.AddScoped<SecondFactorRule>();
        services.AddScoped<SecurityPages>();
        services.AddDataProtection().SetApplicationName("FollowUp");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<IServiceScopeFactory>())));

        services.AddIdentityCore<AppUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = MinPasswordLength;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<FollowUpDbContext>()
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<CommonPasswords>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromDays(3));
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.OnRefreshingPrincipal = context =>
            {
                if (context is { CurrentPrincipal: { } from, NewPrincipal: { } to }) SecondFactorRule.CarryOver(from, to);
                return Task.CompletedTask;
            };
        });
        services.Configure<IdentityPasskeyOptions>(options => options.ServerDomain = builder.Configuration["Security:PasskeyDomain"] is { Length: > 0 } domain ? domain : null);

        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddPassingCookies(secondFactor);
        authentication.AddSingleSignOn(signOn);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "followup.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/account/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(SessionTimes.Read(builder.Configuration).Hours);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = async context =>
            {
                await SecurityStampValidator.ValidatePrincipalAsync(context);
                if (context.Principal is null) return;

                // A session ends with the account, where somebody ended it or after a day, and what was typed goes along to the sign-in page.
                var sessions = context.HttpContext.RequestServices.GetRequiredService<BrowserSessions>();
                if (!sessions.IsTooOld(context.Properties) && await context.HttpContext.RequestServices.GetRequiredService<CurrentAccess>().ReadAsync(context.Principal) is not null)
                {
                    // Renewed once a minute, when the account's stamp has been looked at: often enough to note that the session is in use.
                    if (context.ShouldRenew) await sessions.SeeAsync(context.Principal, context.HttpContext.RequestAborted);
                    return;
                }

                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            };

            cookie.Events.OnSigningIn = async context =>
            {
                await context.HttpContext.RequestServices.GetRequiredService<SecondFactorRule>().MarkAsync(context.Principal!, context.HttpContext.RequestAborted);
                await context.HttpContext.RequestServices.GetRequiredService<BrowserSessions>().BeginAsync(context);
            };

            cookie.Events.OnRedirectToLogin = async context =>
            {
                if (context.Request.Headers.XRequestedWith == "XMLHttpRequest" || (await KeptForm.OfAsync(context.Request)).Count > 0)
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                else
                    context.Response.Redirect(context.RedirectUri);
            };

            // A page that is not for this role says so itself, with the status that says it too. What is posted while the session waits for its
            // second factor goes along to the sign-in page, as when there is no session.
            cookie.Events.OnRedirectToAccessDenied = async context =>
            {
                if (!SecondFactorRule.IsWaiting(context.HttpContext.User)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
                else if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.XRequestedWith != "XMLHttpRequest")
                    context.Response.Redirect($"{context.Request.PathBase}/account/security/required?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
                else context.Response.StatusCode = (await KeptForm.OfAsync(context.Request)).Count > 0 ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
            };
        });

        // After the framework's own, which makes the format.
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie => cookie.TicketDataFormat = new RememberedTickets(cookie.TicketDataFormat));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "followup.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = "followup.flash");
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = options.DefaultPolicy = Policy(null);
            foreach (var permission in Enum.GetValues<Permission>())
                options.AddPolicy(RequiresAttribute.PolicyOf(permission), Policy(permission));
        });
    }

    /// <summary>The cookies between two steps: the provider's answer, who is to give a code, and a browser that need not give one.</summary>
    private static void AddPassingCookies(this AuthenticationBuilder authentication, SecondFactorOptions options)
    {
        foreach (var (scheme, name, time) in new[]
        {
            (IdentityConstants.ExternalScheme, "followup.external", TimeSpan.FromMinutes(5)),
            (IdentityConstants.TwoFactorUserIdScheme, "followup.step", TimeSpan.FromMinutes(15)),
            (IdentityConstants.TwoFactorRememberMeScheme, "followup.browser", TimeSpan.FromDays(options.RememberDays)),
        })
        {
            authentication.AddCookie(scheme, cookie =>
            {
                cookie.Cookie.Name = name;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = time;
                cookie.SlidingExpiration = false;
                if (scheme == IdentityConstants.TwoFactorRememberMeScheme)
                    cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidateAsync<ITwoFactorSecurityStampValidator>;
            });
        }
    }

    private static AuthorizationPolicy Policy(Permission? permission) => new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
        .RequireAuthenticatedUser()
        .AddRequirements(new AccessRequirement(permission), new NotWaitingRequirement())
        .Build();
}
