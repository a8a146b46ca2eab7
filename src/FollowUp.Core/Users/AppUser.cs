using Microsoft.AspNetCore.Identity;

namespace FollowUp.Core.Users;

/// <summary>A person with an account. Accounts are deactivated, never deleted: what somebody wrote stays theirs.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public const int NameLength = 200;

    /// <summary>As long as Identity's own column.</summary>
    public const int EmailLength = 256;

    private readonly List<Membership> _memberships = [];

    private AppUser()
    {
    }

    public AppUser(Guid id, string name, string email)
    {
        Id = id;
        LockoutEnabled = true;
        Change(name, email);
    }

    public string Name { get; private set; } = "";

    public string SearchName { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    /// <summary>When the account was deactivated (UTC); null while it can sign in.</summary>
    public DateTime? DeactivatedAt { get; private set; }

    /// <summary>The language of the interface, one of <see cref="Languages.All"/>; null to follow the browser.</summary>
    public string? Language { get; private set; }

    public IReadOnlyCollection<Membership> Memberships => _memberships;

    /// <summary>Sets name and e-mail. The e-mail is the user name too; normalised forms are Identity's to fill in.</summary>
    public void Change(string name, string email)
    {
        Name = TypedText.CleanLine(name);
        Email = UserName = TypedText.CleanLine(email);
        SearchName = TypedText.Fold($"{Name} {Email}");
        SortKey = TypedText.SortKey(Name);
    }

    /// <summary>Puts the memberships to exactly these; those that stay keep their row.</summary>
    public void BecomeMemberOf(IReadOnlyCollection<(Guid UnitId, MembershipKind Kind)> wanted)
    {
        _memberships.RemoveAll(has => !wanted.Contains((has.UnitId, has.Kind)));
        foreach (var (unitId, kind) in wanted.Distinct())
        {
            if (!_memberships.Any(has => has.UnitId == unitId && has.Kind == kind))
                _memberships.Add(new Membership(Id, unitId, kind));
        }
    }

    /// <summary>Chooses the language of the interface; null to follow the browser.</summary>
    public void Speak(string? language) => Language = language;

    public void Deactivate(DateTime now)
    {
        DeactivatedAt ??= now;
        SecurityStamp = Guid.NewGuid().ToString("N");
    }

    public void Activate() => DeactivatedAt = null;

    /// <summary>Forgets failed sign-ins and opens an account that they locked.</summary>
    public void Unlock()
    {
        LockoutEnd = null;
        AccessFailedCount = 0;
    }
}
