using FollowUp.Core.Audit;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports.Lists;

public sealed class UnitListTests : ListTests
{
    private static readonly string[] Heads = ["Namn", "Hör till", "Skolform", "Stängd"];

    [Fact]
    public async Task Rows_AreKnownByNameAndPlace()
    {
        Assert.Equal(["Unchanged", "Unchanged", "Changed Name,SchoolForm", "New", "New"], await FatesAsync(ListKind.Units, Heads,
            ["Provkommunen", "", "Huvudman"], ["Norra provskolan", "Provkommunen › Grundskola", "Grundskola"],
            ["SÖDRA PROVSKOLAN", "Grundskola", ""], ["Norra provskolan", "Provkommunen", "Förskola"], ["Nya skolan", "grundskola", "Anpassad grundskola"]));
    }

    [Fact]
    public async Task Rows_WithSomethingWrong_SayWhatInWhichColumn()
    {
        Assert.Equal(
            [
                "Bad Name:UnitNameMissing", "Bad Parent:UnitParentMissing", "Bad Parent:ListUnitUnknown", "Bad SchoolForm:ListSchoolFormUnknown",
                "New", "Bad Name:ListRowTwice", "Bad Closed:ListClosedByHand", "Bad Closed:ListClosedByHand", "Bad Name:TextTooLong",
            ],
            await FatesAsync(ListKind.Units, Heads,
                ["", "Grundskola"], ["Nya", ""], ["Nya", "Finns inte"], ["Nyast", "Grundskola", "Högskola"],
                ["Nya", "Grundskola", "", "Nej"], ["nya", "Provkommunen › Grundskola"], ["Norra provskolan", "Grundskola", "Grundskola", "Stängd"], ["Annan", "Grundskola", "", "Ja"],
                [new string('a', 201), "Grundskola"]));
    }

    [Fact]
    public async Task Confirm_UnitsBelowEachOtherInAnyOrder_MakesTheBranch()
    {
        var id = await PrepareAsync(ListKind.Units, Heads,
            ["Solens förskola", "Provkommunen › Förskolor › Norra förskolorna", "Förskola"], ["Månens förskola", "Norra förskolorna", "Förskola"],
            ["Norra förskolorna", "Förskolor", "Förskola"], ["Förskolor", "Provkommunen", ""], ["Vilse", "Ingenstans", ""]);
        Assert.True((await ConfirmAsync(id)).IsDone);

        await using var db = Database.Open();
        var names = new UnitNames(await UnitTree.ReadAsync(db));
        var paths = names.Tree.Rows.Select(row => names.PathOf(row.Unit.Id)).ToList();
        Assert.Contains("Provkommunen › Förskolor › Norra förskolorna › Solens förskola", paths);
        Assert.Contains("Provkommunen › Förskolor › Norra förskolorna › Månens förskola", paths);
        Assert.Equal(10, paths.Count);
        Assert.Equal(4, await db.Audit.CountAsync(entry => entry.Action == AuditAction.UnitCreated));
        var refused = Assert.Single((await PreviewAsync(id)).Rows);
        Assert.Equal((6, "ListUnitUnknown", "Ingenstans"), (refused.Number, refused.Refusals[0].Code, refused.Refusals[0].Arguments[0]));
    }

    [Fact]
    public async Task List_WithoutPlaces_KnowsNamesAndAddsBelowTheAuthority()
    {
        Assert.Equal(["Unchanged", "New"], await FatesAsync(ListKind.Units, ["Enhet", "Skolform"], ["Norra provskolan", "Grundskola"], ["Nya skolan", "Grundskola"]));
        var id = await PrepareAsync(ListKind.Units, ["Enhet"], ["Nya skolan"]);
        Assert.True((await ConfirmAsync(id)).IsDone);

        await using var db = Database.Open();
        Assert.Equal(Sample.Authority.Id, (await db.Units.SingleAsync(unit => unit.Name == "Nya skolan")).ParentId);
    }

    [Fact]
    public async Task Names_ThatSeveralUnitsHave_AreWrittenWithTheirPath()
    {
        await using var db = Database.Open();
        var twin = new Unit(Guid.CreateVersion7(), "Norra provskolan", Sample.Authority.Id, null);
        db.Units.Add(twin);
        await db.SaveChangesAsync();
        var names = new UnitNames(await UnitTree.ReadAsync(db));

        Assert.Equal(("Provkommunen › Norra provskolan", "Södra provskolan"), (names.Of(twin.Id), names.Of(Sample.South.Id)));
        Assert.All(names.Tree.Rows, row => Assert.Equal(row.Unit.Id, names.Find(names.Of(row.Unit.Id), out _)!.Id));
        Assert.Null(names.Find("norra provskolan", out var isAmbiguous));
        Assert.True(isAmbiguous);
    }
}
