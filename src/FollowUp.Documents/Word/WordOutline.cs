using FollowUp.Core.Reports;

namespace FollowUp.Documents.Word;

/// <summary>One line of the contents.</summary>
internal sealed record WordOutlineEntry(int Level, string Text);

/// <summary>The headings of the contents in the order in which <see cref="WordReport"/> writes them; known before the texts are read.</summary>
internal static class WordOutline
{
    public static IEnumerable<WordOutlineEntry> Of(AnnualReport report, ReportWords words)
    {
        if (report.Foreword.Length > 0) yield return new WordOutlineEntry(1, words.Foreword);
        yield return new WordOutlineEntry(1, words.Summary);
        yield return new WordOutlineEntry(1, words.Activities);
        string? group = null;
        foreach (var entry in report.Entries)
        {
            if (entry.Group is not null && entry.Group != group) yield return new WordOutlineEntry(2, words.Group(report.Order, entry.Group));
            group = entry.Group;
            yield return new WordOutlineEntry(LevelOf(report), HeadingOf(entry.Number, entry.Title));
        }

        if (report.Closing.Length > 0) yield return new WordOutlineEntry(1, words.Closing);
        if (HasSignatures(report)) yield return new WordOutlineEntry(1, words.Signatures);
        if (report.Waivers.Count > 0) yield return new WordOutlineEntry(1, words.Appendix);
    }

    /// <summary>The level of an activity's heading: below its group's where there are groups.</summary>
    public static int LevelOf(AnnualReport report) => report.Order == ReportOrder.Number ? 2 : 3;

    /// <summary>An activity's heading, as the contents of the print view has it.</summary>
    public static string HeadingOf(int number, string title) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {title}");

    public static bool HasSignatures(AnnualReport report) => report.SignatureLines.Count > 0;
}
