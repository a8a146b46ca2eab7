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
        Get("reports/{planId:guid}/files/{format}", "/reports/{plan}/files/excel", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/files/{format}", "/reports/{plan}/files/json", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/files/{format}", "/reports/{plan}/files/html", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/files/{format}", "/reports/{plan}/files/pdf", Login, NotFound, NotFound, NotFound, NotFound, NotFound),

        Get("reports/{planId:guid}/missing", "/reports/{plan}/missing", Login, Ok, NotFound, Ok, Ok, Denied),
        Get("reports/{planId:guid}/missing/export", "/reports/{plan}/missing/export", Login, Ok, NotFound, Ok, Ok, Denied),
        Post("reports/{planId:guid}/missing/{noteId:guid}/waivers", "/reports/{plan}/missing/{note}/waivers", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/missing/{noteId:guid}/waivers/withdrawal", "/reports/{plan}/missing/{note}/waivers/withdrawal", Login, Denied, Denied, Ok, Ok, Denied),

        Get("reports/{planId:guid}/versions", "/reports/{fixedPlan}/versions", Login, NotFound, NotFound, Ok, Ok, Ok),
        Get("reports/{planId:guid}/versions/{number:int}/{format}", "/reports/{keptPlan}/versions/1/json", Login, NotFound, NotFound, Ok, Ok, Ok),
        Post("reports/{planId:guid}/versions/{fixedReportId:guid}/shares", "/reports/{keptPlan}/versions/{kept}/shares", Login, Denied, Denied, Ok, Ok, Denied),
        Post("reports/{planId:guid}/versions/shares/{shareId:guid}/ending", "/reports/{keptPlan}/versions/shares/{share}/ending", Login, Denied, Denied, Ok, Ok, Denied),
        Get("shared/{secret}", "/shared/{secret}", Ok, Ok, Ok, Ok, Ok, Ok),
        Get("shared/{secret}", "/shared/okänd", NotFound, NotFound, NotFound, NotFound, NotFound, NotFound),
        Get("reports/{planId:guid}/prepared/{format}", "/reports/{plan}/prepared/pdf", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/prepared/{format}", "/reports/{plan}/prepared/word?unit={unit}", Login, Ok, NotFound, Ok, Ok, NotFound),
        Get("reports/{planId:guid}/prepared/{format}", "/reports/{plan}/prepared/okänt", Login, NotFound, NotFound, NotFound, NotFound, NotFound),
        Post("reports/{planId:guid}/prepared/{format}", "/reports/{plan}/prepared/pdf", Login, Ok, NotFound, Ok, Ok, NotFound),
        Post("reports/{planId:guid}/prepared/{format}", "/reports/{plan}/prepared/word", Login, Ok, NotFound, Ok, Ok, NotFound),

        // Only the person who made a file gets it, whatever the role.
        Get("reports/{planId:guid}/prepared/{fileId:guid}", "/reports/{plan}/prepared/{preparedFile}", Login, Ok, NotFound, NotFound, NotFound, NotFound),
    ];
}
