using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>
/// Changes people's accounts, for administrators. The user manager's store must not save by itself (<c>AutoSaveChanges = false</c>),
/// so that an account's change and its audit entry are one save; it must therefore be asked to update at most once a save.
/// </summary>
public sealed class UserService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Adds a person under the key that the form was given. The account has no password: what comes back makes the link with which
    /// the person chooses one.
    /// </summary>
    public async Task<Outcome<PasswordLink>> CreateAsync(UserAccess access, Guid id, UserFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return Outcome<PasswordLink>.From(Outcome.NotFound);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancel) is { } made) return await LinkAsync(made);
        var refusals = await CheckAsync(facts, null, cancel);
        if (refusals.Count > 0) return Outcome<PasswordLink>.From(Outcome.Refused(refusals));

        var user = new AppUser(id, facts.Name, facts.Email) { EmailConfirmed = true };
        user.EndOn(facts.EndsOn);
        user.BecomeMemberOf([.. facts.Places.Select(place => (place.UnitId, place.Kind))]);
        var valid = await accounts.CreateAsync(user);
        if (!valid.Succeeded) return Outcome<PasswordLink>.From(Refused(valid));
        await RoleRows.SetAsync(db, id, facts.Roles, cancel);
        Record(access, AuditAction.UserCreated, user, facts.Roles);
        if (await db.TrySaveNewAsync(faults, cancel)) return await LinkAsync(user);

        // The other click was first, or somebody else just gave the address to another person.
        return await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancel) is { } other
            ? await LinkAsync(other)
            : Outcome<PasswordLink>.From(Outcome.Refused([IdentityRefusals.EmailTaken]));
    }

    /// <summary>Changes name, address, roles, places and last day. The last administrator until further notice stays one.</summary>
    /// <param name="access">Who changes.</param>
    /// <param name="id">Whose account.</param>
    /// <param name="version">The account's <c>ConcurrencyStamp</c> as the form got it.</param>
    /// <param name="facts">What it becomes.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome> ChangeAsync(UserAccess access, Guid id, string version, UserFacts facts, CancellationToken cancel = default)
    {
        var user = await FindAsync(access, id, cancel);
        if (user is null) return Outcome.NotFound;
        if (user.ConcurrencyStamp != version) return Outcome.Conflict;
        var refusals = await CheckAsync(facts, user, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        if ((!facts.Roles.Contains(AppRole.Administrator) || facts.EndsOn is not null) && await RefusalToLoseAsync(user, cancel) is { } last) return last;

        var roles = await RoleRows.ReadAsync(db, id, cancel);
        user.Change(facts.Name, facts.Email);
        user.EndOn(facts.EndsOn);
        var valid = await accounts.UpdateAsync(user);
        if (!valid.Succeeded) return Refused(valid);
        user.BecomeMemberOf([.. facts.Places.Select(place => (place.UnitId, place.Kind))], clock.Today);
        await RoleRows.SetAsync(db, id, facts.Roles, cancel);
        Record(access, AuditAction.UserChanged, user, roles.SetEquals(facts.Roles) ? null : facts.Roles);
        db.Entry(user).Property(x => x.ConcurrencyStamp).OriginalValue = version;
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Refused([IdentityRefusals.EmailTaken]);
        }
    }

    /// <summary>Ends a person's access at once, also where the person is signed in. Not one's own, and not the last administrator's.</summary>
    public async Task<Outcome> DeactivateAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        var user = await FindAsync(access, id, cancel);
        if (user is null) return Outcome.NotFound;
        if (user.DeactivatedAt is not null) return Outcome.Done;
        if (id == access.UserId) return Outcome.Refused("UserIsOneself");
        if (await RefusalToLoseAsync(user, cancel) is { } last) return last;
        user.Deactivate(clock.Now);
        return await SaveAsync(access, AuditAction.UserDeactivated, user, cancel);
    }

    public async Task<Outcome> ActivateAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        var user = await FindAsync(access, id, cancel);
        if (user is null) return Outcome.NotFound;
        if (user.DeactivatedAt is null) return Outcome.Done;
        user.Activate();
        return await SaveAsync(access, AuditAction.UserActivated, user, cancel);
    }

    /// <summary>Lets somebody try again who has typed the wrong password too many times.</summary>
    public async Task<Outcome> UnlockAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        var user = await FindAsync(access, id, cancel);
        if (user is null) return Outcome.NotFound;
        if (user.LockoutEnd is null && user.AccessFailedCount == 0) return Outcome.Done;
        user.Unlock();
        return await SaveAsync(access, AuditAction.UserUnlocked, user, cancel);
    }

    private async Task<AppUser?> FindAsync(UserAccess access, Guid id, CancellationToken cancel) => access.May(Permission.Administer)
        ? await db.Users.Include(user => user.Memberships).SingleOrDefaultAsync(user => user.Id == id, cancel)
        : null;

    private async Task<List<Refusal>> CheckAsync(UserFacts facts, AppUser? present, CancellationToken cancel)
    {
        var refusals = UserRules.Check(facts, [.. present?.Memberships.Select(place => place.UnitId) ?? []], await UnitTree.ReadAsync(db, cancel));
        if (facts.EndsOn < clock.Today && facts.EndsOn != present?.EndsOn) refusals.Add(new Refusal("UserEndsInThePast", nameof(facts.EndsOn)));
        return refusals;
    }

    /// <summary>Null where the person is no active administrator or another one stays.</summary>
    private async Task<Outcome?> RefusalToLoseAsync(AppUser user, CancellationToken cancel)
    {
        var administrators = RoleRows.ActiveWith(db, AppRole.Administrator);
        if (!await administrators.AnyAsync(has => has.Id == user.Id, cancel)) return null;
        var other = await administrators.Where(has => has.Id != user.Id).OrderBy(has => has.Id).FirstOrDefaultAsync(cancel);
        if (other is null) return Outcome.Refused("LastAdministrator");

        // Two administrators who take the role from each other at the same time would both see one left. The one who stays
        // moves too, so that the second of the two saves finds a conflict.
        other.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        return null;
    }

    private Task<Outcome> SaveAsync(UserAccess access, AuditAction action, AppUser user, CancellationToken cancel)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        Record(access, action, user);
        return db.SaveOrConflictAsync(cancel);
    }

    private void Record(UserAccess access, AuditAction action, AppUser user, IReadOnlySet<AppRole>? roles = null) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, user.Id, user.Name, string.Join(", ", roles?.Order() ?? Enumerable.Empty<AppRole>())));

    private Outcome Refused(IdentityResult result)
    {
        db.ChangeTracker.Clear();
        return Outcome.Refused(IdentityRefusals.From(result, accounts.Options.Password));
    }

    private async Task<Outcome<PasswordLink>> LinkAsync(AppUser user) =>
        new PasswordLink(user.Id, await accounts.GeneratePasswordResetTokenAsync(user));
}
