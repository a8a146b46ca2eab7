namespace FollowUp.Core.Imports.Lists;

/// <summary>A list as it stands in a file: the rows that have anything in them, the head and whatever stands above it among them.</summary>
public sealed record ListContent(IReadOnlyList<ListContentRow> Rows)
{
    /// <summary>The most columns that are read.</summary>
    public const int MaxColumns = 60;

    /// <summary>The most rows that are read.</summary>
    public const int MaxRows = 20_000;

    /// <summary>The most characters in all cells together.</summary>
    public const int MaxCharacters = 4_000_000;

    /// <summary>The largest file taken in, in bytes.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;
}

/// <summary>One row of a file.</summary>
/// <param name="Number">Its number in the file, from 1, as Excel counts it.</param>
/// <param name="Cells">What stands in it from the left; days as <c>2027-06-15</c>, whole numbers without decimals. Empty cells after the last may be missing.</param>
public sealed record ListContentRow(int Number, IReadOnlyList<string> Cells);
