using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Units;

namespace FollowUp.Core.Users;

/// <summary>What must hold for the facts of a person, whether an administrator types them or a list has them.</summary>
internal static class UserRules
{
    private static readonly EmailAddressAttribute Email = new();

    /// <param name="facts">What the person is to become.</param>
    /// <param name="present">The units at which the person has a place already, and may keep it though they are closed.</param>
    /// <param name="tree">Every unit.</param>
    public static List<Refusal> Check(UserFacts facts, HashSet<Guid> present, UnitTree tree)
    {
        var refusals = new List<Refusal>();
        refusals.Require(facts.Name, AppUser.NameLength, "UserNameMissing", nameof(facts.Name));
        refusals.Require(facts.Email, AppUser.EmailLength, "UserEmailMissing", nameof(facts.Email));
        if (facts.Roles.Count == 0) refusals.Add(new Refusal("UserRoleMissing", nameof(facts.Roles)));

        var isPrincipal = facts.Roles.Contains(AppRole.Principal);
        if (isPrincipal && facts.Places.Count == 0) refusals.Add(new Refusal("UserPlaceMissing", nameof(facts.Places)));
        if (!isPrincipal && facts.Places.Count > 0) refusals.Add(new Refusal("UserPlaceWithoutRole", nameof(facts.Places)));
        if (facts.Places.Any(place => tree.Find(place.UnitId) is not { } unit || (unit.IsClosed && !present.Contains(unit.Id))))
            refusals.Add(new Refusal("UnitUnknown", nameof(facts.Places)));
        return refusals;
    }

    /// <summary>As Identity decides it when an account is made by hand.</summary>
    public static bool IsEmail(string text) => Email.IsValid(text);
}
