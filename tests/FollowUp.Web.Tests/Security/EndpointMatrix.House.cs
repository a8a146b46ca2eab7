using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] House =
    [
        Get("status", "/status", Login, Denied, Denied, Denied, Ok, Denied),
        Get("house", "/house", Login, Denied, Denied, Denied, Ok, Denied),
        Post("house", "/house", Login, Denied, Denied, Denied, Ok, Denied),
        Post("house/logo", "/house/logo", Login, Denied, Denied, Denied, Ok, Denied),
        Post("house/logo/removal", "/house/logo/removal", Login, Denied, Denied, Denied, NotFound, Denied),
        Post("house/logo/restoration", "/house/logo/restoration", Login, Denied, Denied, Denied, NotFound, Denied),
        Get("house/logo", "/house/logo", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("house/style", "/house/style", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("accessibility", "/accessibility", Ok, Ok, Ok, Ok, Ok, Ok),
    ];
}
