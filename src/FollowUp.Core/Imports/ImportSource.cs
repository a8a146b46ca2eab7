namespace FollowUp.Core.Imports;

/// <summary>A report's lines with what each was read as, cut to what a page can show.</summary>
internal sealed class ImportSource
{
    /// <summary>The most left-over lines listed together; the rest is seen where it stands.</summary>
    private const int MostLeftOver = 200;

    /// <summary>The most characters shown of one stretch of the report; the whole can be opened beside it.</summary>
    private const int MostCharacters = 60_000;

    private readonly string[] _lines;
    private readonly string _kinds;

    public ImportSource(string source, string kinds)
    {
        _lines = source.Split('\n');
        _kinds = kinds;
    }

    public int Count => _lines.Length;

    public int LeftOverCount => _kinds.Count(kind => KindOf(kind) == LineKind.LeftOver);

    /// <summary>The left-over lines, first to last.</summary>
    public IReadOnlyList<ImportLine> LeftOver() =>
        [.. Enumerable.Range(0, Count).Where(index => KindAt(index) == LineKind.LeftOver).Take(MostLeftOver).Select(LineAt)];

    /// <summary>A stretch of the report, without the blank lines around it.</summary>
    /// <param name="from">Index of the first line.</param>
    /// <param name="to">Index after the last line.</param>
    public ImportLines Lines(int from, int to)
    {
        while (to > from && KindAt(to - 1) == LineKind.Blank) to--;
        while (from < to && KindAt(from) == LineKind.Blank) from++;
        var lines = new List<ImportLine>();
        var characters = 0;
        for (var i = from; i < to; i++)
        {
            characters += _lines[i].Length + 1;
            if (characters > MostCharacters && lines.Count > 0) return new ImportLines(lines, IsCut: true);
            lines.Add(LineAt(i));
        }

        return new ImportLines(lines, IsCut: false);
    }

    private ImportLine LineAt(int index) => new(index + 1, _lines[index], KindAt(index));

    private LineKind KindAt(int index) => index < _kinds.Length ? KindOf(_kinds[index]) : LineKind.Blank;

    private static LineKind KindOf(char digit) => (LineKind)(digit - '0');
}

/// <summary>One line of a report.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Kind">What it was read as.</param>
public sealed record ImportLine(int Number, string Text, LineKind Kind);

/// <summary>A stretch of a report.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="IsCut">True where there are more than a page can show.</param>
public sealed record ImportLines(IReadOnlyList<ImportLine> Lines, bool IsCut)
{
    public static readonly ImportLines None = new([], false);
}
