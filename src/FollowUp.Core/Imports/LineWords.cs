namespace FollowUp.Core.Imports;

/// <summary>What a line may be by its words alone, for readers that put wrapped lines together.</summary>
public static class LineWords
{
    private const int LongestLabel = 40;

    /// <summary>True for a line that begins something of its own, as far as its words tell: an activity's heading, a part's label, <c>Status: Pågår</c>.</summary>
    public static bool MayStandAlone(string line) => LineGrammar.Read(line.Trim()) switch
    {
        { IsSectionLabel: true, IsLowerCase: false } => true,
        { Kind: MarkKind.Heading, IsLowerCase: false } heading => heading.IsNumbered || heading.Word == HeadingWord.Compound || heading.Rest.Length == 0,
        { IsProperty: true, IsLowerCase: false, Rest.Length: > 0 } => line.Contains(':', StringComparison.Ordinal) || line.Contains('\t', StringComparison.Ordinal),
        { Kind: MarkKind.GroupChapter } => true,
        _ => false,
    };

    /// <summary>
    /// A line on which several labels stand with their values, parted by tabs (<c>Ansvarig enhet⇥Norra⇥Status⇥Pågår</c>), as a line for each: <c>Status: Pågår</c>. Any other
    /// line as it is. No word is lost.
    /// </summary>
    public static IReadOnlyList<string> Facts(string line)
    {
        var pieces = line.Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var lengths = pieces.Select(LabelLength).ToList();
        if (pieces.Length < 2 || lengths[0] == 0 || lengths.Count(length => length > 0) < 2) return [line];
        var facts = new List<string>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (lengths[i] == 0) facts[^1] += " " + pieces[i];
            else facts.Add($"{pieces[i][..lengths[i]].TrimEnd(':')}: {pieces[i][lengths[i]..].TrimStart(':', ' ')}".TrimEnd());
        }

        return [.. facts.Select(fact => fact.Replace(":  ", ": ", StringComparison.Ordinal))];
    }

    /// <summary>How long the property's label is that a piece of a line begins with; 0 where it begins with none.</summary>
    private static int LabelLength(string piece)
    {
        for (var end = Math.Min(piece.Length, LongestLabel); end > 0; end--)
        {
            if (end < piece.Length && piece[end] is not (' ' or ':')) continue;
            if (LineGrammar.Read(piece[..end].TrimEnd(':') + ":") is { IsProperty: true, IsItem: false, IsLowerCase: false, Rest.Length: 0 }) return end;
        }

        return 0;
    }
}
