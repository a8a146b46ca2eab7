using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    // The sample's plan has no picture; another has one, and an activity of the rektor's unit.
    internal static readonly EndpointRow[] ReportSetup =
    [
        Get("reports/{planId:guid}/setup", "/reports/{plan}/setup", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reports/{planId:guid}/setup", "/reports/00000000-0000-0000-0000-000000000001/setup", Login, Denied, Denied, NotFound, NotFound, Denied),
        Post("reports/{planId:guid}/setup", "/reports/{plan}/setup", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/setup/preview", "/reports/{plan}/setup/preview", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/setup/logo", "/reports/{plan}/setup/logo", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/setup/logo/removal", "/reports/{logoPlan}/setup/logo/removal", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/setup/logo/restoration", "/reports/{logoPlan}/setup/logo/restoration", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reports/{planId:guid}/logo", "/reports/{plan}/logo", Login, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("reports/{planId:guid}/logo", "/reports/{logoPlan}/logo", Login, Ok, NotFound, Ok, Ok, NotFound),
    ];
}
