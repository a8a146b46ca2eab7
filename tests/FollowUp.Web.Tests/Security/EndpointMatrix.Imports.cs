using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Imports =
    [
        Get("imports", "/imports", Login, Denied, Denied, Ok, Ok, Denied),
        Get("imports/export", "/imports/export", Login, Denied, Denied, Ok, Ok, Denied),
        Get("imports/new", "/imports/new", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/new", "/imports/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("imports/{id:guid}", "/imports/{import}", Login, Denied, Denied, Ok, Ok, Denied),
        Get("imports/{id:guid}/text", "/imports/{import}/text", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/{id:guid}/rows", "/imports/{import}/rows", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/{id:guid}/confirm", "/imports/{import}/confirm", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/{id:guid}/undo", "/imports/{import}/undo", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/{id:guid}/discard", "/imports/{import}/discard", Login, Denied, Denied, Ok, Ok, Denied),
        Post("imports/{id:guid}/takeup", "/imports/{import}/takeup", Login, Denied, Denied, Ok, Ok, Denied),
        Get("imports/{id:guid}", "/imports/00000000-0000-0000-0000-000000000001", Login, Denied, Denied, NotFound, NotFound, Denied),
    ];
}
