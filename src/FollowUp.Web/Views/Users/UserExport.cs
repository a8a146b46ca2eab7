using FollowUp.Core;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Users;

/// <summary>The list of people as a workbook. Read in again unchanged, it changes nothing.</summary>
public static class UserExport
{
    public static Func<Texts, AuthorityClock, ListExport<UserRow>> Of(UnitNames names) => (texts, clock) => new(texts["Users.Heading"],
    [
        new(texts["Users.Name"], 28, row => row.Name),
        new(texts["Users.Email"], 34, row => row.Email),
        new(texts["Users.Roles"], 28, row => string.Join(", ", row.Roles.Select(role => texts.Of(role)))),
        new(texts["Users.Places"], 50, row => UnitCells.Join(row.Places.Select(place => $"{names.Of(place.UnitId)}, {texts.Of(place.Kind)}"))),
        new(texts["Users.Standing"], 24, row => StandingOf(texts, row)),
        new(texts["Users.EndsOn"], 14, row => row.EndsOn),
    ]);

    private static string StandingOf(Texts texts, UserRow user) =>
        user.IsDeactivated ? texts.Of(UserStanding.Deactivated)
        : user.HasEnded ? texts.Of(UserStanding.Ended)
        : user.IsLocked ? texts.Of(UserStanding.Locked)
        : user.HasPassword ? texts.Of(UserStanding.Active)
        : texts["Users.NoPassword"];
}
