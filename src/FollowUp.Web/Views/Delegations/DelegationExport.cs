using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Delegations;

/// <summary>The list of who writes and stands in for whom as a workbook.</summary>
public static class DelegationExport
{
    public static ListExport<DelegationRow> Of(Texts texts, AuthorityClock clock) => new(texts["Delegations.Heading"],
    [
        new(texts["Delegations.Person"], 28, row => row.UserName),
        new(texts["Delegations.Kind"], 22, row => texts.Of(row.Kind)),
        new(texts["Delegations.Unit"], 28, row => row.UnitName),
        new(texts["Delegations.FirstDay"], 13, row => row.FirstDay),
        new(texts["Delegations.LastDay"], 13, row => row.LastDay),
        new(texts["Delegations.Standing"], 30, row => row.IsAble || row.Standing == DelegationStanding.Over ? texts.Of(row.Standing) : texts["Delegations.NotAble"].Value),
        new(texts["Delegations.GivenByColumn"], 28, row => row.GivenBy),
        new(texts["Delegations.EndedAtColumn"], 17, row => row.EndedAt is { } at ? clock.Local(at) : null),
        new(texts["Delegations.EndedByColumn"], 28, row => row.EndedBy),
    ]);
}
