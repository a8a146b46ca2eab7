using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] ReportTemplate =
    [
        Get("reports/template", "/reports/template", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/template", "/reports/template", Login, Denied, Denied, Ok, Ok, Denied),
        Get("reports/template/file", "/reports/{template}/file", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/template/removal", "/reports/{template}/removal", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/template/restoration", "/reports/{template}/restoration", Login, Denied, Denied, Ok, Ok, Denied),
    ];
}
