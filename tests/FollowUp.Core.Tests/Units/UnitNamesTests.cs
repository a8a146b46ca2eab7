using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Units;

/// <summary>What a unit is called in years that are fixed, and in the others.</summary>
public sealed class UnitNamesTests : IAsyncLifetime
{
    private const string Old = "Norra provskolan";
    private const string New = "Björkskolan";

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _before = null!;
    private Note _now = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _before = await _sample.WriteAsync(await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjolårets", null, _sample.North), _sample.North, NoteState.Approved);
        _now = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Årets", _sample.North), _sample.North, NoteState.Approved);
        _database.Time.Advance(TimeSpan.FromDays(30));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Rename_EveryPage_ShowsTheOldNameInTheFixedYearAndTheNewOneInTheOpen()
    {
        await ChangeAsync(New);

        Assert.Equal((Old, New), (await NamesAsync(_before, _sample.FixedPlan), await NamesAsync(_now, _sample.Plan)));
    }

    [Fact]
    public async Task Rename_Twice_ShowsTheNameThatHeldWhenThePlanWasFixed()
    {
        await ChangeAsync(New);
        await using (var db = _database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now.AddDays(1));
            await db.SaveChangesAsync();
        }

        _database.Time.Advance(TimeSpan.FromDays(30));
        await ChangeAsync("Björkbackaskolan");

        Assert.Equal((Old, New), (await NamesAsync(_before, _sample.FixedPlan), await NamesAsync(_now, _sample.Plan)));
    }

    [Fact]
    public async Task Rename_TheFixedPlanIsUnlockedAndFixedAgain_KeepsTheNamesOfItsTime()
    {
        await ChangeAsync(New);
        await using (var db = _database.Open())
        {
            var plan = await db.Plans.SingleAsync(plan => plan.Id == _sample.FixedPlan.Id);
            Assert.True(plan.Unlock().IsDone);
            Assert.True(plan.Fix(_sample.Administrator.Id, _database.Clock.Now.AddDays(1)).IsDone);
            await db.SaveChangesAsync();
        }

        Assert.Equal(Old, await NamesAsync(_before, _sample.FixedPlan));
    }

    [Fact]
    public async Task Rename_AsACorrection_ChangesEveryYearAndIsNoFormerName()
    {
        await ChangeAsync(New);
        _database.Time.Advance(TimeSpan.FromDays(1));
        await ChangeAsync(New, _sample.Authority);
        await ChangeAsync("Björkenskolan", _sample.Authority, isCorrection: true);

        Assert.Equal((Old, "Björkenskolan"), (await NamesAsync(_before, _sample.FixedPlan), await NamesAsync(_now, _sample.Plan)));
        Assert.Equal([(null, "Grundskola"), (Old, null)], (await DetailsAsync()).Changes.Select(change => (change.Name, change.Parent)));
    }

    [Fact]
    public async Task RenameAndMove_TheUnitsPage_TellsOfBothWithTheDay()
    {
        await ChangeAsync(New, _sample.Authority);

        var change = Assert.Single((await DetailsAsync()).Changes);
        Assert.Equal((Old, "Grundskola", _database.Clock.Now), (change.Name, change.Parent, change.At));
    }

    [Fact]
    public async Task Search_ByAFormerName_FindsTheUnit()
    {
        await ChangeAsync(New);
        await using var db = _database.Open();

        var found = await new SearchQueries(db).FindAsync(await AdministratorAsync(), "norra prov", SearchKind.Units, new PageRequest());

        Assert.Equal(New, Assert.Single(found.Units!.Rows).Name);
        var listed = await new UnitQueries(db, _database.Clock).ListAsync(new UnitFilter("norra prov"), new PageRequest());
        Assert.Equal(New, Assert.Single(listed.Rows).Unit.Name);
    }

    /// <summary>The one name that all pages of a plan give the unit.</summary>
    private async Task<string> NamesAsync(Note note, Plan plan)
    {
        await using var db = _database.Open();
        var access = await AdministratorAsync();
        var shown = (await new NoteQueries(db, _database.Clock).DetailsAsync(access, note.Id))!;
        var activity = (await new ActivityQueries(db, _database.Clock).DetailsAsync(access, note.ActivityId))!;
        var row = Assert.Single((await new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter { PlanId = plan.Id }, new PageRequest())).Rows);
        var overview = (await new ReviewQueries(db, _database.Clock).ReadAsync(access, new ReviewFilter { PlanId = plan.Id }, new PageRequest()))!;
        var report = (await new AnnualReportQueries(db, _database.Clock).ReadAsync(access, plan.Id))!;
        var side = (await new SideBySideQueries(db).ReadAsync(access, note.ActivityId, new SideBySideFilter(), new PageRequest()))!;
        var text = (await new SearchQueries(db).FindAsync(access, "gjort", SearchKind.Texts, new PageRequest())).Texts!.Rows.Single(found => found.NoteId == note.Id);
        var title = (await new SearchQueries(db).FindAsync(access, note.Id == _before.Id ? "fjol" : "årets", SearchKind.Activities, new PageRequest())).Activities!.Rows.Single(found => found.Id == note.ActivityId);
        return Assert.Single(new string?[]
        {
            shown.UnitName,
            shown.OwnerUnitName,
            (await new NoteHistoryQueries(db, _database.Clock).ReadAsync(access, note.Id, null, null, new PageRequest()))!.UnitName,
            activity.OwnerUnit,
            Assert.Single(activity.Notes).Unit,
            row.OwnerUnit,
            row.Note!.Unit,
            Assert.Single(overview.Columns).Name,
            Assert.Single(overview.Rows.Rows).OwnerUnitName,
            Assert.Single(overview.Rows.Rows[0].Notes).UnitName,
            Assert.Single(side.Rows.Rows).UnitName,
            text.UnitName,
            title.UnitName,
            Assert.Single(await report.Activities.ToListAsync()).UnitName,
        }.Distinct())!;
    }

    private async Task<UnitDetails> DetailsAsync()
    {
        await using var db = _database.Open();
        return (await new UnitQueries(db, _database.Clock).DetailsAsync(_sample.North.Id))!;
    }

    private Task<UserAccess> AdministratorAsync() => _sample.AccessOfAsync(_sample.Administrator);

    private async Task ChangeAsync(string name, Unit? parent = null, bool isCorrection = false)
    {
        await using var db = _database.Open();
        var unit = await db.Units.AsNoTracking().SingleAsync(unit => unit.Id == _sample.North.Id);
        var facts = new UnitFacts { Name = name, ParentId = parent?.Id ?? unit.ParentId, SchoolForm = unit.SchoolForm, IsCorrection = isCorrection };
        Assert.True((await new UnitService(db, _database.Clock, _database.Faults).ChangeAsync(_sample.Administrator.Id, unit.Id, unit.Version, facts)).IsDone);
    }
}
