using FollowUp.Core.Users;
using Microsoft.AspNetCore.Authorization;

namespace FollowUp.Web.Security;

/// <summary>The action needs this permission (the table of who may what stands in <see cref="Permissions"/>).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission => permission;

    internal static string PolicyOf(Permission permission) => $"Permission:{permission}";
}

/// <summary>Signed in with an account that is in use, and with a permission where one is named.</summary>
internal sealed record AccessRequirement(Permission? Permission) : IAuthorizationRequirement;

internal sealed class AccessHandler(CurrentAccess current) : AuthorizationHandler<AccessRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        var access = await current.ReadAsync();
        if (access is null) return;
        if (requirement.Permission is not { } permission || access.May(permission)) context.Succeed(requirement);
    }
}
