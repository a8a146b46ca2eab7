using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary><em>Byt rektor</em>: one person leaves the place as a unit's rektor and another takes it from a day on.</summary>
public sealed class SuccessionService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most days ahead that a change can be decided.</summary>
    public const int MaxDaysAhead = 366;

    /// <summary>
    /// Lets another person lead a unit from a day on; the former rektor's place ends the day before, and both are in one save. Done already where the place
    /// ends so and the other has it, as after the first click of a double click.
    /// </summary>
    public async Task<Outcome> ReplaceAsync(UserAccess access, NewSuccession asked, CancellationToken cancel = default)
    {
        var former = access.May(Permission.Administer)
            ? await db.Users.Include(user => user.Memberships).SingleOrDefaultAsync(user => user.Id == asked.UserId, cancel)
            : null;
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == asked.UnitId, cancel);
        if (former is null || unit is null) return Outcome.NotFound;

        var email = TypedText.CleanLine(asked.Email).ToUpperInvariant();
        var successor = await db.ActivePrincipals(clock.Today).Include(user => user.Memberships)
            .SingleOrDefaultAsync(user => user.NormalizedEmail == email, cancel);
        if (successor is not null && IsDone(former, successor, asked)) return Outcome.Done;
        var refusals = Check(former, successor, unit, asked);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        former.Leave(unit.Id, asked.FirstDay.AddDays(-1));
        successor!.TakeOver(unit.Id, asked.FirstDay);
        Record(access, AuditAction.HeadLeft, former, $"{unit.Name}, –{asked.FirstDay.AddDays(-1):yyyy-MM-dd} → {successor.Name}");
        Record(access, AuditAction.HeadTookOver, successor, $"{unit.Name}, {asked.FirstDay:yyyy-MM-dd}– ← {former.Name}");
        return await db.SaveOrConflictAsync(cancel);
    }

    private List<Refusal> Check(AppUser former, AppUser? successor, Unit unit, NewSuccession asked)
    {
        var refusals = new List<Refusal>();
        if (unit.ClosedAt is not null) refusals.Add(new Refusal("UnitIsClosed", nameof(asked.UnitId), unit.Name));
        if (PlaceOf(former, unit.Id) is not { } place || place.IsOverOn(clock.Today))
            refusals.Add(new Refusal("SuccessionWithoutPlace", nameof(asked.UnitId), former.Name, unit.Name));
        else if (place.FirstDay >= asked.FirstDay)
            refusals.Add(new Refusal("SuccessionBeforeThePlace", nameof(asked.FirstDay), place.FirstDay.Value));
        if (asked.FirstDay.DayNumber - clock.Today.DayNumber > MaxDaysAhead) refusals.Add(new Refusal("SuccessionTooFarAhead", nameof(asked.FirstDay)));
        if (successor is null) refusals.Add(new Refusal("SuccessorUnknown", nameof(asked.Email)));
        else if (successor.Id == former.Id) refusals.Add(new Refusal("SuccessorIsTheSame", nameof(asked.Email)));
        else if (PlaceOf(successor, unit.Id) is { } has && !has.IsOverOn(clock.Today)) refusals.Add(new Refusal("SuccessorLeadsAlready", nameof(asked.Email), successor.Name));
        return refusals;
    }

    private static bool IsDone(AppUser former, AppUser successor, NewSuccession asked) =>
        PlaceOf(former, asked.UnitId)?.LastDay == asked.FirstDay.AddDays(-1) && PlaceOf(successor, asked.UnitId)?.FirstDay == asked.FirstDay;

    private static Membership? PlaceOf(AppUser user, Guid unitId) =>
        user.Memberships.FirstOrDefault(place => place.UnitId == unitId && place.Kind == MembershipKind.Head);

    private void Record(UserAccess access, AuditAction action, AppUser user, string detail)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, user.Id, user.Name, detail));
    }
}

/// <summary>What an administrator states about a change of rektor.</summary>
public sealed record NewSuccession
{
    /// <summary>The present rektor.</summary>
    public required Guid UserId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The e-mail address of the one who takes over: an account in use with the role Principal.</summary>
    public required string Email { get; init; }

    /// <summary>The first day of the one who takes over; the day before is the other's last.</summary>
    public required DateOnly FirstDay { get; init; }
}
