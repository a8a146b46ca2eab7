namespace FollowUp.Core.Imports;

/// <summary>What decides where a row goes: the row without its texts.</summary>
public sealed record ImportRowFacts(
    Guid Id, int Position, bool IsIncluded, int? Number, string Title, string UnitName, Guid? UnitId, int FollowUpLength, int AnalysisLength);

/// <summary>An activity that stands in the plan already and has not been dropped.</summary>
public sealed record PlannedActivity(Guid Id, int Number, string Title, Guid OwnerUnitId);

/// <summary>What becomes of a row.</summary>
public enum PlacementKind
{
    /// <summary>Not ticked: it is not imported.</summary>
    LeftOut,

    /// <summary>Becomes a new activity.</summary>
    Added,

    /// <summary>Is an activity that the plan has already; only the unit's note is filled, and only while it is empty.</summary>
    Matched,
}

/// <summary>Why a row has the unit it has.</summary>
public enum UnitSource
{
    None,

    /// <summary>Chosen by hand.</summary>
    Chosen,

    /// <summary>Named by the report.</summary>
    Named,

    /// <summary>Named by the report with the name that it had in the plan's year.</summary>
    NamedThen,

    /// <summary>The unit that is responsible for the matched activity.</summary>
    OfActivity,

    /// <summary>The import's unit for rows that name none.</summary>
    Default,
}

/// <summary>Why the unit that the report names was not taken.</summary>
public enum UnitTrouble
{
    None,

    /// <summary>There is no unit of that name.</summary>
    Unknown,

    /// <summary>The unit is closed and takes no new notes.</summary>
    Closed,

    /// <summary>Several units have that name.</summary>
    Ambiguous,
}

/// <summary>Where a row goes. The same answer for the preview and for the confirmation.</summary>
public sealed record PlacedRow
{
    public required Guid RowId { get; init; }

    public required int Position { get; init; }

    public required PlacementKind Kind { get; init; }

    /// <summary>The number that the activity has or gets; 0 where there is none to give.</summary>
    public int Number { get; init; }

    /// <summary>The matched activity.</summary>
    public Guid? ActivityId { get; init; }

    public Guid? UnitId { get; init; }

    public UnitSource UnitSource { get; init; }

    public UnitTrouble UnitTrouble { get; init; }

    /// <summary>True where the row's number belongs to another activity or an earlier row, so that it gets the next free one.</summary>
    public bool IsNumberTaken { get; init; }

    /// <summary>The position of an earlier included row with the same title; null where there is none.</summary>
    public int? SameTitleAs { get; init; }

    /// <summary>What has to be mended before the import; empty for a row that is left out.</summary>
    public IReadOnlyList<Refusal> Errors { get; init; } = [];
}
