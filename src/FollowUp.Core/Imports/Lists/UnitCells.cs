namespace FollowUp.Core.Imports.Lists;

/// <summary>A cell that names several units, or places at units, with semicolons between them.</summary>
public static class UnitCells
{
    private const string Separator = "; ";

    public static string Join(IEnumerable<string> parts) => string.Join(Separator, parts);

    /// <summary>Takes the cell apart. A name that has a semicolon itself is kept whole where it is known so.</summary>
    /// <param name="cell">What stands in it.</param>
    /// <param name="isKnown">True for what is a whole part.</param>
    internal static IEnumerable<string> Split(string cell, Func<string, bool> isKnown)
    {
        var pieces = cell.Split(';');
        for (var first = 0; first < pieces.Length; first++)
        {
            var last = first;
            while (last + 1 < pieces.Length && !isKnown(Part(first, last))) last++;
            if (!isKnown(Part(first, last))) last = first;
            if (Part(first, last) is { Length: > 0 } part) yield return part;
            first = last;
        }

        string Part(int first, int last) => string.Join(';', pieces[first..(last + 1)]).Trim();
    }
}
