using System.Text.RegularExpressions;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>
/// How the database goes about each list with each filter, as SQLite's planner tells it: no table that grows with the years is read from end to end, and a list that is not
/// narrowed is read in its own order. Looking for text is left out: it reads what it looks through.
/// </summary>
public sealed partial class QueryPlanTests : IAsyncLifetime
{
    /// <summary>Tables with rows for every unit, activity, text or deed.</summary>
    private static readonly string[] BigTables =
        ["Activities", "Notes", "NoteRevisions", "NoteStateChanges", "NoteComments", "NotePresences", "Reminders", "GapWaivers", "ImportRows", "Audit"];

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Dictionary<string, Guid> _world = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.Server is not null, "SQLite's planner is asked; SQL Server's wants a database of real size.");
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _world = (await SampleWorlds.MakeAsync(_database, _sample)).Worlds[0];
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static TheoryData<string> Roles => ["Reviewer", "Head"];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Activities_EachFilter_HasItsIndex(string role)
    {
        var access = await AccessAsync(role);
        var filters = new ActivityFilter[]
        {
            new(), new() { PlanId = _world["Plan"] }, new() { UnitId = _world["Unit"] }, new() { PlanId = _world["Plan"], UnitId = _world["Unit"] }, new() { GoalAreaId = _world["GoalArea"] },
            new() { Status = NoteStatus.Completed }, new() { State = NoteState.Submitted }, new() { IsOverdue = true }, new() { IsDropped = true },
        };
        await using var db = _database.Open();
        Breaches.None([.. await ScansAsync(async () =>
        {
            foreach (var filter in filters) await new ActivityQueries(db, _database.Clock).ListAsync(access, filter, new PageRequest());
            await new ActivityQueries(db, _database.Clock).DetailsAsync(access, _world["Activity"]);
        })]);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Review_EachFilter_HasItsIndex(string role)
    {
        var access = await AccessAsync(role);
        var plan = _world["Plan"];
        var filters = new ReviewFilter[]
        {
            new() { PlanId = plan }, new() { PlanId = plan, UnitId = _sample.North.Id }, new() { PlanId = plan, Status = NoteStatus.Completed }, new() { PlanId = plan, State = NoteState.Draft },
            new() { PlanId = plan, IsOverdue = true }, new() { PlanId = plan, AwaitsReview = true }, new() { PlanId = plan, GoalAreaId = _world["GoalArea"] },
        };
        await using var db = _database.Open();
        Breaches.None([.. await ScansAsync(async () =>
        {
            foreach (var filter in filters) await new ReviewQueries(db, _database.Clock).ReadAsync(access, filter, new PageRequest());
        })]);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task PagesOfTheDay_AreReadByIndex(string role)
    {
        var access = await AccessAsync(role);
        var page = new PageRequest();
        await using var db = _database.Open();
        Breaches.None([.. await ScansAsync(async () =>
        {
            foreach (var section in Enum.GetValues<ToDoSection>()) await new ToDoQueries(db, _database.Clock).ReadAsync(access, new ToDoFilter(_world["Plan"], _sample.North.Id, section), page);
            await new ToDoQueries(db, _database.Clock).ReadAsync(access, new ToDoFilter(), page);
            await new WritingSheetQueries(db, _database.Clock).ReadAsync(access, _world["Plan"], _sample.North.Id, page);
            await new NoteQueries(db, _database.Clock).DetailsAsync(access, _world["Note"]);
            await new NoteQueries(db, _database.Clock).GlanceAsync(access, _world["Note"]);
            await new ThreadQueries(db).ReadAsync(access, _world["Activity"]);
            await new UnitStandingQueries(db, _database.Clock).ReadAsync(access, _sample.North.Id, null, page);
            await new ContinuationQueries(db).ReadAsync(access, _world["Plan"], onlyUndecided: true, page);
            await new ReadinessQueries(db, _database.Clock).ReadAsync(access, _world["Plan"], new ReadinessFilter(), page);
            await new PlanQueries(db).DetailsAsync(access, _world["Plan"]);
        })]);
    }

    [Fact]
    public async Task Audit_EachFilter_HasItsIndex()
    {
        var filters = new AuditFilter[]
        {
            new(), new() { UserId = _sample.Head.Id }, new() { SubjectId = _world["Note"] }, new() { Group = AuditGroup.Plans },
            new() { From = _database.Clock.Today.AddDays(-7) }, new() { From = _database.Clock.Today.AddDays(-7), To = _database.Clock.Today, Group = AuditGroup.Notes },
        };
        await using var db = _database.Open();
        Breaches.None([.. await ScansAsync(async () =>
        {
            foreach (var filter in filters) await new AuditQueries(db, _database.Clock).ListAsync(filter, new PageRequest());
        })]);
    }

    [Fact]
    public async Task Imports_EachFilter_HasItsIndex()
    {
        var access = await AccessAsync("Reviewer");
        await using var db = _database.Open();
        Breaches.None([.. await ScansAsync(async () =>
        {
            foreach (var filter in new ImportFilter[] { new(), new(ImportState.Preview), new(null, _sample.Reviewer.Id) })
                await new ImportQueries(db).ListAsync(access, filter, new PageRequest());
            await new ListImportQueries(db, _database.Clock).ListAsync(access, new PageRequest());
        }, "Imports", "ListImports")]);
    }

    [Fact]
    public async Task Lists_NotNarrowed_AreReadInTheirOwnOrder()
    {
        var access = await AccessAsync("Reviewer");
        await using var db = _database.Open();
        var plans = await PlansAsync(async () =>
        {
            await new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter(), new PageRequest());
            await new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter { PlanId = _world["Plan"] }, new PageRequest());
            await new AuditQueries(db, _database.Clock).ListAsync(new AuditFilter(), new PageRequest());
            await new UserQueries(db, _database.Clock).ListAsync(new UserFilter(), new PageRequest());
        });

        var lists = plans.Where(plan => plan.Command.Contains("LIMIT", StringComparison.Ordinal) && OrderOfAList().IsMatch(plan.Command)).ToList();
        Assert.True(lists.Count >= 4, $"{lists.Count} lists were seen.");
        Assert.All(lists, plan => Assert.DoesNotContain(plan.Steps, step => step == "USE TEMP B-TREE FOR ORDER BY"));
    }

    [Fact]
    public async Task Scan_OfABigTable_IsFound()
    {
        await using var db = _database.Open();
        var scans = await ScansAsync(() =>
        {
            _ = db.Notes.Count(note => note.FollowUp == "aldrig");
            return Task.CompletedTask;
        });

        Assert.Contains("SCAN n", Assert.Single(scans), StringComparison.Ordinal);
    }

    private Task<UserAccess> AccessAsync(string role) => _sample.AccessOfAsync(role == "Head" ? _sample.Head : _sample.Reviewer);

    private async Task<IReadOnlyList<string>> ScansAsync(Func<Task> ask, params string[] tables)
    {
        var big = tables.Length > 0 ? tables : BigTables;
        return
        [
            .. (from plan in await PlansAsync(ask)
                let aliases = Alias().Matches(plan.Command).ToLookup(match => match.Groups["alias"].Value, match => match.Groups["table"].Value)
                from step in plan.Steps
                let scan = Scan().Match(step)
                where scan.Success && aliases[scan.Groups["alias"].Value].Any(big.Contains)
                select $"{step}: {plan.Command.ReplaceLineEndings(" ")}").Distinct(),
        ];
    }

    private async Task<IReadOnlyList<(string Command, IReadOnlyList<string> Steps)>> PlansAsync(Func<Task> ask)
    {
        _database.ForgetCommands();
        await ask();
        await using var connection = new SqliteConnection(_database.ConnectionString);
        await connection.OpenAsync();
        var plans = new List<(string, IReadOnlyList<string>)>();
        foreach (var text in _database.Commands.Distinct().Where(text => !Nothing().IsMatch(text)))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {text}";
            foreach (var name in Parameter().Matches(text).Select(match => match.Value).Distinct()) command.Parameters.AddWithValue(name, DBNull.Value);
            await using var reader = await command.ExecuteReaderAsync();
            var steps = new List<string>();
            while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
            plans.Add((text, steps));
        }

        Assert.NotEmpty(plans);
        return plans;
    }

    /// <summary>Every row in the order of the key, or in no order.</summary>
    [GeneratedRegex(@"^SCAN (?<alias>\w+)$")]
    private static partial Regex Scan();

    [GeneratedRegex(@"""(?<table>\w+)"" AS ""(?<alias>\w+)""")]
    private static partial Regex Alias();

    /// <summary>What asks for the rows of an empty list reads none.</summary>
    [GeneratedRegex(@"WHERE 0\b")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"ORDER BY ""\w+"".""(Number|At|SortKey)"".*LIMIT", RegexOptions.Singleline)]
    private static partial Regex OrderOfAList();
}
