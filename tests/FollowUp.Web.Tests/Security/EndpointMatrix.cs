using System.Reflection;

namespace FollowUp.Web.Tests.Security;

/// <summary>What a request must come to.</summary>
public enum Cell
{
    /// <summary>Answered as for anybody who may: a page, a redirect after a change, or a complaint about the form.</summary>
    Ok,

    /// <summary>Sent to the sign-in page.</summary>
    Login,

    /// <summary>403: not for this role.</summary>
    Denied,

    /// <summary>404: does not exist for this person.</summary>
    NotFound,

    /// <summary>401, for a request made by script.</summary>
    Unauthorized,
}

/// <summary>
/// One endpoint and what becomes of it for each kind of visitor. Addresses hold names of sample things in braces,
/// such as <c>/notes/{note}</c>; <see cref="EndpointSample"/> makes them.
/// </summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">The route pattern as the endpoint table has it, without a leading slash.</param>
/// <param name="Address">The address that is asked.</param>
/// <param name="Anonymous">Not signed in.</param>
/// <param name="Head">Rektor of the unit that the sample things belong to.</param>
/// <param name="OtherHead">Rektor of another unit.</param>
/// <param name="Reviewer">Controller.</param>
/// <param name="Administrator">Administrator.</param>
/// <param name="Reader">Member of the board.</param>
public sealed record EndpointRow(
    string Method, string Pattern, string Address, Cell Anonymous, Cell Head, Cell OtherHead, Cell Reviewer, Cell Administrator, Cell Reader);

/// <summary>
/// The table of every endpoint and every role. Each noun has a file of its own with a part of this class: a static field of
/// rows, found by reflection.
/// </summary>
public static partial class EndpointMatrix
{
    // Read when asked for: static fields in other files may not be set before this one.
    public static IReadOnlyList<EndpointRow> Rows =>
        [.. typeof(EndpointMatrix).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(part => part.FieldType == typeof(EndpointRow[]))
            .SelectMany(part => (EndpointRow[])part.GetValue(null)!)];

    private static EndpointRow Get(
        string pattern, string address, Cell anonymous, Cell head, Cell otherHead, Cell reviewer, Cell administrator, Cell reader) =>
        new("GET", pattern, address, anonymous, head, otherHead, reviewer, administrator, reader);

    private static EndpointRow Post(
        string pattern, string address, Cell anonymous, Cell head, Cell otherHead, Cell reviewer, Cell administrator, Cell reader) =>
        new("POST", pattern, address, anonymous, head, otherHead, reviewer, administrator, reader);
}
