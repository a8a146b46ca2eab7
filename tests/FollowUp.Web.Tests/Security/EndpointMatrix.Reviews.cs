using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Reviews =
    [
        Get("reviews", "/reviews", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reviews", "/reviews?plan={plan}&view=matrix", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reviews/export", "/reviews/export?plan={plan}", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reviews/export", "/reviews/export?plan=00000000-0000-0000-0000-000000000001", Login, Denied, Denied, NotFound, NotFound, Denied),
        Post("notes/{noteId:guid}/reminders", "/notes/{note}/reminders", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reviews/approvals", "/reviews/approvals", Login, Denied, Denied, Ok, Denied, Denied),
        Post("reviews/returns", "/reviews/returns", Login, Denied, Denied, Ok, Denied, Denied),
        Get("activities/{id:guid}/side-by-side", "/activities/{activity}/side-by-side", Login, Ok, NotFound, Ok, Ok, Denied),
        Post("activities/{id:guid}/summary", "/activities/{activity}/summary", Login, Denied, Denied, Ok, Denied, Denied),
        Post("notes/{id:guid}/quotes", "/notes/{note}/quotes", Login, Denied, Denied, NotFound, Denied, Denied),
        Post("reminders", "/reminders", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
