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

    internal static readonly EndpointRow[] Everybody =
    [
        Get("", "/", Login, Ok, Ok, Ok, Ok, Ok),
        Get("health/live", "/health/live", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("health/ready", "/health/ready", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("error/{status:int?}", "/error/404", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
    ];
}
