using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] CheckPoints =
    [
        Get("check-points/{id:guid}", "/check-points/{checkPoint}", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("check-points/{id:guid}/export", "/check-points/{checkPoint}/export", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("check-points/{id:guid}/notes/{noteId:guid}", "/check-points/{checkPoint}/notes/{checkPointNote}", Login, Ok, NotFound, Ok, Ok, Denied),
        Post("check-points/{id:guid}/notes/{noteId:guid}", "/check-points/{checkPoint}/notes/{checkPointNote}", Login, Ok, NotFound, NotFound, Denied, Denied),
        Get("plans/{planId:guid}/check-points/new", "/plans/{plan}/check-points/new", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/check-points/new", "/plans/{plan}/check-points/new", Login, Denied, Denied, Ok, Ok, Denied),
        Get("plans/{planId:guid}/check-points/{id:guid}/edit", "/plans/{checkPlan}/check-points/{checkPoint}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/check-points/{id:guid}/edit", "/plans/{checkPlan}/check-points/{checkPoint}/edit", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/check-points/{id:guid}/removal", "/plans/{checkPlan}/check-points/{checkPoint}/removal", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/check-points/{id:guid}/restoration", "/plans/{checkPlan}/check-points/{checkPoint}/restoration", Login, Denied, Denied, Ok, Ok, Denied),
    ];

    internal static readonly EndpointRow[] DaysOfUnits =
    [
        Get("plans/{planId:guid}/days", "/plans/{plan}/days", Login, Denied, Denied, Ok, Ok, Denied),
        Get("plans/{planId:guid}/days/{unitId:guid}", "/plans/{plan}/days/{unit}", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/days/{unitId:guid}", "/plans/{plan}/days/{unit}", Login, Denied, Denied, Ok, Ok, Denied),
    ];

    internal static readonly EndpointRow[] Wheels =
    [
        Get("wheel", "/wheel", Login, Ok, Ok, Ok, Ok, Denied),
        Get("wheel/calendar", "/wheel/calendar", Login, Ok, Ok, Ok, Ok, Denied),
    ];
}
