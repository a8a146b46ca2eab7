using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Units =
    [
        Get("units", "/units", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/export", "/units/export", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/new", "/units/new", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/new", "/units/new", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/{id:guid}", "/units/{unit}", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/{id:guid}/edit", "/units/{unit}/edit", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/{id:guid}/edit", "/units/{unit}/edit", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/{id:guid}/close", "/units/{unit}/close", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/{id:guid}/reopen", "/units/{unit}/reopen", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/{unitId:guid}/merge", "/units/{unit}/merge", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/{unitId:guid}/merge", "/units/{unit}/merge", Login, Denied, Denied, Denied, Ok, Denied),
        Post("units/merges/{mergeId:guid}/undoing", "/units/merges/{merge}/undoing", Login, Denied, Denied, Denied, Ok, Denied),
        Get("units/{unitId:guid}/takeover", "/units/{unit}/takeover", Login, Ok, NotFound, Denied, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Users =
    [
        Get("users", "/users", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/export", "/users/export", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/new", "/users/new", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/new", "/users/new", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/{id:guid}", "/users/{user}", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/{id:guid}/edit", "/users/{user}/edit", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/edit", "/users/{user}/edit", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/{id:guid}/succession", "/users/{user}/succession", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/succession", "/users/{user}/succession", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/reset-link", "/users/{user}/reset-link", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/unlock", "/users/{user}/unlock", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/deactivate", "/users/{user}/deactivate", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/activate", "/users/{user}/activate", Login, Denied, Denied, Denied, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Audit =
    [
        Get("audit", "/audit", Login, Denied, Denied, Ok, Ok, Denied),
        Get("audit/export", "/audit/export", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
