using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Testing.Reports;

/// <summary>A report as its lines tell it, taken apart by the levels of its headings alone.</summary>
/// <param name="Title">The first heading.</param>
/// <param name="Tables">The rows of all tables, in order.</param>
/// <param name="Activities">The chapter of activities.</param>
public sealed partial record ToldReport(string Title, IReadOnlyList<string> Tables, IReadOnlyList<ToldActivity> Activities)
{
    /// <param name="lines">The lines of a report.</param>
    /// <param name="chapter">The heading of the chapter of activities.</param>
    public static ToldReport Of(IReadOnlyList<ReportLine> lines, string chapter = "Aktiviteter")
    {
        var inside = lines.SkipWhile(line => line != new ReportLine("h2", chapter)).Skip(1).TakeWhile(line => line.Kind != "h2").ToList();

        // Where nobody signs, the sentence that says who fixed the report has no heading of its own, and stands after the last activity.
        if (inside.Count > 0 && inside[^1] is { Kind: "text" } last && last.Text.StartsWith("Rapporten fastställdes ", StringComparison.Ordinal)) inside.RemoveAt(inside.Count - 1);

        // Under headings of their own the activities stand a level lower.
        var level = inside.Any(line => line.Level == 6) || (inside.Find(line => line.Level is not null) is { } first && !Heading().IsMatch(first.Text)) ? 4 : 3;
        var activities = new List<ToldActivity>();
        for (var i = 0; i < inside.Count; i++)
        {
            if (inside[i].Level == level) activities.Add(ActivityOf([inside[i], .. inside.Skip(i + 1).TakeWhile(line => line.Level is null || line.Level > level)], level));
        }

        return new ToldReport(lines.First(line => line.Kind == "h1").Text, [.. lines.Where(line => line.Kind == "row").Select(line => line.Text)], activities);
    }

    private static ToldActivity ActivityOf(IReadOnlyList<ReportLine> lines, int level)
    {
        var heading = Heading().Match(lines[0].Text);
        if (!heading.Success) throw new InvalidDataException($"'{lines[0]}' is no activity's heading.");
        var parts = Parts(lines, level + 1);
        return new ToldActivity(
            int.Parse(heading.Groups["number"].Value, CultureInfo.InvariantCulture),
            heading.Groups["title"].Value,
            FactsOf(lines, level),
            parts[0].Lines,
            parts[1].Lines,
            [.. parts.Skip(2).Select(part => NoteOf(part, level + 1))]);
    }

    private static ToldNote NoteOf((ReportLine Heading, IReadOnlyList<ReportLine> Lines) note, int level)
    {
        ReportLine[] lines = [note.Heading, .. note.Lines];
        var parts = Parts(lines, level + 1);
        return new ToldNote(note.Heading.Text, FactsOf(lines, level), parts.ElementAtOrDefault(0).Lines ?? [], parts.ElementAtOrDefault(1).Lines ?? []);
    }

    private static List<(ReportLine Heading, IReadOnlyList<ReportLine> Lines)> Parts(IReadOnlyList<ReportLine> lines, int level) =>
    [
        .. lines.Select((line, i) => (line, i)).Where(at => at.line.Level == level)
            .Select(at => (at.line, (IReadOnlyList<ReportLine>)[.. lines.Skip(at.i + 1).TakeWhile(line => line.Level is null || line.Level > level)])),
    ];

    private static List<string> FactsOf(IReadOnlyList<ReportLine> lines, int level) =>
        [.. lines.Skip(1).TakeWhile(line => line.Level is null || line.Level <= level).Where(line => line.Kind == "fact").Select(line => line.Text)];

    [GeneratedRegex("^Uppdrag/Aktivitet (?<number>[0-9]+) (?<title>.*)$")]
    private static partial Regex Heading();
}

/// <summary>One activity.</summary>
/// <param name="Facts">Each a name and a value.</param>
/// <param name="FollowUp">The lines below <em>Uppföljning</em>.</param>
/// <param name="Analysis">The lines below <em>Analys</em>.</param>
/// <param name="Notes">The other units' own.</param>
public sealed record ToldActivity(
    int Number, string Title, IReadOnlyList<string> Facts, IReadOnlyList<ReportLine> FollowUp, IReadOnlyList<ReportLine> Analysis, IReadOnlyList<ToldNote> Notes);

/// <summary>One unit's own follow-up; without lines where it is not shown.</summary>
public sealed record ToldNote(string Heading, IReadOnlyList<string> Facts, IReadOnlyList<ReportLine> FollowUp, IReadOnlyList<ReportLine> Analysis);
