using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Imports;

/// <summary>Which imports are listed.</summary>
/// <param name="State">Only these; null for all.</param>
/// <param name="PersonId">Only those that this person read in.</param>
/// <param name="Text">Words of the file's name or the report's title, in any case.</param>
public sealed record ImportFilter(ImportState? State = null, Guid? PersonId = null, string? Text = null);

/// <summary>An import in the list.</summary>
public sealed record ImportListRow
{
    public required Guid Id { get; init; }

    public required string FileName { get; init; }

    public required string Title { get; init; }

    public required ImportState State { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required DateTime? ConfirmedAt { get; init; }

    public required Guid? PlanId { get; init; }

    public required YearKind? PlanYearKind { get; init; }

    public required int? PlanStartYear { get; init; }

    public required string PlanName { get; init; }

    public required string NewPlanYear { get; init; }

    /// <summary>How many were read.</summary>
    public required int Activities { get; init; }

    /// <summary>The plan that it went or is to go into; empty while none is chosen.</summary>
    public string PlanLabel =>
        $"{(PlanYearKind is { } kind && PlanStartYear is { } start ? new PlanYear(kind, start).ToString() : NewPlanYear)} {PlanName}".Trim();
}

/// <summary>A person to choose.</summary>
public sealed record PersonChoice(Guid Id, string Name);

/// <summary>A plan to choose.</summary>
public sealed record PlanChoice(Guid Id, PlanYear Year, string Name)
{
    public string Label => $"{Year} {Name}".TrimEnd();
}

/// <summary>One page of an import.</summary>
public sealed record ImportPreview
{
    /// <summary>The import itself, without its rows.</summary>
    public required ReportImport Import { get; init; }

    public required PlanChoice? Plan { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required int Pages { get; init; }

    public required IReadOnlyList<ImportPreviewRow> Rows { get; init; }

    /// <summary>What stands before the first activity; on the first page.</summary>
    public required ImportLines Before { get; init; }

    /// <summary>Lines that belong to no activity; at most 200 of <see cref="LeftOverCount"/>.</summary>
    public required IReadOnlyList<ImportLine> LeftOver { get; init; }

    public required int LeftOverCount { get; init; }

    /// <summary>What stands against the chosen plan; empty where it can be used.</summary>
    public required IReadOnlyList<Refusal> Obstacles { get; init; }

    /// <summary>How many rows become new activities.</summary>
    public required int Added { get; init; }

    /// <summary>How many rows are activities that the plan has.</summary>
    public required int Matched { get; init; }

    public required int LeftOut { get; init; }

    public required int RowCount { get; init; }

    /// <summary>How many rows have to be mended.</summary>
    public required int MendCount { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<ImportMend> Mends { get; init; }

    public required UnitTree Units { get; init; }

    /// <summary>The plans that can be chosen: those not fixed, newest first.</summary>
    public required IReadOnlyList<PlanChoice> Plans { get; init; }

    /// <summary>What the import did; null until it is confirmed.</summary>
    public required ImportResult? Result { get; init; }
}

/// <summary>A row of an import beside its original.</summary>
public sealed record ImportPreviewRow
{
    /// <summary>What was read and corrected.</summary>
    public required ImportRow Row { get; init; }

    /// <summary>Where it goes; null unless the import is a preview.</summary>
    public required PlacedRow? Place { get; init; }

    /// <summary>What happens to the unit's note.</summary>
    public required NoteFate Fate { get; init; }

    /// <summary>True where the matched activity gets a unit that it lacked.</summary>
    public required bool IsUnitNew { get; init; }

    /// <summary>The name of the unit that is taken; null where there is none.</summary>
    public required string? Unit { get; init; }

    /// <summary>The report from this activity's first line up to the next activity.</summary>
    public required ImportLines Original { get; init; }
}

/// <summary>A row to mend.</summary>
/// <param name="Position">Its place in the report, from 1.</param>
/// <param name="Page">The page of the preview on which it stands.</param>
public sealed record ImportMend(int Position, int Page);

/// <summary>What a confirmed import did.</summary>
/// <param name="Added">New activities.</param>
/// <param name="Matched">Rows that were activities of the plan already.</param>
/// <param name="Written">Notes that got a text.</param>
public sealed record ImportResult(int Added, int Matched, int Written);
