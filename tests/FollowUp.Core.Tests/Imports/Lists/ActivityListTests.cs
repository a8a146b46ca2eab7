using FollowUp.Core.Activities;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports.Lists;

public sealed class ActivityListTests : ListTests
{
    private static readonly string[] Heads = ["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet", "Ansvarig", "Klar senast", "Berörda enheter"];

    [Fact]
    public async Task Rows_OfThePlan_AreKnownByTheirNumber()
    {
        await Sample.AddActivityAsync(Sample.Plan, 1, "Trygga raster", new DateOnly(2027, 6, 1), Sample.North);
        await Sample.AddActivityAsync(2, "Läsning", Sample.North, Sample.South);
        await Sample.AddActivityAsync(3, "Skrivning", Sample.South);

        Assert.Equal(["Unchanged", "Changed Title,Responsible", "Changed OwnerUnit,DueOn,Units", "New"], await FatesAsync(ListKind.Activities, Heads,
            ["1", "Trygga raster", "norra  provskolan", "", "2027-06-01", "Norra provskolan"],
            ["2", "Läsning varje dag", "Norra provskolan", "Eva", "", "Södra provskolan; Norra provskolan"],
            ["3", "Skrivning", "Norra provskolan", "", "15/6 2027", "Åsens förskola"],
            ["9", "Räkning", "Norra provskolan", "", "", ""]));
    }

    [Fact]
    public async Task Rows_WithoutUnits_GetThoseChosenForTheList()
    {
        await Sample.AddActivityAsync(1, "Trygga raster", Sample.North);
        var id = await PrepareAsync(ListKind.Activities, Heads, ["1", "Trygga raster"], ["2", "Läsning"], ["3", "Skrivning", "Södra provskolan", "", "", "Norra provskolan"]);
        Assert.Equal([RowFate.Bad, RowFate.Bad, RowFate.New], (await PreviewAsync(id)).Rows.Select(row => row.Fate));

        Assert.True((await AssumeAsync(id, new ListDefaults(Sample.South.Id, [Sample.Preschool.Id]))).IsDone);

        var rows = (await PreviewAsync(id)).Rows;
        Assert.Equal([RowFate.Unchanged, RowFate.New, RowFate.New], rows.Select(row => row.Fate));
        Assert.Equal(
            [new ListRemark(ListRemarkKind.DefaultOwner, "Södra provskolan"), new ListRemark(ListRemarkKind.DefaultUnits, "Åsens förskola")], rows[1].Remarks);
        Assert.Empty(rows[2].Remarks);
        Assert.True((await ConfirmAsync(id)).IsDone);
        await using var db = Database.Open();
        var made = await db.Activities.SingleAsync(activity => activity.Number == 2);
        Assert.Equal((Sample.South.Id, 2, 0), (made.OwnerUnitId, await db.Notes.CountAsync(note => note.ActivityId == made.Id),
            await db.Notes.CountAsync(note => note.UnitId == Sample.Preschool.Id && note.Activity.Number != 2)));
    }

    [Fact]
    public async Task Defaults_ThatCannotBeUsed_AreRefusedBesideTheField()
    {
        var id = await PrepareAsync(ListKind.Activities, Heads, ["2", "Läsning"]);
        var gone = Assert.Single((await AssumeAsync(id, new ListDefaults(Guid.CreateVersion7(), []))).Refusals);
        await using (var db = Database.Open())
        {
            (await db.Units.SingleAsync(unit => unit.Id == Sample.South.Id)).Close(Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var closed = Assert.Single((await AssumeAsync(id, new ListDefaults(null, [Sample.South.Id]))).Refusals);
        Assert.Equal([("UnitUnknown", "DefaultOwnerId"), ("UnitIsClosed", "DefaultUnits")], [(gone.Code, gone.Field), (closed.Code, closed.Field)]);
    }

    [Fact]
    public async Task Rows_ThatLackAUnitOfTheActivity_SayThatItStays()
    {
        await Sample.AddActivityAsync(1, "Trygga raster", Sample.North, Sample.South, Sample.Preschool);

        var row = Assert.Single((await PreviewAsync(await PrepareAsync(ListKind.Activities, Heads, ["1", "Trygga raster", "Norra provskolan", "", "", "Södra provskolan"]))).Rows);
        var without = Assert.Single((await PreviewAsync(await PrepareAsync(ListKind.Activities, Heads[..3], ["1", "Trygga raster", "Norra provskolan"]))).Rows);

        Assert.Equal((RowFate.Unchanged, new ListRemark(ListRemarkKind.UnitsStay, "Åsens förskola")), (row.Fate, Assert.Single(row.Remarks)));
        Assert.Empty(without.Remarks);
    }

    [Fact]
    public async Task Rows_WithANameOfThePlansYear_AreThatUnit()
    {
        await using (var db = Database.Open())
        {
            var north = await db.Units.SingleAsync(unit => unit.Id == Sample.North.Id);
            north.Change(new UnitFacts { Name = "Nordanskolan", ParentId = north.ParentId }, Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(["New", "New", "Bad OwnerUnit:ListUnitUnknown"], await FatesAsync(ListKind.Activities, Heads,
            ["1", "A", "Norra provskolan"], ["2", "B", "Nordanskolan"], ["3", "C", "Nordskolan"]));
    }

    private async Task<Outcome> AssumeAsync(Guid id, ListDefaults defaults)
    {
        var import = (await PreviewAsync(id)).Import;
        await using var db = Database.Open();
        return await Service(db).MapAsync(await Sample.AccessOfAsync(Sample.Administrator), id, import.Version, import.ReadColumns(), defaults);
    }

    [Fact]
    public async Task Rows_WithSomethingWrong_SayWhatInWhichColumn()
    {
        var closed = new Unit(Guid.CreateVersion7(), "Nedlagda skolan", Sample.Area.Id, null);
        closed.Close(Database.Clock.Now);
        await using (var db = Database.Open())
        {
            db.Units.AddRange(closed, new Unit(Guid.CreateVersion7(), "Åsens förskola", Sample.Area.Id, null));
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            [
                "Bad Number:ListNumberUnreadable", "Bad Number:ActivityNumberOutside", "Bad Title:ActivityTitleMissing", "New", "Bad Number:ListRowTwice",
                "Bad OwnerUnit:ListUnitUnknown", "Bad OwnerUnit:ListUnitAmbiguous", "Bad OwnerUnit:UnitIsClosed", "Bad OwnerUnit:ActivityOwnerMissing",
                "Bad DueOn:ListDateUnreadable", "Bad Title:TextTooLong,Responsible:TextTooLong", "Bad Units:ListUnitUnknown", "New",
            ],
            await FatesAsync(ListKind.Activities, Heads,
                ["ett", "A", "Norra provskolan"], ["100000", "A", "Norra provskolan"], ["1", "", "Norra provskolan"], ["2", "A", "Norra provskolan"], ["2", "A", "Norra provskolan"],
                ["", "A", "Okända skolan"], ["", "A", "Åsens förskola"], ["", "A", "Nedlagda skolan"], ["", "A", ""],
                ["", "A", "Norra provskolan", "", "i vår"], ["", new string('a', 1001), "Norra provskolan", new string('b', 201)],
                ["", "A", "Norra provskolan", "", "", "Södra provskolan; Fel skola"], ["", "A", "Provkommunen > Grundskola > Åsens förskola"]));
    }

    [Fact]
    public async Task Rows_WithoutANumber_AreTheActivityOfTheirTitle_OrGetTheNextNumber()
    {
        await Sample.AddActivityAsync(4, "Trygga raster", Sample.North);
        await Sample.AddActivityAsync(7, "Trygga raster", Sample.South);
        string[][] list = [["Aktivitet", "Enhet"], ["trygga raster", "Norra provskolan"], ["Trygga raster", "Södra provskolan"], ["Trygga raster", "Södra provskolan"], ["Läsning", "Södra provskolan"]];

        Assert.Equal(["Changed Title", "Unchanged", "New", "New"], await FatesAsync(ListKind.Activities, list));
        Assert.True((await ConfirmAsync(await PrepareAsync(ListKind.Activities, list))).IsDone);
        Assert.Equal(["4 trygga raster", "7 Trygga raster", "8 Trygga raster", "9 Läsning"], await ActivitiesAsync());

        // The same list once more finds them all.
        Assert.All(await FatesAsync(ListKind.Activities, list), fate => Assert.Equal("Unchanged", fate));
    }

    [Fact]
    public async Task Rows_OfAnotherPlan_AreNotTakenForOnesOfThis()
    {
        Assert.Equal(["New", "New", "Bad Plan:ListOtherPlan", "Bad Plan:ListOtherPlan", "New"], await FatesAsync(ListKind.Activities, ["Plan", "Aktivitet", "Enhet"],
            ["Läsåret 2026/27", "A", "Norra provskolan"], ["School year 2026/27", "B", "Norra provskolan"], ["Läsåret 2025/26", "C", "Norra provskolan"],
            ["Läsåret 2026/27, Förskolan", "D", "Norra provskolan"], ["", "E", "Norra provskolan"]));
    }

    [Fact]
    public async Task GoalAreas_AreKnownByName_AndAClosedOneIsKeptWhereItIs()
    {
        var (open, closed) = (new GoalArea(Guid.CreateVersion7(), "Trygghet", 1), new GoalArea(Guid.CreateVersion7(), "Språk", 2));
        closed.Close(Database.Clock.Now);
        var activity = await Sample.AddActivityAsync(1, "A", Sample.North);
        await using (var db = Database.Open())
        {
            db.GoalAreas.AddRange(open, closed);
            db.Attach(activity).Entity.Change(new ActivityFacts { Title = "A", OwnerUnitId = Sample.North.Id, GoalAreaId = closed.Id });
            await db.SaveChangesAsync();
        }

        Assert.Equal(["Unchanged", "New", "Bad GoalArea:ListGoalAreaUnknown", "Bad GoalArea:ListGoalAreaUnknown"], await FatesAsync(ListKind.Activities,
            ["Nr", "Aktivitet", "Enhet", "Målområde"], ["1", "A", "Norra provskolan", "språk"], ["2", "B", "Norra provskolan", "trygghet"],
            ["3", "C", "Norra provskolan", "Språk"], ["4", "D", "Norra provskolan", "Mat"]));
    }

    [Fact]
    public async Task Confirm_WritesActivitiesWithAFollowUpForEachUnit_AndLeavesWhatTheListDoesNotSay()
    {
        var earlier = await Sample.AddActivityAsync(Sample.FixedPlan, 1, "Fjolårets", null, Sample.North);
        var activity = await Sample.AddActivityAsync(1, "Trygga raster", Sample.North);
        await using (var db = Database.Open())
        {
            db.Attach(activity).Entity.Change(new ActivityFacts { Title = "Trygga raster", OwnerUnitId = Sample.North.Id, Responsible = "Eva", ContinuesId = earlier.Id });
            await db.SaveChangesAsync();
        }

        var id = await PrepareAsync(ListKind.Activities, ["Nr", "Aktivitet", "Ansvarig enhet", "Berörda enheter"],
            ["1", "Trygga raster", "Södra provskolan", "Åsens förskola"], ["", "Läsning", "Norra provskolan", "Södra provskolan\nNorra provskolan"]);
        Assert.True((await ConfirmAsync(id)).IsDone);

        await using (var db = Database.Open())
        {
            var changed = await db.Activities.SingleAsync(each => each.Id == activity.Id);
            Assert.Equal((Sample.South.Id, "Eva", earlier.Id), (changed.OwnerUnitId, changed.Responsible, changed.ContinuesId!.Value));
            var notes = await db.Notes.Where(note => note.Activity.PlanId == Sample.Plan.Id).OrderBy(note => note.Activity.Number).ThenBy(note => note.Unit.Name)
                .Select(note => new { note.Activity.Number, note.Unit.Name, note.State }).ToListAsync();
            Assert.Equal(["1 Norra provskolan", "1 Södra provskolan", "1 Åsens förskola", "2 Norra provskolan", "2 Södra provskolan"], notes.Select(note => $"{note.Number} {note.Name}").Order(StringComparer.Ordinal));
            Assert.All(notes, note => Assert.Equal(NoteState.Missing, note.State));
        }
    }

    [Fact]
    public async Task Number_AfterTheLast_IsRefused()
    {
        await Sample.AddActivityAsync(Activity.MaxNumber, "Den sista", Sample.North);

        Assert.Equal(["Bad Number:ActivityNumberOutside"], await FatesAsync(ListKind.Activities, ["Aktivitet", "Enhet"], ["A", "Norra provskolan"]));
    }

    private async Task<IEnumerable<string>> ActivitiesAsync()
    {
        await using var db = Database.Open();
        return (await db.Activities.Where(activity => activity.PlanId == Sample.Plan.Id).OrderBy(activity => activity.Number).ToListAsync())
            .Select(activity => $"{activity.Number} {activity.Title}");
    }
}
