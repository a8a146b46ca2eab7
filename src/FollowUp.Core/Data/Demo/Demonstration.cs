using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Data.Demo;

/// <summary>
/// Fills an empty database with a fictitious authority: its units, people, and three years of activities placed around the
/// current school year (one fixed, one under review, one half written).
/// </summary>
public sealed class Demonstration(FollowUpDbContext db, AuthorityClock clock, IPasswordHasher<AppUser> hasher)
{
    /// <summary>The password of the demonstration accounts; nobody else in the demonstration can sign in.</summary>
    public const string Password = "Uppfoljning-2026";

    /// <summary>The accounts that have the password, in the order in which the sign-in page shows them.</summary>
    public static readonly IReadOnlyList<string> Accounts =
        ["rektor@demo.example", "controller@demo.example", "admin@demo.example", "namnd@demo.example"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<string, Unit> _units = [];
    private readonly Dictionary<string, AppUser> _people = [];
    private readonly Dictionary<(string Plan, int Number), Activity> _activities = [];
    private readonly Dictionary<(string Plan, int Number, string Unit), Note> _notes = [];
    private readonly List<GoalArea> _goalAreas = [];

    /// <summary>Adds everything in one save. Needs the roles to exist and the tables to be empty.</summary>
    public async Task FillAsync(CancellationToken cancel = default)
    {
        // One hash serves all accounts, made meanwhile: the password is no secret, and hashing is slow by design.
        var passwordHash = Task.Run(() => hasher.HashPassword(new AppUser(Guid.CreateVersion7(), "", ""), Password), cancel);
        var content = Read();
        var thisYear = PlanYear.SchoolYearOf(clock.Today);
        AddUnits(content);
        await AddPeopleAsync(content, passwordHash, cancel);
        _goalAreas.AddRange(content.GoalAreas.Select((name, index) => new GoalArea(Guid.CreateVersion7(), name, index + 1)));
        db.GoalAreas.AddRange(_goalAreas);
        foreach (var plan in content.Plans) AddPlan(plan, new PlanYear(YearKind.SchoolYear, thisYear.Start + plan.YearOffset));
        await db.SaveChangesAsync(cancel);
    }

    private static Content Read()
    {
        using var stream = typeof(Demonstration).Assembly.GetManifestResourceStream("FollowUp.Core.Data.Demo.demo.json")!;
        return JsonSerializer.Deserialize<Content>(stream, Json)!;
    }

    private void AddUnits(Content content)
    {
        _units["root"] = new Unit(Guid.CreateVersion7(), content.Authority, null, null);
        foreach (var unit in content.Units)
            _units[unit.Key] = new Unit(Guid.CreateVersion7(), unit.Name, _units[unit.Parent ?? "root"].Id, unit.SchoolForm);
        db.Units.AddRange(_units.Values);
    }

    private async Task AddPeopleAsync(Content content, Task<string> passwordHash, CancellationToken cancel)
    {
        var roles = await db.Roles.ToDictionaryAsync(role => role.Name!, role => role.Id, cancel);
        foreach (var person in content.People)
        {
            var user = new AppUser(Guid.CreateVersion7(), person.Name, person.Email)
            {
                NormalizedEmail = person.Email.ToUpperInvariant(),
                NormalizedUserName = person.Email.ToUpperInvariant(),
                EmailConfirmed = true,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            };
            if (Accounts.Contains(person.Email)) user.PasswordHash = await passwordHash;
            user.BecomeMemberOf([.. person.Memberships.Select(member => (_units[member.Unit].Id, member.Kind))]);
            _people[person.Email] = user;
            db.Users.Add(user);
            db.UserRoles.AddRange(person.Roles.Select(role => new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roles[role.ToString()] }));
        }
    }

    private void AddPlan(DemoPlan demo, PlanYear year)
    {
        var plan = new Plan(Guid.CreateVersion7(), year, demo.Name, demo.ReportTitle);
        plan.Change(year, demo.Name, demo.ReportTitle, null, Day(demo.LastDay, year));
        plan.Instruct(demo.FollowUpInstructions, demo.AnalysisInstructions);
        db.Plans.Add(plan);
        var timeline = new Timeline(year, clock.Now);
        foreach (var activity in demo.Activities) AddActivity(demo, activity, plan, timeline);
        foreach (var days in demo.Days ?? [])
            db.UnitDays.Add(new UnitDays(plan.Id, _units[days.Unit].Id, new UnitDaysFacts { LastDay = Day(days.LastDay, year), GraceDays = days.GraceDays }));
        foreach (var point in demo.CheckPoints ?? []) AddCheckPoint(demo, point, plan);
        if (demo.State != "Fixed") return;
        var fixedBy = _people["admin@demo.example"];
        plan.Fix(fixedBy.Id, timeline.Fixed);
        db.Audit.Add(new AuditEntry(timeline.Fixed, fixedBy.Id, AuditAction.PlanFixed, plan.Id, year.ToString()));
    }

    private void AddActivity(DemoPlan plan, DemoActivity demo, Plan inPlan, Timeline timeline)
    {
        var activity = new Activity(Guid.CreateVersion7(), inPlan.Id, demo.Number, new ActivityFacts
        {
            Title = demo.Title,
            OwnerUnitId = _units[demo.Owner].Id,
            Responsible = demo.Responsible ?? "",
            DueOn = demo.DueOn is null ? null : Day(demo.DueOn, inPlan.Year),
            GoalAreaId = demo.GoalArea is { } area ? _goalAreas[area].Id : null,
            ContinuesId = demo.Continues is { } earlier ? _activities[(earlier.Plan, earlier.Number)].Id : null,
        });
        _activities[(plan.Key, demo.Number)] = activity;
        db.Activities.Add(activity);
        foreach (var note in demo.Notes) AddNote(plan, note, activity, timeline);
    }

    private void AddCheckPoint(DemoPlan plan, DemoCheckPoint demo, Plan inPlan)
    {
        var today = clock.Today;
        var point = new CheckPoint(Guid.CreateVersion7(), inPlan.Id,
            new CheckPointFacts { Name = demo.Name, FirstDay = today.AddDays(demo.FirstDay), LastDay = today.AddDays(demo.LastDay) });
        db.CheckPoints.Add(point);
        db.CheckPointNotes.AddRange(demo.Notes.Select(said => new CheckPointNote(
            point.Id, _notes[(plan.Key, said.Number, said.Unit)].Id, new CheckPointText(said.Status, said.Text), _people[said.Author].Id, clock.Now.AddDays(-2))));
    }

    private void AddNote(DemoPlan plan, DemoNote demo, Activity activity, Timeline timeline)
    {
        var unit = _units[demo.Unit];
        var note = new Note(activity.Id, unit.Id);
        _notes[(plan.Key, activity.Number, demo.Unit)] = note;
        db.Notes.Add(note);
        var reviewer = _people["controller@demo.example"];
        if (demo.State == NoteState.Missing)
        {
            if (timeline.IsOver) db.Reminders.Add(new Reminder(note.Id, reviewer.Id, timeline.Reviewed, ""));
            return;
        }

        var author = _people[demo.Author];
        var head = HeadOf(unit) ?? author;
        Expect(note.Save(new NoteText(demo.Status, demo.FollowUp, demo.Analysis), author.Id, timeline.Written(activity.Number)));
        if (demo.State == NoteState.Draft) return;
        Expect(note.Submit(unit.IsAuthority ? author.Id : head.Id, timeline.Submitted(activity.Number)));
        if (demo.State == NoteState.Returned) Expect(note.Return(demo.Comment!, reviewer.Id, timeline.Reviewed));
        if (demo.State == NoteState.Approved) Expect(note.Approve(_people["kvalitet@demo.example"].Id, timeline.Reviewed));
    }

    private AppUser? HeadOf(Unit? unit)
    {
        for (; unit is not null; unit = _units.Values.FirstOrDefault(above => above.Id == unit.ParentId))
        {
            var head = _people.Values.FirstOrDefault(person => person.Memberships.Any(member => member.UnitId == unit.Id && member.Kind == MembershipKind.Head));
            if (head is not null) return head;
        }

        return null;
    }

    /// <summary>The content breaks no rule of the domain, or the demonstration does not start.</summary>
    private static void Expect(Outcome outcome)
    {
        if (!outcome.IsDone) throw new InvalidOperationException($"The demonstration data break a rule: {outcome.Refusals[0].Code}.");
    }

    /// <summary>A day of the school year: August to December fall in its first calendar year, January to July in its second.</summary>
    private static DateOnly Day(string monthAndDay, PlanYear year)
    {
        var parts = monthAndDay.Split('-');
        var (month, day) = (int.Parse(parts[0], null), int.Parse(parts[1], null));
        return new DateOnly(month >= 8 ? year.Start : year.Start + 1, month, day);
    }

    /// <summary>When things were written in a plan's year, never later than now.</summary>
    private sealed class Timeline(PlanYear year, DateTime now)
    {
        public bool IsOver => year.LastDay < DateOnly.FromDateTime(now);

        public DateTime Reviewed => Earlier(IsOver ? At(year.LastDay.AddDays(60)) : now.AddDays(-3));

        public DateTime Fixed => Earlier(At(year.LastDay.AddDays(80)));

        public DateTime Written(int number) => Earlier(IsOver ? At(year.LastDay.AddDays(-40 + number)) : now.AddDays(-20 + number));

        public DateTime Submitted(int number) => Earlier(IsOver ? At(year.LastDay.AddDays(-20 + number)) : now.AddDays(-18 + number));

        private DateTime Earlier(DateTime at) => at < now ? at : now;

        private static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(12, 20), DateTimeKind.Utc);
    }
}
