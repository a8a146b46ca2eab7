using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FollowUp.Web.Tests.SingleSignOn;

/// <summary>
/// A real OpenID Connect provider (OpenIddict) at an address of this machine: discovery, code flow with PKCE, signed tokens, signing out. It has somebody
/// signed in already and asks nothing.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "followup";
    public const string ClientSecret = "hemligheten-i-provet";

    private readonly WebApplication _app;

    private OidcProvider(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>Who is signed in there; null refuses, as when somebody presses <em>Cancel</em>.</summary>
    public OidcPerson? Person { get; set; }

    /// <summary>Puts another nonce into the tokens than the one asked for, as an attacker's token has.</summary>
    public bool IsNonceWrong { get; set; }

    /// <summary>What FollowUp asked the pages for people.</summary>
    public ConcurrentQueue<OpenIddictRequest> Requests { get; } = [];

    public static async Task<OidcProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        OidcProvider provider = null!;
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/logout");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes("openid", "profile", "email");
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();

            // Without a database of clients: the handlers below know the one that there is.
            options.EnableDegradedMode();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider.Requests.Enqueue(context.Request);
                if (provider.Person is { } person)
                {
                    if (provider.IsNonceWrong) context.Request.Nonce = "en-annans";
                    context.SignIn(person.Principal(context.Request.GetScopes()));
                }
                else
                {
                    context.Reject(OpenIddictConstants.Errors.AccessDenied, "Personen avbröt.");
                }

                return default;
            }));
            options.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider.Requests.Enqueue(context.Request);
                context.SignOut();
                return default;
            }));
        });
        var app = builder.Build();
        provider = new OidcProvider(app);
        app.UseAuthentication();
        await app.StartAsync();
        provider.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>What FollowUp is configured with to sign in here.</summary>
    public (string Name, string Value)[] Settings(params (string Name, string Value)[] more) =>
    [
        ("SingleSignOn:Authority", Address),
        ("SingleSignOn:ClientId", ClientId),
        ("SingleSignOn:ClientSecret", ClientSecret),
        ("SingleSignOn:Name", "Provkommunen"),
        .. more.Select(setting => ($"SingleSignOn:{setting.Name}", setting.Value)),
    ];

    /// <summary>Signs a visitor in: from FollowUp to the provider and back, as a browser goes.</summary>
    /// <param name="visitor">Whose browser.</param>
    /// <param name="returnUrl">Where to afterwards.</param>
    /// <param name="onTheWayBack">Changes the address with the code, as somebody in between would.</param>
    public async Task SignInAsync(Visitor visitor, string returnUrl = "/", Func<string, string>? onTheWayBack = null)
    {
        var start = await visitor.Client.GetAsync($"/account/external?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var back = await VisitAsync(start);
        await visitor.OpenAsync(onTheWayBack?.Invoke(back) ?? back);
    }

    /// <summary>Opens a page of the provider to which an answer leads, and returns the address to which that one leads, without its host.</summary>
    public async Task<string> VisitAsync(HttpResponseMessage from)
    {
        var location = from.Headers.Location!;
        if (!location.AbsoluteUri.StartsWith(Address, StringComparison.Ordinal)) throw new InvalidOperationException($"{location} is not at the provider.");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(location);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? answer.Headers.Location!.PathAndQuery
            : throw new InvalidOperationException($"The provider answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>Somebody whom the provider knows.</summary>
public sealed record OidcPerson(string Subject, string Name, string Email, params string[] Groups)
{
    public bool IsEmailVerified { get; init; } = true;

    public ClaimsPrincipal Principal(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("oidc", "name", "role");
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, Subject));
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Name, Name));
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Email, Email));
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.EmailVerified, IsEmailVerified ? "true" : "false", ClaimValueTypes.Boolean));
        foreach (var group in Groups) identity.AddClaim(new Claim("groups", group));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        principal.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return principal;
    }
}
