using static FollowUp.Web.Tests.Security.Cell;

namespace FollowUp.Web.Tests.Security;

public static partial class EndpointMatrix
{
    internal static readonly EndpointRow[] Mail =
    [
        Get("account/mail", "/account/mail", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/mail/pauses", "/account/mail/pauses", Login, Ok, Ok, Ok, Ok, Ok),
        Post("account/mail/pauses/ending", "/account/mail/pauses/ending", Login, Ok, Ok, Ok, Ok, Ok),
        Get("mail", "/mail", Login, Denied, Denied, Denied, Ok, Denied),
        Get("mail/preview", "/mail/preview", Login, Denied, Denied, Denied, Ok, Denied),
        Post("mail/tests", "/mail/tests", Login, Denied, Denied, Denied, NotFound, Denied),
        Post("mail/plans/{planId:guid}/pause", "/mail/plans/{plan}/pause", Login, Denied, Denied, Denied, Ok, Denied),
        Post("mail/plans/{planId:guid}/resumption", "/mail/plans/{plan}/resumption", Login, Denied, Denied, Denied, Ok, Denied),
        Post("users/{id:guid}/reset-link/mail", "/users/{user}/reset-link/mail", Login, Denied, Denied, Denied, NotFound, Denied),
    ];
}
