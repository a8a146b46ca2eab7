namespace FollowUp.Core.Users;

/// <summary>What an administrator states about a person.</summary>
public sealed record UserFacts
{
    public required string Name { get; init; }

    /// <summary>The e-mail address, which is what the person signs in with.</summary>
    public required string Email { get; init; }

    public required IReadOnlySet<AppRole> Roles { get; init; }

    /// <summary>Places at units; only a principal has any.</summary>
    public IReadOnlyList<UserPlace> Places { get; init; } = [];

    /// <summary>The last day on which the account can be used; null for until further notice.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>What a person is at a unit.</summary>
public sealed record UserPlace(Guid UnitId, MembershipKind Kind);

/// <summary>What a link to choose a password is made of. It works once, and not for ever.</summary>
public sealed record PasswordLink(Guid UserId, string Token);
