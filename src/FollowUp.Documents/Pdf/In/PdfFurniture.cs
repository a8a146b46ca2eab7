using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Documents.Pdf.In;

/// <summary>
/// Finds the heads and feet of pages: lines at the top or the bottom that recur at the same height, alike but for a number that rises with the pages. They are taken out of
/// the pages' lines, for they would stand in the middle of texts; each is kept once, as of no activity.
/// </summary>
internal static partial class PdfFurniture
{
    /// <summary>So many lines from the top and from the bottom of a page may be its head or foot.</summary>
    private const int Deepest = 4;

    private const double SameHeight = 4;

    /// <summary>Smaller than the text, in parts of its size, is small print.</summary>
    private const double Small = 0.92;

    /// <summary>The part of a page's height that is margin, above and below.</summary>
    private const double Margin = 0.075;

    /// <summary>Takes them out. Gives each once.</summary>
    public static List<string> TakeOut(IReadOnlyList<PdfPage> pages)
    {
        var candidates = new List<Candidate>();
        foreach (var page in pages)
        {
            var lines = page.Lines;
            for (var i = 0; i < lines.Count; i++)
            {
                var fromTop = i < Deepest && lines[i].Base > page.Sheet.Height * 0.8;
                if (!fromTop && !(i >= lines.Count - Deepest && lines[i].Base < page.Sheet.Height * 0.2)) continue;
                var text = lines[i].Text.Trim();
                candidates.Add(new Candidate(page, lines[i], text, Digits().Replace(text, "#"), fromTop, fromTop ? i : lines.Count - 1 - i));
            }
        }

        var taken = new HashSet<PdfLine>(ReferenceEqualityComparer.Instance);
        var kept = new List<string>();
        foreach (var alike in candidates.GroupBy(candidate => (candidate.Pattern, candidate.IsTop)))
        {
            foreach (var group in ByHeight([.. alike]))
            {
                var count = group.Select(candidate => candidate.Page).Distinct().Count();
                var isWords = group.Select(candidate => candidate.Text).Distinct().Count() == 1 && group[0].Text.Any(char.IsLetter);
                // On every page or, where pages differ, on most of the left or of the right ones; a heading that two pages happen to begin with is none.
                var isOften = count >= 3 ? count * 3 >= pages.Count : count == 2 && pages.Count <= 3;
                if (!isOften || !(isWords || Rises(group))) continue;
                if (group.Exists(candidate => MayBeMeant(candidate))) continue;
                foreach (var candidate in group) taken.Add(candidate.Line);
                if (group[0].Text.Any(char.IsLetter) && !kept.Contains(group[0].Text)) kept.Add(group[0].Text);
            }
        }

        // Small print in the margin is head or foot on a single page, too.
        var sizes = pages.SelectMany(page => page.Lines).GroupBy(line => Math.Round(line.Size, 1)).Select(group => (Size: group.Key, Length: group.Sum(line => line.Text.Length))).ToList();
        var body = sizes.Count == 0 ? 0 : sizes.MaxBy(size => size.Length).Size;
        foreach (var candidate in candidates.Where(candidate => candidate.Depth <= 1 && candidate.Line.Size < body * Small && IsInMargin(candidate) && taken.Add(candidate.Line)))
        {
            if (!kept.Contains(candidate.Text)) kept.Add(candidate.Text);
        }

        foreach (var page in pages) page.Lines.RemoveAll(taken.Contains);
        return kept;
    }

    /// <summary>'Uppföljning' may begin several pages as what it says.</summary>
    private static bool MayBeMeant(Candidate candidate) => candidate.Depth > 0 && Core.Imports.ReportTable.HasMeaning(candidate.Text);

    private static bool IsInMargin(Candidate candidate) =>
        candidate.Line.Base < candidate.Page.Sheet.Height * Margin || candidate.Line.Base > candidate.Page.Sheet.Height * (1 - Margin);

    private static IEnumerable<List<Candidate>> ByHeight(List<Candidate> alike)
    {
        var groups = new List<List<Candidate>>();
        foreach (var candidate in alike.OrderBy(candidate => candidate.Line.Base))
        {
            if (groups.Count > 0 && Math.Abs(groups[^1][0].Line.Base - candidate.Line.Base) < SameHeight) groups[^1].Add(candidate);
            else groups.Add([candidate]);
        }

        return groups.Select(group => group.OrderBy(candidate => candidate.Page.Sheet.Number).ToList());
    }

    /// <summary>True where one number rises as the pages do and the others stay.</summary>
    private static bool Rises(List<Candidate> group)
    {
        var numbers = group.Select(candidate => Digits().Matches(candidate.Text).Select(match => int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList()).ToList();
        if (numbers[0].Count == 0) return true;
        var hasRising = false;
        for (var at = 0; at < numbers[0].Count; at++)
        {
            var place = at;
            if (numbers.TrueForAll(own => own[place] == numbers[0][place])) continue;
            if (!numbers.Select((own, i) => own[place] - group[i].Page.Sheet.Number).All(difference => difference == numbers[0][place] - group[0].Page.Sheet.Number)) return false;
            hasRising = true;
        }

        return hasRising;
    }

    private sealed record Candidate(PdfPage Page, PdfLine Line, string Text, string Pattern, bool IsTop, int Depth);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
