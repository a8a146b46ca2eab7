using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Delegations =
    [
        Get("delegations", "/delegations", Login, Ok, Ok, Denied, Ok, Denied),
        Get("delegations/export", "/delegations/export", Login, Ok, Ok, Denied, Ok, Denied),
        Get("delegations/new", "/delegations/new", Login, Ok, Ok, Denied, Ok, Denied),
        Post("delegations", "/delegations", Login, Ok, Ok, Denied, Ok, Denied),
        Post("delegations/{id:guid}/ending", "/delegations/{delegation}/ending", Login, Ok, NotFound, Denied, Ok, Denied),
    ];
}
