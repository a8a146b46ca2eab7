namespace FollowUp.Core.Imports;

/// <summary>
/// Finds the lines that a page break leaves in a text: page numbers and footers. A lone number is one where it stands far to the right, or stands alone
/// and goes on from the page number before it or to the next; a footer where its words recur with a higher number.
/// </summary>
internal static class PageFurniture
{
    /// <summary>A number this far in is set to the right or in the middle, as no text is.</summary>
    private const int FarIn = 15;

    /// <summary>How often a footer must recur whose number has no other sign of a page number than the gap before it.</summary>
    private const int FewestPlain = 3;

    /// <summary>For each line whether it is such a line.</summary>
    public static bool[] Find(IReadOnlyList<string> raw, IReadOnlyList<TextLine> lines, IReadOnlyList<LineMark> marks)
    {
        var found = new bool[lines.Count];
        var numbers = new List<(int Index, int Number, bool IsLoose)>();
        var footers = new Dictionary<string, List<(int Index, int Number, bool IsPlain)>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].IsBlank || lines[i].IsLiteral) continue;
            var content = lines[i].Content;
            if (marks[i].Kind == MarkKind.PageNumber)
            {
                found[i] = true;
                if (PageGrammar.AnyNumber(content) is { } plain) numbers.Add((i, plain, false));
            }
            else if (PageGrammar.LooseNumber(content) is { } loose)
            {
                found[i] = raw[i].Length - raw[i].TrimStart(' ').Length >= FarIn;
                if (found[i] || StandsAlone(lines, i)) numbers.Add((i, loose, !found[i]));
            }
            else if (marks[i].Kind is MarkKind.None or MarkKind.LooseLabel && PageGrammar.ReadFooter(content) is { } footer)
            {
                if (!footers.TryGetValue(footer.Words, out var same)) footers[footer.Words] = same = [];
                same.Add((i, footer.Number, footer.IsPlain));
            }
        }

        for (var i = 0; i < numbers.Count; i++)
        {
            var (index, number, isLoose) = numbers[i];
            if (!isLoose) continue;
            found[index] = (i > 0 && number - numbers[i - 1].Number is 1 or 2) || (i + 1 < numbers.Count && numbers[i + 1].Number - number is 1 or 2);
        }

        foreach (var same in footers.Values)
        {
            var isRising = same.Zip(same.Skip(1)).All(pair => pair.Second.Number > pair.First.Number);
            if (!isRising || same.Count < (same.All(footer => footer.IsPlain) ? 2 : FewestPlain)) continue;
            foreach (var footer in same) found[footer.Index] = true;
        }

        return found;
    }

    private static bool StandsAlone(IReadOnlyList<TextLine> lines, int index) =>
        (index == 0 || lines[index - 1].IsBlank) && (index + 1 == lines.Count || lines[index + 1].IsBlank);
}
