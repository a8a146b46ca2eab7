using FollowUp.Core.Users;

namespace FollowUp.Web.Views.Account;

/// <summary><em>Mina inloggningar</em>.</summary>
/// <param name="Rows">Where the person is signed in.</param>
/// <param name="Current">The sign-in from which the page is read.</param>
/// <param name="Hours">After how many hours without use a sign-in ends by itself.</param>
public sealed record SessionsPage(IReadOnlyList<UserSessionRow> Rows, Guid Current, int Hours)
{
    public bool HasOthers => Rows.Any(row => row.Id != Current);
}
