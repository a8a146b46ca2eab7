using System.Collections.Concurrent;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Testing;

/// <summary>
/// A small authority to test on: the authority, an administration, a compulsory-school area with two schools and a preschool;
/// one person per role; the open plan 2026/27 and the fixed plan 2025/26.
/// </summary>
public sealed class SampleAuthority
{
    private readonly TestDatabase _database;

    private SampleAuthority(TestDatabase database) => _database = database;

    public Unit Authority { get; } = new(Guid.CreateVersion7(), "Provkommunen", null, null);

    public Unit Administration { get; private set; } = null!;

    public Unit Area { get; private set; } = null!;

    public Unit North { get; private set; } = null!;

    public Unit South { get; private set; } = null!;

    public Unit Preschool { get; private set; } = null!;

    /// <summary>Rektor of <see cref="North"/>.</summary>
    public AppUser Head { get; private set; } = null!;

    /// <summary>Biträdande rektor of <see cref="North"/>.</summary>
    public AppUser Deputy { get; private set; } = null!;

    /// <summary>Rektor of <see cref="South"/>.</summary>
    public AppUser OtherHead { get; private set; } = null!;

    public AppUser Reviewer { get; private set; } = null!;

    public AppUser SecondReviewer { get; private set; } = null!;

    public AppUser Administrator { get; private set; } = null!;

    public AppUser Reader { get; private set; } = null!;

    public Plan Plan { get; private set; } = null!;

    public Plan FixedPlan { get; private set; } = null!;

    public static async Task<SampleAuthority> CreateAsync(TestDatabase database)
    {
        var sample = new SampleAuthority(database);
        await using var db = database.Open();
        await sample.FillAsync(db);
        return sample;
    }

    /// <summary>The access of a person, read as a request would read it.</summary>
    public async Task<UserAccess> AccessOfAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await UserAccess.ReadAsync(db, user.Id, _database.Clock.Today) ?? throw new InvalidOperationException($"{user.Email} cannot sign in.");
    }

    /// <summary>Adds an activity with a note per unit; the first unit owns it.</summary>
    public async Task<Activity> AddActivityAsync(int number, string title, params Unit[] units) =>
        await AddActivityAsync(Plan, number, title, null, units);

    public async Task<Activity> AddActivityAsync(Plan plan, int number, string title, DateOnly? dueOn, params Unit[] units)
    {
        await using var db = _database.Open();
        var activity = new Activity(Guid.CreateVersion7(), plan.Id, number,
            new ActivityFacts { Title = title, OwnerUnitId = units[0].Id, DueOn = dueOn });
        db.Activities.Add(activity);
        db.Notes.AddRange(units.Select(unit => new Note(activity.Id, unit.Id)));
        await db.SaveChangesAsync();
        return activity;
    }

    /// <summary>Writes a note and takes it to a state, past every rule of who may.</summary>
    public async Task<Note> WriteAsync(
        Activity activity, Unit unit, NoteState state, NoteStatus? status = NoteStatus.InProgress, string followUp = "Det här är gjort.", string analysis = "Därför blev det så.")
    {
        await using var db = _database.Open();
        var note = await db.Notes.SingleAsync(note => note.ActivityId == activity.Id && note.UnitId == unit.Id);
        var now = _database.Clock.Now;
        if (state == NoteState.Missing) return note;
        note.Save(new NoteText(status, followUp, analysis), Head.Id, now);
        if (state is NoteState.Submitted or NoteState.Approved or NoteState.Returned) note.Submit(Head.Id, now);
        if (state == NoteState.Approved) note.Approve(Reviewer.Id, now);
        if (state == NoteState.Returned) note.Return("Skriv mer om varför.", Reviewer.Id, now);
        if (note.State != state) throw new InvalidOperationException($"The note became {note.State}, not {state}.");
        await db.SaveChangesAsync();
        return note;
    }

    /// <summary>Adds a person; the account has no password unless one is given.</summary>
    public async Task<AppUser> AddUserAsync(string name, string email, AppRole[] roles, (Unit Unit, MembershipKind Kind)[] memberships, string? password = null)
    {
        await using var db = _database.Open();
        var user = await AddUserAsync(db, name, email, roles, memberships, password);
        await db.SaveChangesAsync();
        return user;
    }

    /// <summary>Lets a person write or stand in, past every rule of who may.</summary>
    public async Task<Delegation> DelegateAsync(AppUser to, Unit unit, DelegationKind kind, DateOnly firstDay, DateOnly? lastDay, AppUser? by = null)
    {
        await using var db = _database.Open();
        var delegation = new Delegation(Guid.CreateVersion7(), unit.Id, to.Id, kind, firstDay, lastDay, (by ?? Head).Id, _database.Clock.Now);
        db.Delegations.Add(delegation);
        await db.SaveChangesAsync();
        return delegation;
    }

    private async Task FillAsync(FollowUpDbContext db)
    {
        Administration = new Unit(Guid.CreateVersion7(), "Utbildningsförvaltningen", Authority.Id, null);
        Area = new Unit(Guid.CreateVersion7(), "Grundskola", Authority.Id, SchoolForm.CompulsorySchool);
        North = new Unit(Guid.CreateVersion7(), "Norra provskolan", Area.Id, SchoolForm.CompulsorySchool);
        South = new Unit(Guid.CreateVersion7(), "Södra provskolan", Area.Id, SchoolForm.CompulsorySchool);
        Preschool = new Unit(Guid.CreateVersion7(), "Åsens förskola", Authority.Id, SchoolForm.Preschool);
        db.Units.AddRange(Authority, Administration, Area, North, South, Preschool);

        foreach (var role in Enum.GetValues<AppRole>())
        {
            if (!await db.Roles.AnyAsync(has => has.Name == role.ToString()))
                db.Roles.Add(new IdentityRole<Guid>(role.ToString()) { Id = Guid.CreateVersion7(), NormalizedName = role.ToString().ToUpperInvariant() });
        }

        await db.SaveChangesAsync();
        Head = await AddUserAsync(db, "Eva Provsson", "eva@prov.example", [AppRole.Principal], [(North, MembershipKind.Head)], Password);
        Deputy = await AddUserAsync(db, "Dan Testberg", "dan@prov.example", [AppRole.Principal], [(North, MembershipKind.Deputy)], Password);
        OtherHead = await AddUserAsync(db, "Sara Exempel", "sara@prov.example", [AppRole.Principal], [(South, MembershipKind.Head)], Password);
        Reviewer = await AddUserAsync(db, "Kim Kontroll", "kim@prov.example", [AppRole.Reviewer], [], Password);
        SecondReviewer = await AddUserAsync(db, "Lo Granskog", "lo@prov.example", [AppRole.Reviewer], [], Password);
        Administrator = await AddUserAsync(db, "Ada Påhitt", "ada@prov.example", [AppRole.Administrator], [], Password);
        Reader = await AddUserAsync(db, "Nils Nämnd", "nils@prov.example", [AppRole.Reader], [], Password);

        Plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2026), "", "Uppföljning av årets planerade aktiviteter");
        FixedPlan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2025), "", "Uppföljning av fjolårets planerade aktiviteter");
        FixedPlan.Fix(Administrator.Id, _database.Clock.Now);
        db.Plans.AddRange(Plan, FixedPlan);
        await db.SaveChangesAsync();
    }

    /// <summary>The password of every person who has one.</summary>
    public const string Password = "Prov-losenord-2026";

    /// <summary>Hashing is slow by design: each password is hashed once a test run.</summary>
    private static readonly ConcurrentDictionary<string, string> Hashes = new();

    private static async Task<AppUser> AddUserAsync(
        FollowUpDbContext db, string name, string email, AppRole[] roles, (Unit Unit, MembershipKind Kind)[] memberships, string? password)
    {
        var user = new AppUser(Guid.CreateVersion7(), name, email)
        {
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        if (password is not null) user.PasswordHash = Hashes.GetOrAdd(password, _ => new PasswordHasher<AppUser>().HashPassword(user, password));
        user.BecomeMemberOf([.. memberships.Select(member => (member.Unit.Id, member.Kind))]);
        db.Users.Add(user);
        foreach (var role in roles)
        {
            var roleId = (await db.Roles.SingleAsync(has => has.Name == role.ToString())).Id;
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roleId });
        }

        return user;
    }
}
