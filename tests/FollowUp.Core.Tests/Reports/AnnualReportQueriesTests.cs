using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Tests.Documents;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class AnnualReportQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_Reviewer_GetsTheWholeInOrderWithTheOwningUnitsText()
    {
        var second = await _sample.AddActivityAsync(2, "Gemensam läsning", _sample.South, _sample.North);
        var first = await _sample.AddActivityAsync(1, "Trygga raster", _sample.North);
        await _sample.WriteAsync(first, _sample.North, NoteState.Approved, NoteStatus.Completed, "Raster har vuxna.", "Fler vuxna gav lugn.");
        await _sample.WriteAsync(second, _sample.South, NoteState.Submitted, NoteStatus.InProgress, "Södra läser.", "");
        await _sample.WriteAsync(second, _sample.North, NoteState.Submitted, NoteStatus.NotStarted, "Norra väntar.", "");

        var report = await ReadAsync(_sample.Reviewer, _sample.Plan);

        Assert.NotNull(report);
        Assert.Equal(("Uppföljning av årets planerade aktiviteter", "2026/27", "Provkommunen", null), (report.Title, report.YearLabel, report.AuthorityName, report.UnitName));
        Assert.Equal(new DateOnly(2026, 11, 18), report.ReadOn);
        Assert.Equal([1, 2], report.Listed().Select(activity => activity.Number));
        Assert.Equal(["Raster har vuxna.", "Södra läser."], report.Listed().Select(activity => activity.FollowUp));
        Assert.Equal(["Norra provskolan", "Södra provskolan"], report.Listed().Select(activity => activity.UnitName));
        Assert.All(report.Listed(), activity => Assert.Null(activity.ReportingUnitName));
        Assert.Equal(new StatusCounts(0, 1, 1, 0, 0), report.Counts);
    }

    [Theory]
    [InlineData(NoteState.Missing, false, false)]
    [InlineData(NoteState.Draft, false, true)]
    [InlineData(NoteState.Returned, false, true)]
    [InlineData(NoteState.Submitted, true, false)]
    [InlineData(NoteState.Approved, true, false)]
    public async Task Read_EveryState_ShowsOnlyWhatIsHandedIn(NoteState state, bool isShown, bool hasDraft)
    {
        var activity = await _sample.AddActivityAsync(1, "Trygga raster", _sample.North);
        await _sample.WriteAsync(activity, _sample.North, state, NoteStatus.Completed, "Hemligt utkast", "Hemlig analys");

        foreach (var user in new[] { _sample.Reviewer, _sample.Administrator, _sample.Head })
        {
            var printed = Assert.Single((await ReadAsync(user, _sample.Plan))!.Listed());
            Assert.Equal((isShown, isShown ? NoteStatus.Completed : null), (printed.IsShown, printed.Status));
            Assert.Equal(isShown ? ("Hemligt utkast", "Hemlig analys") : ("", ""), (printed.FollowUp, printed.Analysis));
            if (!isShown) Assert.Equal(hasDraft, printed.HasDraft);
        }
    }

    [Fact]
    public async Task Read_Principal_GetsTheOwnUnitsPartWithTheOwnText()
    {
        var shared = await _sample.AddActivityAsync(1, "Gemensam läsning", _sample.South, _sample.North);
        await _sample.AddActivityAsync(2, "Bara Södra", _sample.South);
        await _sample.WriteAsync(shared, _sample.South, NoteState.Approved, NoteStatus.InProgress, "Södra läser.", "");
        await _sample.WriteAsync(shared, _sample.North, NoteState.Submitted, NoteStatus.NotStarted, "Norra väntar.", "");

        var report = await ReadAsync(_sample.Head, _sample.Plan);

        Assert.Equal("Norra provskolan", report!.UnitName);
        var printed = Assert.Single(report.Listed());
        Assert.Equal(("Södra provskolan", "Norra provskolan", "Norra väntar."), (printed.UnitName, printed.ReportingUnitName, printed.FollowUp));
    }

    [Fact]
    public async Task Read_PrincipalOfSeveralUnits_TakesTheOwnersTextElseTheFirstUnits()
    {
        var areaHead = await _sample.AddUserAsync("Arne Område", "arne@prov.example", [AppRole.Principal], [(_sample.Area, MembershipKind.Head)]);
        var owned = await _sample.AddActivityAsync(1, "Ägs av Södra", _sample.South, _sample.North);
        var foreign = await _sample.AddActivityAsync(2, "Ägs av förvaltningen", _sample.Administration, _sample.South, _sample.North);
        await _sample.WriteAsync(owned, _sample.South, NoteState.Submitted, followUp: "Södra 1");
        await _sample.WriteAsync(owned, _sample.North, NoteState.Submitted, followUp: "Norra 1");
        await _sample.WriteAsync(foreign, _sample.South, NoteState.Submitted, followUp: "Södra 2");
        await _sample.WriteAsync(foreign, _sample.North, NoteState.Submitted, followUp: "Norra 2");

        var all = await ReadAsync(areaHead, _sample.Plan);
        var south = await ReadAsync(areaHead, _sample.Plan, _sample.South.Id);

        Assert.Equal("Grundskola", all!.UnitName);
        Assert.Equal(["Södra 1", "Norra 2"], all.Listed().Select(activity => activity.FollowUp));
        Assert.Equal("Södra provskolan", south!.UnitName);
        Assert.Equal(["Södra 1", "Södra 2"], south.Listed().Select(activity => activity.FollowUp));
        Assert.Null(await ReadAsync(areaHead, _sample.Plan, _sample.Preschool.Id));
    }

    [Fact]
    public async Task Read_ReviewerWithAUnit_GetsTheBranchsPart()
    {
        await _sample.AddActivityAsync(1, "Norras egen", _sample.North);
        await _sample.AddActivityAsync(2, "Förskolans egen", _sample.Preschool);
        await _sample.AddActivityAsync(3, "Gemensam", _sample.Preschool, _sample.South);

        var area = await ReadAsync(_sample.Reviewer, _sample.Plan, _sample.Area.Id);
        var authority = await ReadAsync(_sample.Reviewer, _sample.Plan, _sample.Authority.Id);

        Assert.Equal("Grundskola", area!.UnitName);
        Assert.Equal([1, 3], area.Listed().Select(activity => activity.Number));
        Assert.Equal([null, "Södra provskolan"], area.Listed().Select(activity => activity.ReportingUnitName));
        Assert.Null(authority!.UnitName);
        Assert.Equal(3, authority.Listed().Count);
        Assert.Null(await ReadAsync(_sample.Reviewer, _sample.Plan, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Read_Reader_GetsTheWholeOnlyOnceItIsFixed()
    {
        await _sample.AddActivityAsync(1, "Öppen", _sample.North);
        var activity = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fastställd", null, _sample.North);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Approved);

        Assert.Null(await ReadAsync(_sample.Reader, _sample.Plan));
        Assert.Null(await ReadAsync(_sample.Reader, _sample.Plan, _sample.North.Id));
        var report = await ReadAsync(_sample.Reader, _sample.FixedPlan);
        Assert.Null(report!.UnitName);
        Assert.Equal(_sample.Administrator.Name, report.FixedBy);
        Assert.Equal("Det här är gjort.", Assert.Single(report.Listed()).FollowUp);
    }

    [Fact]
    public async Task Read_PrincipalWithNothingInThePlan_IsNotFound()
    {
        await _sample.AddActivityAsync(1, "Bara Södra", _sample.South);

        Assert.Null(await ReadAsync(_sample.Head, _sample.Plan));
        Assert.Null(await ReadAsync(_sample.Head, _sample.Plan, _sample.South.Id));
        Assert.Null(await ReadAsync(_sample.Reviewer, null));
    }

    [Fact]
    public async Task Read_DroppedActivity_IsLeftOut()
    {
        var activity = await _sample.AddActivityAsync(1, "Struken", _sample.North);
        await _sample.AddActivityAsync(2, "Kvar", _sample.North);
        await DropAsync(activity);

        Assert.Equal("Kvar", Assert.Single((await ReadAsync(_sample.Reviewer, _sample.Plan))!.Listed()).Title);
    }

    [Fact]
    public async Task Read_Facts_AreThoseOfTheActivity()
    {
        await using (var db = _database.Open())
        {
            var area = new GoalArea(Guid.CreateVersion7(), "Trygghet", 1);
            var last = new Activity(Guid.CreateVersion7(), _sample.FixedPlan.Id, 7, new ActivityFacts { Title = "Fjolårets", OwnerUnitId = _sample.North.Id });
            var activity = new Activity(Guid.CreateVersion7(), _sample.Plan.Id, 1, new ActivityFacts
            {
                Title = "Årets",
                OwnerUnitId = _sample.Authority.Id,
                Responsible = "Skolchefen",
                DueOn = new DateOnly(2027, 3, 1),
                GoalAreaId = area.Id,
                ContinuesId = last.Id,
            });
            db.AddRange(area, last, activity, new Note(activity.Id, _sample.Authority.Id));
            await db.SaveChangesAsync();
        }

        var printed = Assert.Single((await ReadAsync(_sample.Administrator, _sample.Plan))!.Listed());

        Assert.Equal(
            ("Provkommunen", "Skolchefen", new DateOnly(2027, 3, 1), "Trygghet", "2025/26"),
            (printed.UnitName, printed.Responsible, printed.DueOn, printed.GoalArea, printed.ContinuedFrom));
    }

    [Fact]
    public async Task Read_FiveAndSixtyActivities_TakesTheSameCommands()
    {
        var few = await CommandsAsync(5);
        var many = await CommandsAsync(60);

        Assert.Equal(few, many);
        Assert.Equal(11, many);

        async Task<int> CommandsAsync(int activities)
        {
            await using (var db = _database.Open())
            {
                var has = await db.Activities.CountAsync();
                for (var number = has + 1; number <= activities; number++) await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
            }

            _database.ForgetCommands();
            await using var read = _database.Open();
            var access = await _sample.AccessOfAsync(_sample.Reviewer);
            _database.ForgetCommands();
            var report = await new AnnualReportQueries(read, _database.Clock).ReadAsync(access, _sample.Plan.Id);
            Assert.Equal(activities, await report!.Activities.CountAsync());
            return _database.Commands.Count;
        }
    }

    [Fact]
    public async Task List_EveryRole_SeesTheReportsItMayPrint()
    {
        var own = await _sample.AddActivityAsync(1, "Norras", _sample.North);
        await _sample.AddActivityAsync(2, "Gemensam", _sample.South, _sample.North);
        await _sample.AddActivityAsync(3, "Södras", _sample.South);
        await _sample.WriteAsync(own, _sample.North, NoteState.Submitted);

        Assert.Equal([("2026/27", 3, 4, 1), ("2025/26", 0, 0, 0)], await ListAsync(_sample.Reviewer));
        Assert.Equal([("2026/27", 3, 4, 1), ("2025/26", 0, 0, 0)], await ListAsync(_sample.Administrator));
        Assert.Equal([("2025/26", 0, 0, 0)], await ListAsync(_sample.Reader));
        Assert.Equal([("2026/27", 2, 2, 1)], await ListAsync(_sample.Head));

        async Task<IEnumerable<(string, int, int, int)>> ListAsync(AppUser user)
        {
            await using var db = _database.Open();
            var page = await new AnnualReportQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(user), new PageRequest());
            return page.Rows.Select(row => (row.Year.ToString(), row.Activities, row.Notes, row.HandedIn));
        }
    }

    [Fact]
    public async Task Parts_EveryRole_ChoosesAmongUnitsThatThePlanConcerns()
    {
        var areaHead = await _sample.AddUserAsync("Arne Område", "arne@prov.example", [AppRole.Principal], [(_sample.Area, MembershipKind.Head)]);
        await _sample.AddActivityAsync(1, "Gemensam", _sample.Administration, _sample.North);

        Assert.Equal(["Provkommunen", "Grundskola", "Norra provskolan", "Utbildningsförvaltningen"], await PartsAsync(_sample.Reviewer));
        Assert.Equal(["Grundskola", "Norra provskolan"], await PartsAsync(areaHead));
        Assert.Empty(await PartsAsync(_sample.Head));
        Assert.Empty(await PartsAsync(_sample.Reader));

        async Task<IEnumerable<string>> PartsAsync(AppUser user)
        {
            await using var db = _database.Open();
            var parts = await new AnnualReportQueries(db, _database.Clock).PartsAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id);
            return parts.Select(part => part.Unit.Name);
        }
    }

    [Fact]
    public async Task Years_Reader_CountsFixedPlansAlone()
    {
        await AddYearAsync(2023, isFixed: true);
        await AddYearAsync(2024, isFixed: false);
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fastställd", null, _sample.North);

        Assert.Equal(["2023/24", "2025/26"], Years(await ReadAsync(_sample.Reader, _sample.FixedPlan)));
        Assert.Equal(["2023/24", "2024/25", "2025/26"], Years(await ReadAsync(_sample.Reviewer, _sample.FixedPlan)));
        Assert.Equal(["2023/24", "2024/25", "2025/26"], Years(await ReadAsync(_sample.Head, _sample.FixedPlan)));

        async Task AddYearAsync(int year, bool isFixed)
        {
            var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, year), "", "Uppföljning");
            if (isFixed) plan.Fix(_sample.Administrator.Id, _database.Clock.Now);
            await using (var db = _database.Open())
            {
                db.Plans.Add(plan);
                await db.SaveChangesAsync();
            }

            await _sample.AddActivityAsync(plan, 1, "Tidigare", null, _sample.North);
        }

        static IEnumerable<string> Years(AnnualReport? report) => report!.Figures.Single(figure => figure.Kind == FigureKind.Year).Rows.Select(row => row.Name);
    }

    [Fact]
    public async Task Figures_OfAPart_CountTheNotesThatArePrinted()
    {
        foreach (var plan in new[] { _sample.FixedPlan, _sample.Plan })
        {
            var shared = await _sample.AddActivityAsync(plan, 1, "Förvaltningens", null, _sample.Administration, _sample.South, _sample.North);
            var own = await _sample.AddActivityAsync(plan, 2, "Södras", null, _sample.South, _sample.North);
            await _sample.WriteAsync(shared, _sample.Administration, NoteState.Approved, NoteStatus.NotStarted);
            await _sample.WriteAsync(shared, _sample.South, NoteState.Approved, NoteStatus.NotCarriedOut);
            await _sample.WriteAsync(shared, _sample.North, NoteState.Approved, NoteStatus.Completed);
            await _sample.WriteAsync(own, _sample.South, NoteState.Approved, NoteStatus.InProgress);
            await _sample.WriteAsync(own, _sample.North, NoteState.Approved, NoteStatus.Completed);
        }

        var area = await ReadAsync(_sample.Reviewer, _sample.Plan, _sample.Area.Id);
        var north = await ReadAsync(_sample.Reviewer, _sample.Plan, _sample.North.Id);

        Assert.Equal(new StatusCounts(0, 1, 1, 0, 0), area!.Counts);
        Assert.Equal([("2025/26", area.Counts), ("2026/27", area.Counts)], Rows(area, FigureKind.Year));
        Assert.Equal(
            [("Norra provskolan", new StatusCounts(0, 0, 1, 0, 0)), ("Södra provskolan", new StatusCounts(0, 1, 0, 0, 0))],
            Rows(area, FigureKind.Unit));
        Assert.DoesNotContain(area.Figures, figure => figure.Kind == FigureKind.SchoolForm);
        Assert.Equal(new StatusCounts(0, 0, 2, 0, 0), north!.Counts);
        Assert.Equal([("2025/26", north.Counts), ("2026/27", north.Counts)], Rows(north, FigureKind.Year));
        Assert.DoesNotContain(north.Figures, figure => figure.Kind == FigureKind.Unit);

        static IEnumerable<(string, StatusCounts)> Rows(AnnualReport report, FigureKind kind) =>
            report.Figures.Single(figure => figure.Kind == kind).Rows.Select(row => (row.Name, row.Counts));
    }

    [Fact]
    public async Task Part_OfAFixedPlan_IsNotForReaders()
    {
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Gemensam", null, _sample.Administration, _sample.North, _sample.South);

        Assert.NotNull(await ReadAsync(_sample.Reader, _sample.FixedPlan));
        Assert.Null(await ReadAsync(_sample.Reader, _sample.FixedPlan, _sample.North.Id));
        Assert.NotNull(await ReadAsync(_sample.Reviewer, _sample.FixedPlan, _sample.North.Id));
        await using var db = _database.Open();
        Assert.Empty(await new AnnualReportQueries(db, _database.Clock).PartsAsync(await _sample.AccessOfAsync(_sample.Reader), _sample.FixedPlan.Id));
    }

    private async Task<AnnualReport?> ReadAsync(AppUser user, Plan? plan, Guid? unitId = null)
    {
        await using var db = _database.Open();
        var report = await new AnnualReportQueries(db, _database.Clock)
            .ReadAsync(await _sample.AccessOfAsync(user), plan?.Id ?? Guid.CreateVersion7(), new ReportScope { UnitId = unitId });
        return report is null ? null : report with { Activities = (await report.Activities.ToListAsync()).ToAsyncEnumerable() };
    }

    private async Task DropAsync(Activity activity)
    {
        await using var db = _database.Open();
        (await db.Activities.SingleAsync(found => found.Id == activity.Id)).Drop("Behövs inte", _database.Clock.Now);
        await db.SaveChangesAsync();
    }
}
