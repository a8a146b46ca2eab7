using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Imports.Lists;

/// <summary>A list that was read in, among the others.</summary>
public sealed record ListImportRow
{
    public required Guid Id { get; init; }

    public required ListKind Kind { get; init; }

    /// <summary>Empty where it was pasted.</summary>
    public required string FileName { get; init; }

    public required ImportState State { get; init; }

    public required YearKind? PlanYearKind { get; init; }

    public required int? PlanStartYear { get; init; }

    public required string PlanName { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows that could not be read in; 0 before the list is confirmed.</summary>
    public required int Refused { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The plan that its activities go into; empty for other lists.</summary>
    public string PlanLabel => PlanYearKind is { } kind && PlanStartYear is { } start ? $"{new PlanYear(kind, start)} {PlanName}".TrimEnd() : "";
}

/// <summary>One page of a list.</summary>
public sealed record ListPreview
{
    public required ListImport Import { get; init; }

    /// <summary>What becomes of all rows; null once the list is no longer a preview.</summary>
    public required ListCheck? Check { get; init; }

    public required IReadOnlyList<ListColumnRow> Columns { get; init; }

    /// <summary>The units in use to choose among for rows that name none; empty for lists that are not of activities, and once it is no preview.</summary>
    public required IReadOnlyList<UnitOption> Units { get; init; }

    /// <summary>Only rows of this fate are shown; null for all.</summary>
    public required RowFate? Fate { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>Rows on all pages together.</summary>
    public required int RowCount { get; init; }

    public required IReadOnlyList<ListPreviewRow> Rows { get; init; }
}

/// <summary>A column of a list: its head, what it is read as, and some of what stands in it.</summary>
public sealed record ListColumnRow(string Head, ListField? Field, IReadOnlyList<string> Samples);

/// <summary>A row of a list with what becomes of it.</summary>
public sealed record ListPreviewRow(int Number, string Label, RowFate Fate, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What stands in it, column by column.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    public IReadOnlyList<ListRemark> Remarks { get; init; } = [];
}

/// <summary>The rows that cannot be read in, as they stand in the list.</summary>
public sealed record RefusedRows(string FileName, ListKind Kind, IReadOnlyList<string> Heads, IReadOnlyList<(IReadOnlyList<string> Cells, IReadOnlyList<Refusal> Refusals)> Rows);
