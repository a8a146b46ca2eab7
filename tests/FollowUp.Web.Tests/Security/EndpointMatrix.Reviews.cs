using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Reviews =
    [
        Get("reviews", "/reviews", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reviews", "/reviews?plan={plan}&view=matrix", Login, Denied, Denied, Ok, Ok, Denied),
        Post("notes/{noteId:guid}/reminders", "/notes/{note}/reminders", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
