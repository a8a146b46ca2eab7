using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] NoteHistory =
    [
        Get("notes/{id:guid}/history", "/notes/{note}/history", Login, Ok, NotFound, Ok, Ok, Denied),
        Post("notes/{id:guid}/history/{revisionId:guid}/restoration", "/notes/{note}/history/{revision}/restoration", Login, Ok, NotFound, NotFound, Denied, Denied),
        Post("notes/{id:guid}/carrying", "/notes/{continued}/carrying", Login, Ok, NotFound, NotFound, Denied, Denied),
    ];
}
