using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Passwords =
    [
        Get("account/password", "/account/password", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/password", "/account/password", Login, Ok, Ok, Ok, Ok, Ok),
        Get("account/reset", "/account/reset", Ok, Ok, Ok, Ok, Ok, Ok),
        Post("account/reset", "/account/reset", Ok, Ok, Ok, Ok, Ok, Ok),

        // Gone as soon as there is an account.
        Get("account/setup", "/account/setup", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Post("account/setup", "/account/setup", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
    ];
}
