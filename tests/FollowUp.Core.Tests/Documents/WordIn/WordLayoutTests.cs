using System.Text.Json;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents;
using Xunit;

namespace FollowUp.Core.Tests.Documents.WordIn;

/// <summary>The sample reports as Word documents of the layouts that authorities use. Each must give what the same report gives as text.</summary>
public sealed class WordLayoutTests
{
    private sealed record Sample(int Number, string Title, string? Unit, string FollowUp, string Analysis, NoteStatus?[] Allowed)
    {
        /// <summary>The status in words, where the report states it.</summary>
        public string Status => Allowed.Contains(null) ? "" : Allowed[0] switch
        {
            NoteStatus.Completed => "Genomförd",
            NoteStatus.InProgress => "Pågår",
            NoteStatus.NotCarriedOut => "Ej genomförd",
            _ => "Ej påbörjad",
        };
    }

    private static readonly Dictionary<string, Func<IReadOnlyList<Sample>, string>> Layouts = new()
    {
        ["heading styles"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. Uppdrag/Aktivitet", "Rubrik2") + WordFile.P(sample.Title) + Facts(sample)
            + WordFile.P("Uppföljning", "Rubrik3") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", "Rubrik3") + WordFile.Text(sample.Analysis)),
        ["titles in heading styles"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. {sample.Title}", "Kommunrubrik") + Facts(sample)
            + WordFile.P("Uppföljning:", "Rubrik3") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys:", "Rubrik3") + WordFile.Text(sample.Analysis)),
        ["heading styles of one level"] = samples => Each(samples, sample => WordFile.P($"Aktivitet {sample.Number}", "Rubrik2") + WordFile.P(sample.Title, "Rubrik2") + Facts(sample)
            + WordFile.P("Uppföljning", "Rubrik2") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", "Rubrik2") + WordFile.Text(sample.Analysis)),
        ["numbers typed"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. Uppdrag/Aktivitet") + WordFile.P(sample.Title) + Facts(sample)
            + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys") + WordFile.Text(sample.Analysis)),
        ["numbers of a list"] = samples => Each(samples, sample => WordFile.P("Uppdrag/Aktivitet", list: 2, isBold: true) + WordFile.P(sample.Title, isBold: true) + Facts(sample)
            + WordFile.P("Uppföljning", isBold: true) + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", isBold: true) + WordFile.Text(sample.Analysis)),
        ["titles with numbers of a list"] = samples => Each(samples, sample => WordFile.P(sample.Title, list: 2, isBold: true) + Facts(sample)
            + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("") + WordFile.P("Analys") + WordFile.Text(sample.Analysis)),
        ["numbers with a word"] = samples => Each(samples, sample => WordFile.P(sample.Title, list: 5) + Facts(sample)
            + WordFile.PX(WordFile.R("Uppföljning: ", isBold: true)) + WordFile.Text(sample.FollowUp) + WordFile.PX(WordFile.R("Analys: ", isBold: true)) + WordFile.Text(sample.Analysis)),
        ["a row each"] = samples => WordFile.Table([
            ["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet", "Status", "Uppföljning", "Analys"],
            .. samples.Select(sample => (string[])[$"{sample.Number}", sample.Title, sample.Unit ?? "", sample.Status, WordFile.Text(sample.FollowUp), WordFile.Text(sample.Analysis)])]),
        ["a row each, other words"] = samples => WordFile.Table([
            ["Planerad aktivitet", "Vad har gjorts?", "Analys/slutsats", "Ansvarig skola", "Status:"],
            .. samples.Select(sample => (string[])[$"{sample.Number}. {sample.Title}", WordFile.Text(sample.FollowUp), sample.Analysis.Length == 0 ? "-" : WordFile.Text(sample.Analysis), sample.Unit ?? "", sample.Status])]),
        ["a table each"] = samples => Each(samples, sample => WordFile.Table(
            ["Uppdrag/Aktivitet", $"{sample.Number}. {sample.Title}"], ["Ansvarig enhet", sample.Unit ?? ""], ["Status", sample.Status], ["Klar senast", "2019-06-30"],
            ["Uppföljning", WordFile.Text(sample.FollowUp)], ["Analys", WordFile.Text(sample.Analysis)]) + WordFile.P("")),
        ["a table each below a heading"] = samples => Each(samples, sample => WordFile.P($"Aktivitet {sample.Number}: {sample.Title}", "Rubrik2") + WordFile.Table(
            ["Ansvarig enhet:", sample.Unit ?? "", "Status:", sample.Status],
            ["Uppföljning (vad har gjorts?)", WordFile.Text(sample.FollowUp)], ["Analys", WordFile.Text(sample.Analysis)])),
        ["a cell each"] = samples => WordFile.Table([.. samples.Select(sample => (string[])[
            WordFile.P($"{sample.Number}. Uppdrag/Aktivitet") + WordFile.P(sample.Title) + Facts(sample) + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys") + WordFile.Text(sample.Analysis)])]),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var sample in (string[])["../shared/reports/fjolaret-2018-2019", "../shared/reports/kvalitetsrapport-2024-2025", "tests/samples/uppfoljning-2017-2018"])
            {
                foreach (var layout in Layouts.Keys) cases.Add(sample, layout);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_SampleInALayout_GivesWhatTheTextGives(string name, string layout)
    {
        var (title, samples) = Expected(name);
        var file = new WordFile().WithStyles().WithLists().Add(
            WordFile.P(title, "Rubrik1"), WordFile.P("Rapporten följer upp det som nämnden beslutade."), Layouts[layout](samples), WordFile.P("Avslutning", "Rubrik1"), WordFile.P("Resultaten redovisas i september."));

        var document = DocumentReader.Read(file.Build()).Document!;
        var read = ReportReader.Read(document);

        Assert.Equal(title, read.Title);
        Assert.Equal(samples.Select(sample => sample.Title), read.Activities.Select(activity => activity.Title));
        foreach (var (sample, activity) in samples.Zip(read.Activities))
        {
            Assert.Equal((sample.Number, sample.Unit), (activity.Number, activity.UnitName));
            Assert.Equal(sample.FollowUp, activity.FollowUp);
            Assert.Equal(sample.Analysis, activity.Analysis);
            Assert.Contains(activity.Suggestion?.Status, sample.Allowed);
        }

        var leftOver = document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver).ToList();
        Assert.Equal("Rapporten följer upp det som nämnden beslutade.", leftOver[0]);
        Assert.Equal(["Avslutning", "Resultaten redovisas i september."], leftOver[^2..]);
        Assert.All(leftOver[1..^2], line => Assert.StartsWith("Klar senast", line, StringComparison.Ordinal));
    }

    /// <summary>A text whose every line became a paragraph, as when it is pasted from a mail.</summary>
    [Theory]
    [InlineData("../shared/reports/fjolaret-2018-2019")]
    [InlineData("tests/samples/uppfoljning-2017-2018")]
    public void Read_SampleWithAParagraphForEachLine_JoinsTheLines(string name)
    {
        var (title, samples) = Expected(name);
        var file = new WordFile();
        foreach (var line in File.ReadAllLines(Path.Combine(Root(), name + ".txt"))) file.Add(WordFile.P(line));

        var read = ReportReader.Read(DocumentReader.Read(file.Build()).Document!);

        Assert.Equal(title, read.Title);
        Assert.Equal(samples.Select(sample => (sample.Title, sample.FollowUp, sample.Analysis)), read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
    }

    private static (string Title, IReadOnlyList<Sample> Samples) Expected(string name)
    {
        var file = Path.Combine(Root(), name + ".expected.json");
        Assert.SkipUnless(File.Exists(file), $"The sample {name} is not here.");
        var expected = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        return (expected.GetProperty("title").GetString()!,
        [
            .. expected.GetProperty("activities").EnumerateArray().Select(activity => new Sample(
                activity.GetProperty("number").GetInt32(), activity.GetProperty("title").GetString()!, activity.TryGetProperty("unit", out var unit) ? unit.GetString() : null,
                activity.GetProperty("followUp").GetString()!, activity.GetProperty("analysis").GetString()!,
                [.. activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => status.GetString() is { } word ? Enum.Parse<NoteStatus>(word) : (NoteStatus?)null)])),
        ]);
    }

    private static string Each(IEnumerable<Sample> samples, Func<Sample, string> write) => string.Concat(samples.Select(write));

    private static string Facts(Sample sample) =>
        (sample.Unit is { } unit ? WordFile.P($"Ansvarig enhet: {unit}") : "") + (sample.Status.Length > 0 ? WordFile.P($"Status: {sample.Status}") : "");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FollowUp.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
