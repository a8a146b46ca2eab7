using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Documents.Markdown;
using FollowUp.Documents.Text;
using FollowUp.Testing.Reports;
using MiniExcelLibs;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>
/// A report in every format, read back from each. The print view is what the others are compared with. What may differ is said here, each with its reason;
/// nothing else may.
/// </summary>
internal sealed partial class WrittenReport(IReadOnlyDictionary<ReportFormat, byte[]> files)
{
    private const string Withheld = "Utkast, visas inte";

    /// <summary>What the print view and Word say where there is no text. The plain text has a dash there and the workbook an empty cell, as both are read by programs.</summary>
    private static readonly string[] InsteadOfText = ["Ingen text", "Saknas", Withheld];

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    private static readonly Dictionary<string, NoteStatus> Statuses = new()
    {
        ["Status Ej påbörjad"] = NoteStatus.NotStarted,
        ["Status Påbörjad"] = NoteStatus.InProgress,
        ["Status Genomförd"] = NoteStatus.Completed,
        ["Status Ej genomförd"] = NoteStatus.NotCarriedOut,
    };

    public WrittenReport(IEnumerable<ReportOutput> outputs)
        : this(outputs.ToDictionary(output => output.Format, output => output.Content))
    {
    }

    public IReadOnlyList<ReportLine> Html { get; } = HtmlLines.OfReport(Encoding.UTF8.GetString(files[ReportFormat.Html]));

    public ToldReport Told => ToldReport.Of(Html);

    /// <summary>Fails where an output says anything that the print view does not, or leaves out anything that it says.</summary>
    public void AssertAgree()
    {
        Assert.Equal(Html, WordLines.Of(files[ReportFormat.Word]));
        var told = Told;
        AssertText(told, Encoding.UTF8.GetString(files[ReportFormat.Text]));
        AssertWorkbook(told, files[ReportFormat.Excel]);
        AssertJson(told, files[ReportFormat.Json]);
    }

    /// <summary>The lines of a typed text on a page.</summary>
    public static IReadOnlyList<ReportLine> LinesOf(string? text) => HtmlLines.OfText(MarkdownText.ToHtml(text));

    /// <summary>
    /// The traditional layout holds title, numbers, titles, units, statuses and texts, as they were typed (docs/text-format.md). A status that nobody has
    /// chosen is not said in it.
    /// </summary>
    private static void AssertText(ToldReport told, string text)
    {
        var read = ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
        Assert.Equal(told.Title, ReportLine.Plain(read.Title!));
        Assert.Equal(told.Activities.Select(activity => (activity.Number, activity.Title)), read.Activities.Select(activity => (activity.Number ?? 0, ReportLine.Plain(activity.Title))));
        foreach (var (expected, actual) in told.Activities.Zip(read.Activities))
        {
            var whose = expected.Facts.Any(fact => fact.StartsWith("Uppföljning från ", StringComparison.Ordinal)) ? "Uppföljning från" : "Ansvarig enhet";
            Assert.Contains(ReportLine.Plain($"{whose} {actual.UnitName}"), expected.Facts);
            Assert.Equal(Statuses.TryGetValue(expected.Facts[^1], out var status) ? status : null, actual.Suggestion?.Status);
            AssertTyped(expected.FollowUp, actual.FollowUp);
            AssertTyped(expected.Analysis, actual.Analysis);
        }

        // What is typed so stands with a mark before it.
        Assert.Equal(told.Activities.Count(activity => activity.Facts[^1] == $"Status {Withheld}"), text.Split('\n').Count(line => line == Withheld));
    }

    private static void AssertWorkbook(ToldReport told, byte[] workbook)
    {
        Assert.Equal(["Aktiviteter", "Uppföljningar", "Antal"], new MemoryStream(workbook).GetSheetNames());
        var activities = RowsOf(workbook, "Aktiviteter");
        Assert.Equal(told.Activities.Select(activity => (activity.Number, activity.Title)), activities.Select(row => (NumberOf(row["Nr"]), PlainOf(row["Uppdrag/Aktivitet"]))));
        Assert.Equal(told.Activities.Select(activity => activity.Facts), activities.Select(FactsOf));

        var notes = told.Activities.SelectMany(activity => activity.Notes
            .Select(note => (activity, Heading: (string?)note.Heading, Status: note.Facts[^1], note.FollowUp, note.Analysis))
            .Prepend((activity, null, activity.Facts[^1], activity.FollowUp, activity.Analysis))).ToList();
        var rows = RowsOf(workbook, "Uppföljningar");
        Assert.Equal(notes.Count, rows.Count);
        foreach (var (note, row) in notes.Zip(rows))
        {
            Assert.Equal((note.activity.Number, note.activity.Title, note.Status), (NumberOf(row["Nr"]), PlainOf(row["Uppdrag/Aktivitet"]), $"Status {row["Status"]}"));
            if (note.Heading is { } heading) Assert.Equal(heading, PlainOf($"{row["Enhet"]}: enhetens egen uppföljning"));
            else Assert.Contains(note.activity.Facts, fact => fact == PlainOf($"Uppföljning från {row["Enhet"]}") || fact == PlainOf($"Ansvarig enhet {row["Enhet"]}"));
            AssertTyped(note.FollowUp, (string?)row["Uppföljning"]);
            AssertTyped(note.Analysis, (string?)row["Analys"]);
        }

        AssertCounts(told.Tables, RowsOf(workbook, "Antal"));
    }

    /// <summary>The workbook has all counts in one sheet, statuses in the order of their numbers; the print view a table each, and shares beside the first.</summary>
    private static void AssertCounts(IReadOnlyList<string> printed, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        string[] order = ["Genomförd", "Påbörjad", "Ej påbörjad", "Ej genomförd", "Ingen status", "Summa"];
        string Said(object? count) => PlainOf(NumberOf(count).ToString("N0", Swedish));
        var head = $" | {string.Join(" | ", order)}";
        Assert.Equal("Status | Antal | Andel", printed[0]);
        Assert.Equal(order.Select(status => $"{status} | {Said(rows[0][status])}"), printed.Skip(1).Take(6).Select(row => row[..row.LastIndexOf(" | ", StringComparison.Ordinal)]));
        Assert.Equal(
            rows.Skip(1).Select(row => $"{PlainOf(row["Grupp"])} | {string.Join(" | ", order.Select(status => Said(row[status])))}"),
            printed.Skip(7).Where(row => !row.EndsWith(head, StringComparison.Ordinal)).Take(rows.Count - 1));
    }

    private static void AssertJson(ToldReport told, byte[] json)
    {
        var read = ReportJson.Read(new MemoryStream(json));
        using var again = new MemoryStream();
        ReportJson.WriteAsync(read, again).GetAwaiter().GetResult();
        Assert.Equal(json, again.ToArray());
        var activities = read.Activities.ToBlockingEnumerable().ToList();
        Assert.Equal(told.Title, PlainOf(read.Title));
        Assert.Equal(told.Activities.Select(activity => (activity.Number, activity.Title)), activities.Select(activity => (activity.Number, PlainOf(activity.Title))));
        Assert.Equal(read.Entries.Select(entry => (entry.Number, entry.Title, entry.Status)), activities.Select(activity => (activity.Number, activity.Title, activity.Status)));
        foreach (var (expected, actual) in told.Activities.Zip(activities))
        {
            AssertShown(expected.FollowUp, actual.FollowUp, actual.IsShown);
            AssertShown(expected.Analysis, actual.Analysis, actual.IsShown);
            Assert.Equal(expected.Notes.Select(note => note.Heading), actual.UnitNotes.Select(note => PlainOf($"{note.UnitName}: enhetens egen uppföljning")));
            foreach (var (note, source) in expected.Notes.Zip(actual.UnitNotes).Where(pair => pair.Second.IsShown))
            {
                AssertShown(note.FollowUp, source.FollowUp, isShown: true);
                AssertShown(note.Analysis, source.Analysis, isShown: true);
            }
        }
    }

    /// <summary>A text as typed is what the print view shows; and every letter of it is there, whatever the reader of Markdown that all outputs share makes of it.</summary>
    private static void AssertShown(IReadOnlyList<ReportLine> printed, string typed, bool isShown)
    {
        AssertTyped(printed, isShown ? typed : "");
        var shown = string.Concat(printed.SelectMany(line => line.Text.Where(char.IsLetter)));
        var at = 0;
        foreach (var letter in Address().Replace(typed, "]").Where(char.IsLetter))
        {
            at = shown.IndexOf(letter, at) + 1;
            Assert.True(at > 0, $"'{typed}' is shown as '{string.Join('\n', printed)}'.");
        }
    }

    private static void AssertTyped(IReadOnlyList<ReportLine> printed, string? typed)
    {
        if (string.IsNullOrEmpty(typed) && printed.Count <= 1) Assert.All(printed, line => Assert.Contains(line.Text, InsteadOfText));
        else Assert.Equal(LinesOf(typed), printed);
    }

    private static List<string> FactsOf(IReadOnlyDictionary<string, object?> row)
    {
        var facts = new List<string> { PlainOf($"Ansvarig enhet {row["Ansvarig enhet"]}") };
        foreach (var name in new[] { "Uppföljning från", "Ansvarig", "Klar senast", "Målområde", "Överförd från", "Status" })
        {
            if (row[name] is DateTime day) facts.Add($"{name} {day.ToString("d MMMM yyyy", Swedish)}");
            else if (row[name] is { } value) facts.Add(PlainOf($"{name} {Assert.IsType<string>(value)}"));
        }

        return facts;
    }

    private static List<Dictionary<string, object?>> RowsOf(byte[] workbook, string sheet) =>
        [.. new MemoryStream(workbook).Query(useHeaderRow: true, sheetName: sheet).Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];

    private static int NumberOf(object? cell) => (int)Assert.IsType<double>(cell);

    private static string PlainOf(object? text) => ReportLine.Plain(text?.ToString() ?? "");

    /// <summary>Where a link leads is not part of what is read.</summary>
    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Address();
}
