using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    // The sample's plan is open: a reader does not see it, and neither does a rektor whose unit it does not concern.
    internal static readonly EndpointRow[] Reports =
    [
        Get("reports", "/reports", Login, Ok, Ok, Ok, Ok, Ok),
        Get("reports/{planId:guid}", "/reports/{plan}", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}", "/reports/{fixedPlan}", Login, NotFound, NotFound, Ok, Ok, Ok),
        Get("reports/{planId:guid}", "/reports/{plan}?unit={unit}", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/print", "/reports/{plan}/print", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/text", "/reports/{plan}/text", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/pdf", "/reports/{plan}/pdf", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/pdf", "/reports/{plan}/pdf?unit={unit}", Login, Ok, NotFound, Ok, Ok, NotFound),
        Post("reports/{planId:guid}/pdf", "/reports/{plan}/pdf", Login, Ok, NotFound, Ok, Ok, NotFound),

        // Only the person who made a file gets it, whatever the role.
        Get("reports/{planId:guid}/pdf/{fileId:guid}", "/reports/{plan}/pdf/{preparedFile}", Login, Ok, NotFound, NotFound, NotFound, NotFound),
    ];
}
