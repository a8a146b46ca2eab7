using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] TwoStep =
    [
        Post("account/continue", "/account/continue", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("account/code", "/account/code", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/code", "/account/code", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/login/passkey-options", "/account/login/passkey-options", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/login/passkey", "/account/login/passkey", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("account/security", "/account/security", Login, Ok, Ok, Ok, Ok, Ok),
        Get("account/security/required", "/account/security/required", Login, Ok, Ok, Ok, Ok, Ok),
        Get("account/security/app", "/account/security/app", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/security/app", "/account/security/app", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/security/app/begin", "/account/security/app/begin", Login, Ok, Ok, Ok, Ok, Ok),
        Get("account/security/app/picture", "/account/security/app/picture", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/security/go-on", "/account/security/go-on", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/passkeys/options", "/account/passkeys/options", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/passkeys", "/account/passkeys", Login, Ok, Ok, Ok, Ok, Ok),

        // Without a name the form complains before anything is looked for; without one's own passkey there is none to remove.
        Post("account/passkeys/name", "/account/passkeys/name", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/passkeys/remove", "/account/passkeys/remove", Login, NotFound, NotFound, NotFound, NotFound, NotFound),

        // Nobody in the sample has an app or codes.
        Post("account/security/codes", "/account/security/codes", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/security/codes/file", "/account/security/codes/file", Login, NotFound, NotFound, NotFound, NotFound, NotFound),
        Post("account/security/off", "/account/security/off", Login, Ok, Ok, Ok, Ok, Ok),
        Post("users/{id:guid}/second-factor/reset", "/users/{user}/second-factor/reset", Login, Denied, Denied, Denied, Ok, Denied),
    ];

    /// <summary>Not there until a provider is configured.</summary>
    internal static readonly EndpointRow[] SingleSignOn =
    [
        Get("account/external", "/account/external", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("account/external/done", "/account/external/done", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("account/external/failed", "/account/external/failed", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("account/external/signed-out", "/account/external/signed-out", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("account/external/sign-out", "/account/external/sign-out", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("account/local", "/account/local", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Post("account/local", "/account/local", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
    ];
}
