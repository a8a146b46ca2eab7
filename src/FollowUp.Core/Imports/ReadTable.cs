namespace FollowUp.Core.Imports;

/// <summary>A table as it stands in a file.</summary>
/// <param name="Rows">Its rows from above; a row's cells from left.</param>
public sealed record ReadTable(IReadOnlyList<IReadOnlyList<TableCell>> Rows);

/// <summary>One cell of a table.</summary>
/// <param name="Column">Its first column, from 0.</param>
/// <param name="Span">How many columns it takes.</param>
/// <param name="ContinuesAbove">True where the cell above goes on through it.</param>
/// <param name="Lines">What stands in it, blank lines between paragraphs.</param>
public sealed record TableCell(int Column, int Span, bool ContinuesAbove, IReadOnlyList<HintedLine> Lines)
{
    public bool IsEmpty => Lines.All(line => line.IsBlank);

    /// <summary>All of it on one line, without bold, links and notes.</summary>
    internal string Plain => string.Join(' ', Lines.Where(line => !line.IsBlank && line.Hint.Role != LineRole.Text).Select(line => InlineMarks.Off(line.Text).Trim()));

    /// <summary>True where all of it is one line.</summary>
    internal bool IsOneLine => Lines.Count(line => !line.IsBlank) == 1;

    /// <summary>What the cell heads, by all its words or by those of its first line, below which an explanation may stand.</summary>
    internal TableColumn Heads
    {
        get
        {
            if (IsEmpty) return TableColumn.Unknown;
            var heads = ColumnGrammar.Read(Plain);
            return heads == TableColumn.Unknown && !IsOneLine ? ColumnGrammar.Read(Lines.First(line => !line.IsBlank).Text) : heads;
        }
    }
}

/// <summary>A table as lines.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="HoldsActivities">True where the table holds activities or parts of one: what comes after it belongs to none of them.</param>
/// <param name="Columns">What each column holds, for a table that goes on without headings of its own; null where the columns have none.</param>
public sealed record TableLines(IReadOnlyList<HintedLine> Lines, bool HoldsActivities, TableHead? Columns);
