using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] YearShifts =
    [
        Get("plans/{planId:guid}/continuation", "/plans/{fixedPlan}/continuation", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/continuation", "/plans/{fixedPlan}/continuation", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/continuation/proposals", "/plans/{plan}/continuation/proposals", Login, Denied, Denied, Ok, Ok, Denied),
        Get("activities/{id:guid}/continuation", "/activities/{activity}/continuation", Login, Denied, Denied, Ok, Ok, Denied),
        Post("activities/{id:guid}/continuation", "/activities/{activity}/continuation", Login, Denied, Denied, Ok, Ok, Denied),
        Post("notes/{id:guid}/activities", "/notes/{submitted}/activities", Login, Denied, Denied, Ok, Ok, Denied),
        Get("plans/{planId:guid}/shift", "/plans/{fixedPlan}/shift", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/shift/preview", "/plans/{plan}/shift/preview", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/shift", "/plans/{plan}/shift", Login, Denied, Denied, Ok, Ok, Denied),
        Post("plans/{planId:guid}/shift/{shiftId:guid}/undo", "/plans/{fixedPlan}/shift/{shift}/undo", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
