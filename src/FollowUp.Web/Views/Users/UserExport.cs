using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Users;

/// <summary>The list of people as a workbook.</summary>
public static class UserExport
{
    public static ListExport<UserRow> Of(Texts texts, AuthorityClock clock) => new(texts["Users.Heading"],
    [
        new(texts["Users.Name"], 28, row => row.Name),
        new(texts["Users.Email"], 34, row => row.Email),
        new(texts["Users.Roles"], 28, row => string.Join(", ", row.Roles.Select(role => texts.Of(role)))),
        new(texts["Users.Places"], 50, row => string.Join("; ", row.Places.Select(place => $"{place.Unit}, {texts.Of(place.Kind)}"))),
        new(texts["Users.Standing"], 24, row => StandingOf(texts, row)),
        new(texts["Users.EndsOn"], 14, row => row.EndsOn),
    ])
    {
        NamesPeople = true,
    };

    private static string StandingOf(Texts texts, UserRow user) =>
        user.IsDeactivated ? texts.Of(UserStanding.Deactivated)
        : user.HasEnded ? texts.Of(UserStanding.Ended)
        : user.IsLocked ? texts.Of(UserStanding.Locked)
        : user.HasPassword ? texts.Of(UserStanding.Active)
        : texts["Users.NoPassword"];
}
