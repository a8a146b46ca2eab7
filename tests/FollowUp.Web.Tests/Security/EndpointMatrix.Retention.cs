using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Retention =
    [
        Get("retention", "/retention", Login, Denied, Denied, Denied, Ok, Denied),
        Post("retention", "/retention", Login, Denied, Denied, Denied, Ok, Denied),

        Get("activities/{id:guid}/handout/{form}", "/activities/{activity}/handout/html", Login, Denied, Denied, Ok, Ok, Denied),
        Get("activities/{id:guid}/handout/{form}", "/activities/{activity}/handout/json", Login, Denied, Denied, Ok, Ok, Denied),
        Get("users/{id:guid}/handout/{form}", "/users/{user}/handout/html", Login, Denied, Denied, Denied, Ok, Denied),
        Get("users/{id:guid}/handout/{form}", "/users/{user}/handout/json", Login, Denied, Denied, Denied, Ok, Denied),

        Get("reports/{planId:guid}/versions/{number:int}/archive", "/reports/{keptPlan}/versions/1/archive", Login, NotFound, NotFound, Ok, Ok, Ok),
    ];
}
