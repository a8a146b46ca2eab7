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

    /// <summary>The last day on which the account can be used, in the authority's calendar; null for until further notice.</summary>
    public DateOnly? EndsOn { get; private set; }

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

    /// <summary>Puts the memberships to exactly these; those that stay keep their row, and what is over stays as history.</summary>
    /// <param name="wanted">What the person is, and where.</param>
    /// <param name="today">The day on which a membership is over or not.</param>
    public void BecomeMemberOf(IReadOnlyCollection<(Guid UnitId, MembershipKind Kind)> wanted, DateOnly today = default)
    {
        _memberships.RemoveAll(has => !has.IsOverOn(today) && !wanted.Contains((has.UnitId, has.Kind)));
        foreach (var (unitId, kind) in wanted.Distinct())
        {
            var has = _memberships.Find(has => has.UnitId == unitId && has.Kind == kind);
            if (has is null) _memberships.Add(new Membership(Id, unitId, kind));
            else if (has.IsOverOn(today)) has.Resume();
        }
    }

    /// <summary>
    /// Puts the places that are in force to exactly these. Those that go away end with the day before and stay as history; those that begin later are left.
    /// </summary>
    /// <returns>True where anything changed.</returns>
    public bool Hold(IReadOnlyCollection<(Guid UnitId, MembershipKind Kind)> wanted, DateOnly today)
    {
        var lost = _memberships.Where(has => has.IsInForceOn(today) && !wanted.Contains((has.UnitId, has.Kind))).ToList();
        foreach (var place in lost) place.End(today.AddDays(-1));
        var gained = wanted.Distinct().Where(place => !_memberships.Exists(has => has.UnitId == place.UnitId && has.Kind == place.Kind && has.IsInForceOn(today))).ToList();
        foreach (var (unitId, kind) in gained)
        {
            if (_memberships.Find(has => has.UnitId == unitId && has.Kind == kind) is { } past) past.Resume();
            else _memberships.Add(new Membership(Id, unitId, kind));
        }

        return lost.Count + gained.Count > 0;
    }

    /// <summary>Takes a unit over as its rektor from a day on.</summary>
    public void TakeOver(Guid unitId, DateOnly firstDay)
    {
        var place = _memberships.Find(has => has.UnitId == unitId && has.Kind == MembershipKind.Head);
        if (place is null) _memberships.Add(place = new Membership(Id, unitId, MembershipKind.Head));
        place.Begin(firstDay);
    }

    /// <summary>Leaves the place as a unit's rektor after a day; the row stays, since texts were written under it.</summary>
    public void Leave(Guid unitId, DateOnly lastDay) =>
        _memberships.Find(has => has.UnitId == unitId && has.Kind == MembershipKind.Head)?.End(lastDay);

    /// <summary>Gives the account a last day; null for until further notice.</summary>
    public void EndOn(DateOnly? lastDay) => EndsOn = lastDay;

    /// <summary>True once the account's last day lies behind.</summary>
    public bool HasEndedOn(DateOnly day) => EndsOn < day;

    /// <summary>Chooses the language of the interface; null to follow the browser.</summary>
    public void Speak(string? language) => Language = language;

    public void Deactivate(DateTime now)
    {
        DeactivatedAt ??= now;
        EndSessions();
    }

    /// <summary>Signs the person out everywhere, within a minute.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString("N");

    public void Activate() => DeactivatedAt = null;

    /// <summary>Forgets failed sign-ins and opens an account that they locked.</summary>
    public void Unlock()
    {
        LockoutEnd = null;
        AccessFailedCount = 0;
    }
}
