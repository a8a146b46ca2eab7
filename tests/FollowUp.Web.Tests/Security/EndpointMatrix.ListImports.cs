using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] ListImports =
    [
        Get("lists", "/lists", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/export", "/lists/export", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/new", "/lists/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/new", "/lists/new?kind=People", Login, Denied, Denied, NotFound, Ok, Denied),
        Post("lists/new", "/lists/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/{id:guid}", "/lists/{list}", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/{id:guid}", "/lists/{peopleList}", Login, Denied, Denied, NotFound, Ok, Denied),
        Get("lists/{id:guid}/refused", "/lists/{list}/refused", Login, Denied, Denied, Ok, Ok, Denied),
        Get("lists/{id:guid}/refused", "/lists/{peopleList}/refused", Login, Denied, Denied, NotFound, Ok, Denied),
        Post("lists/{id:guid}/columns", "/lists/{list}/columns", Login, Denied, Denied, Ok, Ok, Denied),
        Post("lists/{id:guid}/confirm", "/lists/{list}/confirm", Login, Denied, Denied, Ok, Ok, Denied),
        Post("lists/{id:guid}/confirm", "/lists/{peopleList}/confirm", Login, Denied, Denied, NotFound, Ok, Denied),
        Post("lists/{id:guid}/undo", "/lists/{list}/undo", Login, Denied, Denied, Ok, Ok, Denied),
        Post("lists/{id:guid}/discard", "/lists/{list}/discard", Login, Denied, Denied, Ok, Ok, Denied),
        Post("lists/{id:guid}/takeup", "/lists/{list}/takeup", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
