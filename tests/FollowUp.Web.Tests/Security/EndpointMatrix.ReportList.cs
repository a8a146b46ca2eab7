using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] ReportList =
    [
        Get("reports/export", "/reports/export", Login, Ok, Ok, Ok, Ok, Ok),
    ];
}
