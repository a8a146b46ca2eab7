using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Account =
    [
        Get("account/login", "/account/login", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/login", "/account/login", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/logout", "/account/logout", Login, Ok, Ok, Ok, Ok, Ok),
        Get("account/language", "/account/language", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/language", "/account/language", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("account/alive", "/account/alive", Unauthorized, Ok, Ok, Ok, Ok, Ok),
    ];

    /// <summary>Nobody ends another's session: its key is as good as none.</summary>
    internal static readonly EndpointRow[] Sessions =
    [
        Get("account/sessions", "/account/sessions", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/sessions/{id:guid}/ending", "/account/sessions/{headSession}/ending", Login, Ok, NotFound, NotFound, NotFound, NotFound),
        Post("account/sessions/others/ending", "/account/sessions/others/ending", Login, Ok, Ok, Ok, Ok, Ok),
        Post("users/{id:guid}/sessions/ending", "/users/{user}/sessions/ending", Login, Denied, Denied, Denied, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Everybody =
    [
        Get("", "/", Login, Ok, Ok, Ok, Ok, Ok),
        Get("health/live", "/health/live", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("health/ready", "/health/ready", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("error/{status:int?}", "/error/404", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
    ];
}
