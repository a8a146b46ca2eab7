using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Reads who writes and stands in for whom.</summary>
public sealed class DelegationQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most people suggested beside the field for the receiver.</summary>
    public const int SuggestionLimit = 50;

    /// <summary>A page of the delegations that exist for this person, those that begin last first.</summary>
    public async Task<Page<DelegationRow>> ListAsync(UserAccess access, DelegationFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var delegations = db.Delegations.AsNoTracking().VisibleTo(access);
        if (filter.UnitId is { } unitId)
        {
            var units = (await UnitTree.ReadAsync(db, cancel)).WithAllBelow(unitId).ToList();
            delegations = delegations.Where(delegation => units.Contains(delegation.UnitId));
        }

        delegations = filter.Standing switch
        {
            DelegationStanding.InForce => delegations.InForceOn(today),
            DelegationStanding.Coming => delegations.Where(delegation => delegation.EndedAt == null && delegation.FirstDay > today),
            DelegationStanding.Over => delegations.OverOn(today),
            _ => delegations,
        };
        var able = db.ActivePrincipals(today);
        var found = await delegations.ToPageAsync(
            delegation => delegation.FirstDay,
            delegation => delegation.Id,
            delegation => new DelegationRow
            {
                Id = delegation.Id,
                UnitId = delegation.UnitId,
                UnitName = delegation.Unit.Name,
                UserId = delegation.UserId,
                UserName = delegation.User.Name,
                Kind = delegation.Kind,
                FirstDay = delegation.FirstDay,
                LastDay = delegation.LastDay,
                GivenBy = delegation.GivenBy.Name,
                EndedAt = delegation.EndedAt,
                EndedBy = delegation.EndedBy!.Name,
                IsAble = able.Any(user => user.Id == delegation.UserId),
            },
            page,
            descending: true,
            cancel: cancel);
        return found with
        {
            Rows = [.. found.Rows.Select(row => row with { Standing = StandingOf(row, today), CanEnd = !IsOver(row, today) && access.DelegatesFor(row.UnitId) })],
        };
    }

    /// <summary>The units for which this person may delegate, in the order of the tree.</summary>
    public async Task<IReadOnlyList<UnitOption>> UnitsAsync(UserAccess access, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        var rows = tree.Rows.Where(row => !row.Unit.IsClosed && access.DelegatesFor(row.Unit.Id)).ToList();
        var top = rows.Count == 0 ? 0 : rows.Min(row => row.Depth);
        return [.. rows.Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth - top, row.Unit.IsClosed))];
    }

    /// <summary>People to suggest: colleagues with a place at the units that this person leads. Whoever else it may be, the e-mail address is typed.</summary>
    public async Task<IReadOnlyList<DelegationSuggestion>> SuggestionsAsync(UserAccess access, CancellationToken cancel = default)
    {
        var (me, led, today) = (access.UserId, access.HeadUnits, clock.Today);
        return await db.ActivePrincipals(today).AsNoTracking()
            .Where(user => user.Id != me && db.Memberships.InForceOn(today).Any(member => member.UserId == user.Id && led.Contains(member.UnitId)))
            .OrderBy(user => user.SortKey).ThenBy(user => user.Id)
            .Take(SuggestionLimit)
            .Select(user => new DelegationSuggestion(user.Name, user.Email!))
            .ToListAsync(cancel);
    }

    private static bool IsOver(DelegationRow row, DateOnly today) => row.EndedAt is not null || row.LastDay < today;

    private static DelegationStanding StandingOf(DelegationRow row, DateOnly today) =>
        IsOver(row, today) ? DelegationStanding.Over : row.FirstDay > today ? DelegationStanding.Coming : DelegationStanding.InForce;
}

/// <summary>Where a delegation stands in time.</summary>
public enum DelegationStanding
{
    InForce = 1,
    Coming = 2,
    Over = 3,
}

/// <summary>Which delegations a list shows.</summary>
/// <param name="UnitId">Only those for this unit or one below it.</param>
/// <param name="Standing">Only those of this standing.</param>
public sealed record DelegationFilter(Guid? UnitId = null, DelegationStanding? Standing = null);

/// <summary>A delegation in the list.</summary>
public sealed record DelegationRow
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public required DelegationKind Kind { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly? LastDay { get; init; }

    public required string GivenBy { get; init; }

    /// <summary>UTC; null where nobody ended it.</summary>
    public required DateTime? EndedAt { get; init; }

    public required string? EndedBy { get; init; }

    /// <summary>False where the receiver's account is deactivated or has lost the role Principal: the delegation has no effect.</summary>
    public required bool IsAble { get; init; }

    public DelegationStanding Standing { get; init; }

    public bool CanEnd { get; init; }
}

/// <summary>A colleague to suggest.</summary>
public sealed record DelegationSuggestion(string Name, string Email);
