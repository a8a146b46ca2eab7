using System.Diagnostics;
using System.Globalization;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Activity = FollowUp.Core.Activities.Activity;

namespace FollowUp.Benchmarks;

/// <summary>
/// An authority of any size in an empty database: 100 units in ten areas, five years, activities with a follow-up and an analysis of 600 characters each. Everything is
/// made by the entities themselves, so that what holds for them holds here; rows go past the change tracker, so that a million take minutes.
/// </summary>
internal sealed class Fill(FollowUpDbContext db, int count)
{
    /// <summary>The accounts that are measured with: a reviewer, an administrator, and the head of each area and school.</summary>
    public const string Reviewer = "controller@matning.example";
    public const string Administrator = "admin@matning.example";

    private const int Years = 5;
    private const int Areas = 10;
    private const int SchoolsOfArea = 9;
    private const int PlanSize = 50_000;
    private const int TextLength = 600;
    private const int Batch = 5_000;

    private readonly DateTime _now = DateTime.UtcNow;
    private readonly List<Unit> _units = [];
    private readonly Dictionary<Guid, AppUser> _heads = [];
    private readonly List<GoalArea> _goals = [];
    private AppUser _reviewer = null!;

    public static string HeadOf(int unit) => FormattableString.Invariant($"rektor{unit}@matning.example");

    /// <param name="activities">How many.</param>
    /// <param name="database">A SQLite file, or a connection string of SQL Server.</param>
    public static async Task RunAsync(int activities, string database)
    {
        using var gate = new WriteGate();
        var options = new DatabaseOptions { CommandTimeoutSeconds = 600 };
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        if (database.Contains('=', StringComparison.Ordinal)) SqlServerDatabase.Configure(builder, database, options);
        else SqliteDatabase.Configure(builder, $"Data Source={Path.GetFullPath(database)};Pooling=False", options, gate);
        await using var db = new FollowUpDbContext(builder.Options);
        var start = Stopwatch.GetTimestamp();
        await db.Database.MigrateAsync();
        if (await db.Units.AnyAsync()) throw new InvalidOperationException("The database is not empty.");
        await new Fill(db, activities).RunAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{activities:N0} activities in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }

    private async Task RunAsync()
    {
        await AddAuthorityAsync();
        var plans = await AddPlansAsync();
        await db.Database.OpenConnectionAsync();
        var isSqlite = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

        // What is lost in a crash is made again.
        if (isSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY;");
        var random = new Random(20261125);
        var done = 0;
        foreach (var plan in plans)
        {
            foreach (var numbers in Enumerable.Range(1, plan.Count).Chunk(Batch))
            {
                await using var rows = await BulkRows.BeginAsync(db);
                foreach (var number in numbers) Add(rows, plan, number, random);
                await rows.CommitAsync();
                done += numbers.Length;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {count:N0}"));
        }

        if (isSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;");
    }

    private async Task AddAuthorityAsync()
    {
        var root = new Unit(Guid.CreateVersion7(), "Mätkommunen", null, null);
        var areas = Enumerable.Range(1, Areas).Select(i => new Unit(Guid.CreateVersion7(), $"Område {i}", root.Id, null)).ToList();
        _units.AddRange(areas.SelectMany((area, a) => Enumerable.Range(1, SchoolsOfArea)
            .Select(i => new Unit(Guid.CreateVersion7(), $"Mätskolan {(a * SchoolsOfArea) + i}", area.Id, SchoolForm.CompulsorySchool)).Prepend(area)));
        db.Add(root);
        db.AddRange(areas);
        db.AddRange(_units.Where(unit => !areas.Contains(unit)));
        var roles = Enum.GetValues<AppRole>().ToDictionary(role => role, role => new IdentityRole<Guid>(role.ToString())
        {
            Id = Guid.CreateVersion7(),
            NormalizedName = role.ToString().ToUpperInvariant(),
        });
        db.AddRange(roles.Values);
        var hash = new PasswordHasher<AppUser>().HashPassword(new AppUser(Guid.CreateVersion7(), "", ""), Demonstration.Password);
        _reviewer = AddUser("Mätande Controller", Reviewer, AppRole.Reviewer, null);
        AddUser("Mätande Administratör", Administrator, AppRole.Administrator, null);
        foreach (var (index, unit) in _units.Index()) _heads[unit.Id] = AddUser($"Rektor {index + 1}", HeadOf(index + 1), AppRole.Principal, unit);
        for (var i = 1; i <= 8; i++)
        {
            _goals.Add(new GoalArea(Guid.CreateVersion7(), $"Målområde {i}", i));
            db.Add(_goals[^1]);
        }

        await db.SaveChangesAsync();

        AppUser AddUser(string name, string email, AppRole role, Unit? unit)
        {
            var user = new AppUser(Guid.CreateVersion7(), name, email)
            {
                NormalizedEmail = email.ToUpperInvariant(),
                NormalizedUserName = email.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                PasswordHash = hash,
            };
            if (unit is not null) user.BecomeMemberOf([(unit.Id, MembershipKind.Head)]);
            db.AddRange(user, new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roles[role].Id });
            return user;
        }
    }

    /// <summary>Five years, the last one open and the others fixed; a year that is too large for one plan has several.</summary>
    private async Task<List<YearPlan>> AddPlansAsync()
    {
        var plans = new List<YearPlan>();
        var latest = PlanYear.SchoolYearOf(DateOnly.FromDateTime(_now)).Start;
        for (var year = latest - Years + 1; year <= latest; year++)
        {
            var left = count / Years;
            for (var part = 1; left > 0; part++)
            {
                var size = Math.Min(left, PlanSize);
                var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, year), part == 1 ? "" : $"Del {part}", "Kvalitetsrapport");
                if (year < latest) Check(plan.Fix(_reviewer.Id, _now));
                plans.Add(new YearPlan(plan.Id, year, year == latest, size));
                db.Add(plan);
                left -= size;
            }
        }

        await db.SaveChangesAsync();
        return plans;
    }

    private void Add(BulkRows rows, YearPlan plan, int number, Random random)
    {
        var unit = _units[number % _units.Count];
        var due = new DateOnly(plan.Year + 1, 1 + random.Next(6), 1 + random.Next(28));
        var activity = new Activity(Guid.CreateVersion7(), plan.Id, number, new ActivityFacts
        {
            Title = $"{Texts.Title(random)} {number}",
            OwnerUnitId = unit.Id,
            Responsible = random.Next(3) == 0 ? "Kvalitetsgruppen" : "",
            DueOn = random.Next(4) == 0 ? null : due,
            GoalAreaId = _goals[random.Next(_goals.Count)].Id,
        });
        rows.Add(activity);
        AddNote(rows, plan, activity, unit, due, random);

        // Some concern two more units.
        if (number % 10 != 0) return;
        AddNote(rows, plan, activity, _units[(number + 1) % _units.Count], due, random);
        AddNote(rows, plan, activity, _units[(number + 37) % _units.Count], due, random);
    }

    private void AddNote(BulkRows rows, YearPlan plan, Activity activity, Unit unit, DateOnly due, Random random)
    {
        var note = new Note(activity.Id, unit.Id);
        var head = _heads[unit.Id];
        var at = due.ToDateTime(new TimeOnly(random.Next(24), random.Next(60), random.Next(60)), DateTimeKind.Utc);
        if (at > _now) at = _now.AddMinutes(-random.Next(200_000));

        // In the open year some are still to be written.
        if (!plan.IsOpen || random.Next(10) > 0)
        {
            var status = (NoteStatus)random.Next(1, 5);
            Check(note.Save(new NoteText(status, Texts.Of(random, TextLength), Texts.Of(random, TextLength)), head.Id, at));
            rows.Add(new AuditEntry(at, head.Id, AuditAction.NoteSaved, note.Id, activity.Label, unit.Name));
            if (!plan.IsOpen || random.Next(2) == 0) Check(note.Submit(head.Id, at.AddMinutes(1)));
            if (!plan.IsOpen) Check(note.Approve(_reviewer.Id, at.AddMinutes(2)));
        }

        rows.Add(note);
        foreach (var revision in note.Revisions) rows.Add(revision);
        foreach (var change in note.StateChanges) rows.Add(change);
    }

    private static void Check(FollowUp.Core.Outcome outcome)
    {
        if (!outcome.IsDone) throw new InvalidOperationException(string.Join(", ", outcome.Refusals.Select(refusal => refusal.Code)));
    }

    private sealed record YearPlan(Guid Id, int Year, bool IsOpen, int Count);

    /// <summary>Texts of a likely length, made of a vocabulary in which some words are frequent and others rare.</summary>
    private static class Texts
    {
        private static readonly string[] Common =
        [
            "vi", "har", "prövat", "arbetssättet", "eleverna", "lärarna", "undervisningen", "resultaten", "skolan", "arbetslaget", "under", "läsåret", "och", "att", "som",
            "för", "med", "stöd", "läsning", "matematik", "trygghet", "studiero", "bedömning", "samverkan", "uppföljning", "analys", "utveckling", "kartläggning", "elevhälsan",
            "rektor", "vårdnadshavare", "närvaro", "kunskaper", "likvärdighet", "kollegialt", "lärande", "språkutvecklande", "digitala", "verktyg", "rutiner", "förskolan",
        ];

        private static readonly string[] Starts =
            ["ut", "in", "för", "efter", "sam", "över", "under", "med", "an", "av", "be", "gen", "mål", "språk", "läs", "skriv", "räkne", "klass", "grupp", "kvalitets"];

        private static readonly string[] Middles =
            ["arbet", "prov", "bygg", "led", "skap", "hand", "råd", "lag", "tid", "rum", "form", "kraft", "plan", "syn", "mät", "väx", "bild", "ord", "tal", "spel", "vård", "sök"];

        private static readonly string[] Ends =
            ["ning", "ande", "are", "ningen", "het", "skap", "else", "ningar", "arna", "ningsgrupp", "ningsplan", "ningstid", "sätt", "dagar", "träffar", "samtal", "möten"];

        public static string Title(Random random) => $"{Capital(Word(random))} {Word(random)} {Word(random)} {Word(random)}";

        public static string Of(Random random, int length)
        {
            var text = new System.Text.StringBuilder(length + 60);
            while (text.Length < length)
            {
                var words = random.Next(7, 16);
                text.Append(Capital(Word(random)));
                for (var i = 1; i < words; i++) text.Append(' ').Append(Word(random));
                text.Append(random.Next(5) == 0 ? ".\n\n" : ". ");
            }

            text.Length = length;
            return text.ToString().Trim();
        }

        private static string Word(Random random) => random.Next(10) < 8
            ? Common[random.Next(Common.Length)]
            : Starts[random.Next(Starts.Length)] + Middles[random.Next(Middles.Length)] + Ends[random.Next(Ends.Length)];

        private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
    }
}
