using System.Security.Claims;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FollowUp.Web.Security;

/// <summary>The OpenID Connect handler: code flow with PKCE, and what a person is to us of what the provider says.</summary>
internal static class SingleSignOnSetup
{
    public const string Scheme = "sso";

    /// <summary>Where the page is that tells of a sign-in that failed at the provider.</summary>
    public const string FailedPath = "/account/external/failed";

    private const string IdToken = "id_token";

    // A longer token, of somebody in hundreds of groups, would travel with every request.
    private const int LongestToken = 3_000;

    public static void AddSingleSignOn(this AuthenticationBuilder authentication, SingleSignOnOptions signOn)
    {
        if (!signOn.IsOn) return;
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.Authority = signOn.Authority;
            options.RequireHttpsMetadata = !new Uri(signOn.Authority).IsLoopback;
            options.ClientId = signOn.ClientId;
            options.ClientSecret = signOn.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;

            // A plain way back, as a link: the cookies that belong to it need not be open to other sites.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = signOn.ReadUserInfo;
            options.Scope.Clear();
            foreach (var scope in (signOn.Scopes.Count > 0 ? signOn.Scopes : ["profile", "email"]).Prepend("openid").Distinct()) options.Scope.Add(scope);
            if (signOn.ReadUserInfo) options.ClaimActions.MapAll();
            options.CallbackPath = "/signin-oidc";
            options.SignedOutCallbackPath = "/signout-callback-oidc";
            options.SignedOutRedirectUri = "/account/login";
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
            options.Events.OnTokenValidated = KeepIdToken;
            options.Events.OnRemoteFailure = TellAsync;
            options.Events.OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.IdTokenHint = context.Properties.Items.TryGetValue(IdToken, out var token) ? token : null;
                context.Properties.Items.Remove(IdToken);
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>The person that the provider let in; null where it says too little.</summary>
    public static ExternalPerson? PersonOf(ClaimsPrincipal principal, SingleSignOnOptions signOn)
    {
        if (principal.FindFirst("sub") is not { } subject) return null;
        var email = principal.FindFirstValue(signOn.EmailClaim) ?? "";
        return new ExternalPerson
        {
            // Who signed the token, which the handler has checked.
            Issuer = subject.Issuer,
            Subject = subject.Value,
            Name = principal.FindFirstValue(signOn.NameClaim) ?? "",
            Email = email,
            IsEmailVerified = email.Length > 0 && (signOn.EmailsAreVerified || principal.FindFirstValue("email_verified") is "true" or "True"),
            Grants = [.. signOn.RoleMappings.Where(mapping => principal.HasClaim(mapping.Claim, mapping.Value)).Select(mapping => mapping.Grant)],
            DecidesRights = signOn.TakeRights,
        };
    }

    /// <summary>Signing out at the provider too, which wants to see the token again that it gave.</summary>
    public static AuthenticationProperties SignOutWith(string? idToken)
    {
        var properties = new AuthenticationProperties { RedirectUri = "/account/login" };
        if (idToken is not null) properties.Items[IdToken] = idToken;
        return properties;
    }

    /// <summary>The token of the session that is open, for signing out.</summary>
    public static Task<string?> IdTokenAsync(HttpContext http) => http.GetTokenAsync(IdentityConstants.ApplicationScheme, IdToken);

    /// <summary>Hands the token on from the cookie of the provider's answer to the session that begins.</summary>
    public static void KeepIdToken(AuthenticationProperties answer, AuthenticationProperties session)
    {
        if (answer.GetTokenValue(IdToken) is { } token) session.StoreTokens([new AuthenticationToken { Name = IdToken, Value = token }]);
    }

    private static Task KeepIdToken(TokenValidatedContext context)
    {
        if (context.TokenEndpointResponse?.IdToken is { Length: <= LongestToken } token)
            context.Properties!.StoreTokens([new AuthenticationToken { Name = IdToken, Value = token }]);
        return Task.CompletedTask;
    }

    /// <summary>A page with a way on and the error's id; the log has the kind of fault and no more, since messages can hold names.</summary>
    private static Task TellAsync(RemoteFailureContext context)
    {
        var id = ErrorIds.Of(context.HttpContext);
        var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SingleSignOnSetup).FullName!);
        log.LogWarning("Single sign-on failed at the provider or on the way back ({ErrorId}): {Kind} {Code}", id, context.Failure?.GetType().Name, context.Failure?.Data["error"]);
        context.Response.Redirect($"{context.Request.PathBase}{FailedPath}?id={id}");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}

/// <summary>What a mapping names must exist; units can be renamed, so that this is looked at when the application starts and told in the log.</summary>
internal static class SingleSignOnCheck
{
    public static async Task WarnAsync(IServiceProvider services, ILogger log)
    {
        var signOn = services.GetRequiredService<SingleSignOnOptions>();
        if (!signOn.IsOn) return;
        var tree = await FollowUp.Core.Units.UnitTree.ReadAsync(services.GetRequiredService<FollowUp.Core.Data.FollowUpDbContext>());
        foreach (var (index, _) in signOn.RoleMappings.Index().Where(mapping => mapping.Item.Unit.Length > 0 && ExternalGrant.UnitOf(tree, mapping.Item.Unit) is null))
            log.LogWarning("SingleSignOn:RoleMappings:{Index} names a unit that does not exist, is closed, or shares its name with another", index);
        if (!signOn.AllowLocalAccounts && signOn.BreakGlassAccount.Length == 0)
            log.LogWarning("SingleSignOn:AllowLocalAccounts is false and there is no BreakGlassAccount: nobody gets in while the provider does not answer");
    }
}
