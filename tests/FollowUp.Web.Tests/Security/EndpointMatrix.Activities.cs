using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Plans =
    [
        Get("plans", "/plans", Login, Ok, Ok, Ok, Ok, Denied),
        Get("plans/export", "/plans/export", Login, Ok, Ok, Ok, Ok, Denied),
        Get("plans/new", "/plans/new", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/new", "/plans/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("plans/{id:guid}", "/plans/{plan}", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("plans/{id:guid}", "/plans/{fixedPlan}", Login, NotFound, NotFound, Ok, Ok, Denied),
        Get("plans/{id:guid}/edit", "/plans/{plan}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{id:guid}/edit", "/plans/{plan}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Get("plans/{id:guid}/instructions", "/plans/{plan}/instructions", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{id:guid}/instructions", "/plans/{plan}/instructions", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{id:guid}/fix", "/plans/{plan}/fix", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{id:guid}/unlock", "/plans/{fixedPlan}/unlock", Login, Denied, Denied, Ok, Ok, Denied),
    ];

    internal static readonly EndpointRow[] GoalAreas =
    [
        Get("goal-areas", "/goal-areas", Login, Denied, Denied, Ok, Ok, Denied),
        Get("goal-areas/export", "/goal-areas/export", Login, Denied, Denied, Ok, Ok, Denied),
        Get("goal-areas/new", "/goal-areas/new", Login, Denied, Denied, Ok, Ok, Denied),
        Post("goal-areas/new", "/goal-areas/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("goal-areas/{id:guid}/edit", "/goal-areas/{goalArea}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("goal-areas/{id:guid}/edit", "/goal-areas/{goalArea}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("goal-areas/{id:guid}/close", "/goal-areas/{goalArea}/close", Login, Denied, Denied, Ok, Ok, Denied),
        Post("goal-areas/{id:guid}/reopen", "/goal-areas/{goalArea}/reopen", Login, Denied, Denied, Ok, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Activities =
    [
        Get("activities", "/activities", Login, Ok, Ok, Ok, Ok, Denied),
        Get("activities/export", "/activities/export", Login, Ok, Ok, Ok, Ok, Denied),
        Get("activities/new", "/activities/new?planId={plan}", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/new", "/activities/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("activities/{id:guid}", "/activities/{activity}", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("activities/{id:guid}/thread", "/activities/{activity}/thread", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("activities/{id:guid}/edit", "/activities/{activity}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/edit", "/activities/{activity}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Get("activities/{id:guid}/drop", "/activities/{activity}/drop", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/drop", "/activities/{activity}/drop", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/restore", "/activities/{activity}/restore", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/renumber", "/activities/{activity}/renumber", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/units", "/activities/{activity}/units", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/units/{unitId:guid}/remove", "/activities/{activity}/units/{unit}/remove", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
