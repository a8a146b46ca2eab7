using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Search =
    [
        Get("search", "/search", Login, Ok, Ok, Ok, Ok, Denied),
        Get("units/{unitId:guid}/standing", "/units/{unit}/standing", Login, Ok, NotFound, Ok, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Help =
    [
        Get("help", "/help", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("help/keys", "/help/keys", Ok, Ok, Ok, Ok, Ok, Ok),
    ];
}
