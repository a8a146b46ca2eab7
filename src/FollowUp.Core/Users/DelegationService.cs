using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Lets people write or stand in for a unit, and ends it.</summary>
public sealed class DelegationService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Lets a person write or stand in, under the key that the form was given, so that a double click makes one. For the unit's rektor (a
    /// stand-in cannot pass it on) and for administrators.
    /// </summary>
    public async Task<Outcome> GiveAsync(UserAccess access, NewDelegation given, CancellationToken cancel = default)
    {
        if (!access.DelegatesFor(given.UnitId)) return Outcome.NotFound;
        if (await db.Delegations.AnyAsync(made => made.Id == given.Id, cancel)) return Outcome.Done;

        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == given.UnitId && unit.ClosedAt == null, cancel);
        var email = TypedText.CleanLine(given.Email).ToUpperInvariant();
        var receiver = await db.ActivePrincipals(clock.Today).AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedEmail == email, cancel);
        var refusals = Delegation.RefusalsOf(given.Kind, given.FirstDay, given.LastDay, clock.Today).ToList();
        if (unit is null) refusals.Add(new Refusal("UnitUnknown", nameof(given.UnitId)));
        if (receiver is null) refusals.Add(new Refusal("DelegationReceiverUnknown", nameof(given.Email)));
        else if (receiver.Id == access.UserId) refusals.Add(new Refusal("DelegationToOneself", nameof(given.Email)));
        else if (await SameAsync(given, receiver.Id, cancel) is { } same) refusals.Add(RefusalOf(same));
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var delegation = new Delegation(given.Id, given.UnitId, receiver!.Id, given.Kind, given.FirstDay, given.LastDay, access.UserId, clock.Now);
        db.Delegations.Add(delegation);
        Log(access, AuditAction.DelegationGiven, delegation, receiver, unit!);
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    /// <summary>Ends a delegation at once. One that is over already stays as it is.</summary>
    public async Task<Outcome> EndAsync(UserAccess access, Guid delegationId, CancellationToken cancel = default)
    {
        var delegation = await db.Delegations.VisibleTo(access).Include(made => made.User).Include(made => made.Unit)
            .SingleOrDefaultAsync(made => made.Id == delegationId, cancel);
        if (delegation is null || !access.DelegatesFor(delegation.UnitId)) return Outcome.NotFound;
        if (!delegation.End(access.UserId, clock.Now, clock.Today)) return Outcome.Done;

        Log(access, AuditAction.DelegationEnded, delegation, delegation.User, delegation.Unit);
        return await db.SaveOrConflictAsync(cancel);
    }

    /// <summary>One that lets the same person do the same at the same unit on some of the days.</summary>
    private Task<Delegation?> SameAsync(NewDelegation given, Guid receiverId, CancellationToken cancel)
    {
        var (first, last) = (given.FirstDay, given.LastDay ?? DateOnly.MaxValue);
        return db.Delegations.AsNoTracking()
            .Where(made => made.Id != given.Id && made.UnitId == given.UnitId && made.UserId == receiverId && made.Kind == given.Kind && made.EndedAt == null
                && made.FirstDay <= last && (made.LastDay == null || made.LastDay >= first))
            .OrderBy(made => made.FirstDay).ThenBy(made => made.Id)
            .FirstOrDefaultAsync(cancel);
    }

    private static Refusal RefusalOf(Delegation same) => same.LastDay is { } last
        ? new Refusal("DelegationExists", nameof(NewDelegation.Email), same.FirstDay, last)
        : new Refusal("DelegationExistsOpen", nameof(NewDelegation.Email), same.FirstDay);

    private void Log(UserAccess access, AuditAction action, Delegation delegation, AppUser receiver, Unit unit) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, receiver.Id, receiver.Name,
            $"{unit.Name}, {delegation.Kind}, {delegation.FirstDay:yyyy-MM-dd}–{delegation.LastDay:yyyy-MM-dd}"));
}

/// <summary>What a rektor states about somebody who is to write or stand in.</summary>
public sealed record NewDelegation
{
    /// <summary>The key, made with the form.</summary>
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The e-mail address of the receiver: an active account with the role Principal.</summary>
    public required string Email { get; init; }

    public required DelegationKind Kind { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day, itself included; null for until further notice, which a stand-in cannot have.</summary>
    public DateOnly? LastDay { get; init; }
}
