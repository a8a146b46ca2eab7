using FollowUp.Core.Audit;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Plans;

public sealed class PlanServiceTests : IAsyncLifetime
{
    private static readonly PlanFacts Next = new() { Year = "2027/2028", ReportTitle = "Kvalitetsrapport" };

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Create_TwiceAsByADoubleClick_MakesOnePlanWithAudit()
    {
        var id = Guid.CreateVersion7();
        var facts = Next with { OpensOn = new DateOnly(2027, 9, 1), LastDay = new DateOnly(2028, 6, 10) };

        var both = await Task.WhenAll(CreateAsync(id, facts), CreateAsync(id, facts));
        var again = await CreateAsync(id, facts);

        Assert.All(both.Append(again), outcome => Assert.True(outcome.IsDone));
        await using var db = _database.Open();
        var plan = await db.Plans.SingleAsync(x => x.Id == id);
        Assert.Equal((new PlanYear(YearKind.SchoolYear, 2027), facts.OpensOn, facts.LastDay), (plan.Year, plan.OpensOn, plan.LastDay));
        Assert.Equal("2027/28", (await db.Audit.SingleAsync(x => x.SubjectId == id)).Subject);
    }

    [Fact]
    public async Task Create_YearAndNameOfAnother_IsRefused()
    {
        var taken = await CreateAsync(Guid.CreateVersion7(), Next with { Year = "2026/27" });
        var beside = await CreateAsync(Guid.CreateVersion7(), Next with { Year = "2026/27", Name = "Förskola" });

        Assert.Equal(("PlanExists", "Name"), (Assert.Single(taken.Refusals).Code, taken.Refusals[0].Field));
        Assert.True(beside.IsDone);
    }

    [Theory]
    [InlineData("", "Titel", "PlanYearMissing")]
    [InlineData("2026/28", "Titel", "PlanYearUnreadable")]
    [InlineData("2027", " ", "PlanReportTitleMissing")]
    public async Task Create_WithGaps_IsRefused(string year, string title, string code) =>
        Assert.Equal(code, Assert.Single((await CreateAsync(Guid.CreateVersion7(), new PlanFacts { Year = year, ReportTitle = title })).Refusals).Code);

    [Fact]
    public async Task Create_LastDayBeforeOpening_IsRefused()
    {
        var facts = Next with { OpensOn = new DateOnly(2028, 1, 1), LastDay = new DateOnly(2027, 12, 31) };

        Assert.Equal("PlanEndsBeforeItOpens", Assert.Single((await CreateAsync(Guid.CreateVersion7(), facts)).Refusals).Code);
    }

    [Fact]
    public async Task Create_ByPrincipalOrReader_IsNotFound()
    {
        Assert.True((await CreateAsync(Guid.CreateVersion7(), Next, _sample.Head)).IsNotFound);
        Assert.True((await CreateAsync(Guid.CreateVersion7(), Next, _sample.Reader)).IsNotFound);
    }

    [Fact]
    public async Task Change_WithAnOldVersion_IsAConflict()
    {
        var facts = new PlanFacts { Year = "2026/27", ReportTitle = "Ny titel" };
        await using var db = _database.Open();
        var service = Service(db);
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.True((await service.ChangeAsync(access, _sample.Plan.Id, _sample.Plan.Version, facts)).IsDone);
        Assert.True((await service.ChangeAsync(access, _sample.Plan.Id, _sample.Plan.Version, facts)).IsConflict);
    }

    [Fact]
    public async Task Change_ToAnothersYear_IsRefused()
    {
        await using var db = _database.Open();

        var outcome = await Service(db).ChangeAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, _sample.Plan.Version, Next with { Year = "2025/26" });

        Assert.Equal("PlanExists", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Instruct_KeepsMarkdownAndRefusesTooMuch()
    {
        await using var db = _database.Open();
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        var tooLong = await Service(db).InstructAsync(access, _sample.Plan.Id, _sample.Plan.Version, new PlanInstructions("", new string('x', 4_001)));
        var done = await Service(db).InstructAsync(access, _sample.Plan.Id, _sample.Plan.Version, new PlanInstructions("- ett\r\n- två", "Varför?"));

        Assert.Equal("Analysis", Assert.Single(tooLong.Refusals).Field);
        Assert.True(done.IsDone);
        Assert.Equal("- ett\n- två", (await db.Plans.SingleAsync(x => x.Id == _sample.Plan.Id)).FollowUpInstructions);
    }

    [Fact]
    public async Task FixAndUnlock_LockThePlanAndOpenItAgain()
    {
        var access = await _sample.AccessOfAsync(_sample.Administrator);
        await using var db = _database.Open();
        var service = Service(db);
        var plan = await db.Plans.SingleAsync(x => x.Id == _sample.Plan.Id);
        Assert.True(plan.Fix(access.UserId, _database.Clock.Now).IsDone);
        await db.SaveChangesAsync();

        Assert.Equal("PlanIsFixed", (await service.ChangeAsync(access, plan.Id, plan.Version, Next)).Refusals.Single().Code);
        Assert.Equal("PlanIsFixed", (await service.InstructAsync(access, plan.Id, plan.Version, new PlanInstructions("", ""))).Refusals.Single().Code);
        Assert.Equal("PlanAlreadyFixed", plan.Fix(access.UserId, _database.Clock.Now).Refusals.Single().Code);
        Assert.True((await service.UnlockAsync(access, plan.Id, plan.Version)).IsDone);

        Assert.False(plan.IsFixed);
        Assert.Equal([AuditAction.PlanUnlocked], await db.Audit.Where(x => x.SubjectId == plan.Id).Select(x => x.Action).ToListAsync());
    }

    private PlanService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome> CreateAsync(Guid id, PlanFacts facts, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await Service(db).CreateAsync(await _sample.AccessOfAsync(by ?? _sample.Reviewer), id, facts);
    }
}
