using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>The first administrator and the authority itself, made once in an empty installation.</summary>
public sealed class SetupService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>The key of the first administrator: always the same, so that of two set-ups at once the database lets one through.</summary>
    private static readonly Guid FirstId = new("0197a000-0000-7000-8000-000000000001");

    /// <summary>True while nobody has an account.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancel = default) => !await db.Users.AnyAsync(cancel);

    /// <summary>Makes the authority's own unit, unless there is one, and its first administrator. Refused once anybody has an account.</summary>
    public async Task<Outcome> CreateAsync(Setup setup, CancellationToken cancel = default)
    {
        if (!await IsNeededAsync(cancel)) return Outcome.Refused("SetupIsDone");
        var refusals = new List<Refusal>();
        refusals.Require(setup.AuthorityName, Unit.NameLength, "AuthorityNameMissing", nameof(setup.AuthorityName));
        refusals.Require(setup.Name, AppUser.NameLength, "UserNameMissing", nameof(setup.Name));
        refusals.Require(setup.Email, AppUser.EmailLength, "UserEmailMissing", nameof(setup.Email));
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var user = new AppUser(FirstId, setup.Name, setup.Email) { EmailConfirmed = true };
        var valid = await accounts.CreateAsync(user, setup.Password);
        if (!valid.Succeeded)
        {
            db.ChangeTracker.Clear();
            return Outcome.Refused(IdentityRefusals.From(valid, accounts.Options.Password));
        }

        await RoleRows.SetAsync(db, user.Id, new HashSet<AppRole> { AppRole.Administrator }, cancel);
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, AuditAction.FirstAdministratorCreated, user.Id, user.Name));
        if (!await db.Units.AnyAsync(cancel))
        {
            var authority = new Unit(Guid.CreateVersion7(), setup.AuthorityName, null, null);
            db.Units.Add(authority);
            db.Audit.Add(new AuditEntry(clock.Now, user.Id, AuditAction.UnitCreated, authority.Id, authority.Name));
        }

        return await db.TrySaveNewAsync(faults, cancel) ? Outcome.Done : Outcome.Refused("SetupIsDone");
    }
}

/// <summary>What the first start asks for.</summary>
public sealed record Setup
{
    public required string AuthorityName { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }
}
