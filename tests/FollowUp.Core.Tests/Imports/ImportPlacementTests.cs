using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ImportPlacementTests
{
    private static readonly UnitNode Authority = Node("Kommunen", null);
    private static readonly UnitNode North = Node("Norra skolan", Authority.Id);
    private static readonly UnitNode Closed = Node("Gamla skolan", Authority.Id, isClosed: true);
    private static readonly UnitTree Units = new([Authority, North, Closed, Node("Linden", Authority.Id), Node("Linden", North.Id)]);

    private readonly List<ImportRowFacts> _rows = [];
    private readonly List<PlannedActivity> _planned = [];

    [Fact]
    public void Place_SameTitleInAnotherCase_IsMatchedUnderTheActivitysNumber()
    {
        Plan(3, "Rutin för frånvaro");
        Row(7, "RUTIN  för Frånvaro");

        var placed = Assert.Single(Place());

        Assert.Equal((PlacementKind.Matched, 3, false), (placed.Kind, placed.Number, placed.IsNumberTaken));
        Assert.Equal(_planned[0].Id, placed.ActivityId);
    }

    [Fact]
    public void Place_SeveralWithTheTitle_TakesTheOneWithTheNumberFirst()
    {
        Plan(1, "Samverkan");
        Plan(2, "Samverkan");
        Row(5, "Samverkan");
        Row(1, "Samverkan");
        Row(9, "Samverkan");

        var placed = Place();

        Assert.Equal([2, 1, 9], placed.Select(row => row.Number));
        Assert.Equal([PlacementKind.Matched, PlacementKind.Matched, PlacementKind.Added], placed.Select(row => row.Kind));
        Assert.Equal([null, 1, 1], placed.Select(row => row.SameTitleAs));
    }

    [Fact]
    public void Place_NumbersTaken_GetTheNextFreeAndPushNobodyElseAside()
    {
        Plan(1, "Finns redan");
        Row(1, "Ny");
        Row(2, "Tvåa");
        Row(2, "Tvåa till");
        Row(3, "Trea");

        var placed = Place();

        Assert.Equal([4, 2, 5, 3], placed.Select(row => row.Number));
        Assert.Equal([true, false, true, false], placed.Select(row => row.IsNumberTaken));
    }

    [Fact]
    public void Place_WithoutNumbers_CountsOnFromTheRowBefore()
    {
        Plan(2, "Finns redan");
        Row(null, "A");
        Row(null, "B");
        Row(10, "C");
        Row(null, "D");

        Assert.Equal([1, 3, 10, 11], Place().Select(row => row.Number));
    }

    [Fact]
    public void Place_LeftOutRow_TakesNeitherNumberNorActivity()
    {
        Plan(1, "Samverkan");
        Row(1, "Samverkan", isIncluded: false);
        Row(2, "", isIncluded: false);
        Row(1, "Samverkan");

        var placed = Place();

        Assert.Equal([PlacementKind.LeftOut, PlacementKind.LeftOut, PlacementKind.Matched], placed.Select(row => row.Kind));
        Assert.All(placed, row => Assert.Empty(row.Errors));
    }

    [Theory]
    [InlineData("norra  SKOLAN", UnitSource.Named, UnitTrouble.None)]
    [InlineData("Västra skolan", UnitSource.Default, UnitTrouble.Unknown)]
    [InlineData("Gamla skolan", UnitSource.Default, UnitTrouble.Closed)]
    [InlineData("Linden", UnitSource.Default, UnitTrouble.Ambiguous)]
    [InlineData("", UnitSource.Default, UnitTrouble.None)]
    public void Place_NamedUnit_IsTakenWhenThereIsExactlyOne(string name, UnitSource source, UnitTrouble trouble)
    {
        Row(1, "Rutin", unitName: name);

        var placed = Assert.Single(Place());

        Assert.Equal((source, trouble), (placed.UnitSource, placed.UnitTrouble));
        Assert.Equal(source == UnitSource.Named ? North.Id : Authority.Id, placed.UnitId);
    }

    [Fact]
    public void Place_MatchedRowThatNamesNoUnit_BelongsToTheActivitysUnit()
    {
        Plan(1, "Rutin", North.Id);
        Row(1, "Rutin");

        Assert.Equal((North.Id, UnitSource.OfActivity), (Place()[0].UnitId!.Value, Place()[0].UnitSource));
    }

    [Fact]
    public void Place_RowsToMend_SayWhat()
    {
        Row(1, "");
        Row(2, new string('x', 1_001));
        Row(100_000, "För högt nummer");
        Row(0, "För lågt nummer");
        Row(5, "För lång text", followUp: 20_001);
        Row(6, "Stängd enhet", unitId: Closed.Id);
        Row(7, "Hel");

        Assert.Equal(
            [
                "ImportTitleMissing", "ImportTitleTooLong", "ImportNumberOutside", "ImportNumberOutside", "TextTooLong",
                "ImportUnitClosed", "",
            ],
            Place().Select(row => row.Errors.SingleOrDefault()?.Code ?? ""));
        Assert.Contains(Place(defaultUnitId: null)[6].Errors, error => error.Code == "ImportUnitMissing");
    }

    [Fact]
    public void Place_ThousandsOfRowsWithOneNumber_IsQuick()
    {
        for (var i = 0; i < 5_000; i++) Row(1, $"Aktivitet {i}");

        var placed = Place();

        Assert.Equal(5_000, placed.Select(row => row.Number).Distinct().Count());
    }

    [Theory]
    [InlineData("", "", NoteState.Missing, "Text", "", NoteFate.Written)]
    [InlineData("", "", NoteState.Returned, "Text", "", NoteFate.Kept)]
    [InlineData("Text", "", NoteState.Draft, "Text", "", NoteFate.Same)]
    [InlineData("Text", "Mer", NoteState.Draft, "Text", "", NoteFate.Kept)]
    [InlineData("Text", "", NoteState.Approved, "", "", NoteFate.Nothing)]
    public void NoteFate_OfWhatStandsThere_NeverOverwrites(
        string followUp, string analysis, NoteState state, string newFollowUp, string newAnalysis, NoteFate expected) =>
        Assert.Equal(expected, NoteFates.Of(new NoteText(null, newFollowUp, newAnalysis), new NoteText(null, followUp, analysis), state));

    private static UnitNode Node(string name, Guid? parentId, bool isClosed = false) =>
        new(Guid.CreateVersion7(), parentId, name, TypedText.SortKey(name), null, isClosed);

    private void Plan(int number, string title, Guid? ownerUnitId = null) =>
        _planned.Add(new PlannedActivity(Guid.CreateVersion7(), number, title, ownerUnitId ?? Authority.Id));

    private void Row(int? number, string title, bool isIncluded = true, string unitName = "", Guid? unitId = null, int followUp = 0) =>
        _rows.Add(new ImportRowFacts(Guid.CreateVersion7(), _rows.Count + 1, isIncluded, number, title, unitName, unitId, followUp, 0));

    private IReadOnlyList<PlacedRow> Place() => Place(Authority.Id);

    private IReadOnlyList<PlacedRow> Place(Guid? defaultUnitId) => ImportPlacement.Place(_rows, _planned, Units, defaultUnitId);
}
