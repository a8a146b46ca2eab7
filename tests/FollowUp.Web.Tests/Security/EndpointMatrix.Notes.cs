using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Notes =
    [
        Get("notes", "/notes", Login, Ok, Ok, Ok, Denied, Denied),
        Get("notes/{id:guid}", "/notes/{note}", Login, Ok, NotFound, Ok, Ok, Denied),
        Post("notes/{id:guid}", "/notes/{note}", Login, Ok, NotFound, NotFound, Denied, Denied),
        Post("notes/{id:guid}/resolution", "/notes/{note}/resolution", Login, Ok, NotFound, NotFound, Denied, Denied),
        Post("notes/{id:guid}/presence", "/notes/{note}/presence", Login, Ok, NotFound, NotFound, Denied, Denied),
        Post("notes/{id:guid}/submission", "/notes/{note}/submission", Login, Ok, NotFound, NotFound, Denied, Denied),
        Post("notes/{id:guid}/reopening", "/notes/{note}/reopening", Login, Ok, NotFound, NotFound, Denied, Denied),
        Get("notes/{id:guid}/language", "/notes/{submitted}/language", Login, Denied, Denied, Ok, Denied, Denied),
        Post("notes/{id:guid}/language", "/notes/{submitted}/language", Login, Denied, Denied, Ok, Denied, Denied),
        Post("notes/{id:guid}/return", "/notes/{submitted}/return", Login, Denied, Denied, Ok, Denied, Denied),
        Post("notes/{id:guid}/approval", "/notes/{submitted}/approval", Login, Denied, Denied, Ok, Denied, Denied),
        Post("notes/preview", "/notes/preview", Login, Ok, Ok, Ok, Denied, Denied),
    ];
}
