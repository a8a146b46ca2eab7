using System.Security.Claims;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Security;

/// <summary>
/// Some roles must have a second factor. Who signs in without one gets a session that is good for choosing one and for signing out, until it is chosen.
/// Sessions that are open already go on, so that nobody is interrupted while writing.
/// </summary>
public sealed class SecondFactorRule(FollowUpDbContext db, SecondFactorOptions options, SingleSignOnOptions signOn)
{
    /// <summary>The claim of a session that waits for its second factor: for one to be chosen, or for the passkey that there is.</summary>
    public const string Waiting = "followup:waits";

    private const string ToChoose = "choose";
    private const string ToUse = "passkey";

    /// <summary>Says how somebody signed in, by Identity's name for it.</summary>
    public const string Method = "amr";

    public const string ByPasskey = "passkey";

    public static bool IsWaiting(ClaimsPrincipal? user) => user?.HasClaim(claim => claim.Type == Waiting) == true;

    /// <summary>True where the person has a passkey and came without: nobody who knows the password alone may put another factor beside it.</summary>
    public static bool WaitsForPasskey(ClaimsPrincipal user) => user.HasClaim(Waiting, ToUse);

    /// <summary>True where the session came from the single sign-on.</summary>
    public static bool IsExternal(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == ClaimTypes.AuthenticationMethod);

    /// <summary>Marks a session that begins, where its owner must choose or use a second factor first.</summary>
    public async Task MarkAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (options.RequiredFor.Count == 0 || user.HasClaim(Method, ByPasskey) || (signOn.TrustSecondFactor && IsExternal(user))) return;
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) || !await IsRequiredAsync(id, cancel)) return;
        var has = await db.Users.Where(row => row.Id == id)
            .Select(row => new { App = row.TwoFactorEnabled, Passkey = db.UserPasskeys.Any(passkey => passkey.UserId == row.Id) })
            .SingleAsync(cancel);

        // Whoever has an app has been asked for its code, now or in this browser before.
        if (has.App) return;
        ((ClaimsIdentity)user.Identity!).AddClaim(new Claim(Waiting, has.Passkey && !IsExternal(user) ? ToUse : ToChoose));
    }

    /// <summary>True where one of the person's roles must have a second factor.</summary>
    private Task<bool> IsRequiredAsync(Guid userId, CancellationToken cancel)
    {
        var names = options.RequiredFor.Select(role => role.ToString()).ToList();
        return db.UserRoles.AnyAsync(has => has.UserId == userId && db.Roles.Any(role => role.Id == has.RoleId && names.Contains(role.Name!)), cancel);
    }

    /// <summary>What a session knows of its own beginning, carried over when its principal is made anew.</summary>
    public static void CarryOver(ClaimsPrincipal from, ClaimsPrincipal to)
    {
        var carried = from.Claims.Where(claim => claim.Type is Waiting or Method or ClaimTypes.AuthenticationMethod or BrowserSessions.Claim).Where(claim => !to.HasClaim(claim.Type, claim.Value));
        ((ClaimsIdentity)to.Identity!).AddClaims(carried.ToList());
    }
}

/// <summary>The action can be used while a session waits for its second factor.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BeforeSecondFactorAttribute : Attribute
{
    /// <summary>True for what can be used even while the session waits for a passkey that there is.</summary>
    public bool Always { get; set; }
}

/// <summary>A session that waits for its second factor reaches nothing but the way to it.</summary>
internal sealed record NotWaitingRequirement : IAuthorizationRequirement;

internal sealed class NotWaitingHandler : AuthorizationHandler<NotWaitingRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NotWaitingRequirement requirement)
    {
        var open = (context.Resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<BeforeSecondFactorAttribute>();
        var isOpen = open is not null && (open.Always || !SecondFactorRule.WaitsForPasskey(context.User));
        if (isOpen || !SecondFactorRule.IsWaiting(context.User)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
