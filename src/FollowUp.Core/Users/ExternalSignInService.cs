using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Finds or makes the account of somebody whom another system has let in, and brings its rights up to date.</summary>
public sealed class ExternalSignInService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// The account by which the person comes in: the one that came in with the same subject before, else the one with the same verified e-mail address,
    /// else a new one where the person's groups give a role. What came of it stands in the audit, for those who are let in and for those who are not.
    /// </summary>
    public async Task<Outcome<AppUser>> AdmitAsync(ExternalPerson person, CancellationToken cancel = default)
    {
        if (person.Issuer.Length is 0 or > ExternalPerson.KeyLength || person.Subject.Length is 0 or > ExternalPerson.KeyLength) return await RefuseAsync(null, new Refusal("ExternalUnknown"), cancel);
        var user = await FindAsync(person, cancel);
        var rights = ExternalRights.Of(person.Grants, await UnitTree.ReadAsync(db, cancel));
        if (user is null)
        {
            if (!person.DecidesRights || rights.Roles.Count == 0) return await RefuseAsync(null, new Refusal("ExternalUnknown"), cancel);
            if (await MakeAsync(person, cancel) is not { } made) return await RefuseAsync(null, new Refusal("ExternalEmailTaken"), cancel);
            user = made;
        }

        if (user.DeactivatedAt is not null) return await RefuseAsync(user, new Refusal("ExternalDeactivated"), cancel);
        if (user.HasEndedOn(clock.Today)) return await RefuseAsync(user, new Refusal("ExternalEnded"), cancel);
        if (person.DecidesRights)
        {
            var roles = await TakeAsync(user, rights, cancel);
            if (roles.Count == 0) return await RefuseAsync(user, new Refusal("ExternalNoRights"), cancel);
        }
        else if (!await db.UserRoles.AnyAsync(has => has.UserId == user.Id, cancel))
        {
            return await RefuseAsync(user, new Refusal("ExternalNoRights"), cancel);
        }

        Record(user, AuditAction.SignedInExternally);
        return await SaveAsync(user, cancel) is { IsDone: false } failed ? Outcome<AppUser>.From(failed) : user;
    }

    /// <summary>By the subject, which never changes; the first time by the address.</summary>
    private async Task<AppUser?> FindAsync(ExternalPerson person, CancellationToken cancel)
    {
        var known = await db.UserLogins.Where(login => login.LoginProvider == person.Issuer && login.ProviderKey == person.Subject)
            .Select(login => (Guid?)login.UserId).SingleOrDefaultAsync(cancel);
        if (known is { } id) return await db.Users.Include(user => user.Memberships).SingleAsync(user => user.Id == id, cancel);
        if (!person.IsEmailVerified || person.Email.Length == 0) return null;
        var email = accounts.NormalizeEmail(person.Email);
        var user = await db.Users.Include(user => user.Memberships).SingleOrDefaultAsync(user => user.NormalizedEmail == email, cancel);

        // An address that has gone over to somebody else does not open the account of the one who had it before.
        if (user is null || await db.UserLogins.AnyAsync(login => login.UserId == user.Id && login.LoginProvider == person.Issuer, cancel)) return null;
        Link(user, person);
        Record(user, AuditAction.ExternalLinked);
        return user;
    }

    private async Task<AppUser?> MakeAsync(ExternalPerson person, CancellationToken cancel)
    {
        var email = TypedText.CleanLine(person.Email);
        var name = TypedText.CleanLine(person.Name);
        if (!UserRules.IsEmail(email) || email.Length > AppUser.EmailLength) return null;
        if (name.Length is 0 or > AppUser.NameLength) name = email;
        var user = new AppUser(Guid.CreateVersion7(), name, email) { EmailConfirmed = person.IsEmailVerified };
        var valid = await accounts.CreateAsync(user);
        if (!valid.Succeeded)
        {
            db.ChangeTracker.Clear();
            return null;
        }

        Link(user, person);
        Record(user, AuditAction.ExternalAccountMade);
        return user;
    }

    private void Link(AppUser user, ExternalPerson person) => db.UserLogins.Add(new IdentityUserLogin<Guid>
    {
        UserId = user.Id,
        LoginProvider = person.Issuer,
        ProviderKey = person.Subject,
    });

    /// <summary>Puts roles and places to what the groups give, and tells the audit where that is something else than before.</summary>
    /// <returns>The roles that the person has now.</returns>
    private async Task<IReadOnlySet<AppRole>> TakeAsync(AppUser user, ExternalRights rights, CancellationToken cancel)
    {
        var before = await RoleRows.ReadAsync(db, user.Id, cancel);
        var roles = rights.Roles.ToHashSet();

        // Without anybody who may give rights the house would be locked from the inside.
        if (before.Contains(AppRole.Administrator) && !roles.Contains(AppRole.Administrator)
            && !await RoleRows.ActiveWith(db, AppRole.Administrator).AnyAsync(other => other.Id != user.Id, cancel))
            roles.Add(AppRole.Administrator);

        var havePlacesChanged = user.Hold([.. rights.Places.Select(place => (place.UnitId, place.Kind))], clock.Today);
        if (before.SetEquals(roles) && !havePlacesChanged) return roles;
        await RoleRows.SetAsync(db, user.Id, roles, cancel);
        Record(user, AuditAction.RightsTakenOver, string.Join(", ", roles.Order()));
        return roles;
    }

    /// <summary>Keeps what was done to the account all the same: rights that the groups no longer give are gone though nobody comes in.</summary>
    private async Task<Outcome<AppUser>> RefuseAsync(AppUser? user, Refusal refusal, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, user?.Id, AuditAction.ExternalRefused, user?.Id ?? Guid.Empty, user?.Name ?? ""));
        var saved = await SaveAsync(user, cancel);
        return Outcome<AppUser>.From(saved.IsDone ? Outcome.Refused([refusal]) : saved);
    }

    private void Record(AppUser user, AuditAction action, string detail = "") =>
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, action, user.Id, user.Name, detail));

    /// <summary>Two first sign-ins at once meet in the key of the login: the second tries again as one who is known.</summary>
    private async Task<Outcome> SaveAsync(AppUser? user, CancellationToken cancel)
    {
        if (user is not null) user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }
}
