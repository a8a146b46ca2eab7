using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] NoteComments =
    [
        Post("notes/{id:guid}/comments", "/notes/{note}/comments", Login, Ok, NotFound, Ok, Denied, Denied),
        Post("notes/{id:guid}/comments/{commentId:guid}/answers", "/notes/{note}/comments/{comment}/answers", Login, Ok, NotFound, Ok, Denied, Denied),
        Post("notes/{id:guid}/comments/{commentId:guid}/closing", "/notes/{note}/comments/{comment}/closing", Login, Ok, NotFound, Ok, Denied, Denied),
        Post("notes/{id:guid}/comments/{commentId:guid}/reopening", "/notes/{note}/comments/{comment}/reopening", Login, Ok, NotFound, Ok, Denied, Denied),
    ];
}
