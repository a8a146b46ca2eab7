using System.Text.Json;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents;
using Xunit;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>The sample reports as PDF in the layouts that authorities use. Each must give what the same report gives as text.</summary>
public sealed class PdfLayoutTests
{
    private sealed record Sample(int Number, string Title, string? Unit, string FollowUp, string Analysis, NoteStatus?[] Allowed)
    {
        public string Status => Allowed.Contains(null) ? "" : Allowed[0] switch
        {
            NoteStatus.Completed => "Genomförd",
            NoteStatus.InProgress => "Pågår",
            NoteStatus.NotCarriedOut => "Ej genomförd",
            _ => "Ej påbörjad",
        };
    }

    private static readonly Dictionary<string, Action<PdfReport, Sample>> Layouts = new()
    {
        ["larger headings"] = (report, sample) => Facts(report.P($"{sample.Number}. Uppdrag/Aktivitet", 15).P(sample.Title), sample)
            .P("Uppföljning", 12).Text(sample.FollowUp).P("Analys", 12).Text(sample.Analysis),
        ["titles as headings"] = (report, sample) => Facts(report.P($"{sample.Number}. {sample.Title}", 14, isBold: true), sample)
            .P("Uppföljning:", 12, isBold: true).Text(sample.FollowUp).P("Analys:", 12, isBold: true).Text(sample.Analysis),
        ["bold headings"] = (report, sample) => Facts(report.P($"{sample.Number}. Uppdrag/Aktivitet", isBold: true).P(sample.Title, isBold: true), sample)
            .P("Uppföljning", isBold: true).Text(sample.FollowUp).P("Analys", isBold: true).Text(sample.Analysis),
        ["nothing but text"] = (report, sample) => Facts(report.P($"Aktivitet {sample.Number}: {sample.Title}"), sample)
            .P("Uppföljning").Text(sample.FollowUp).P("Analys").Text(sample.Analysis),
        ["a table each"] = (report, sample) => report.Table([120, 335], false,
            ["Uppdrag/Aktivitet", $"{sample.Number}. {sample.Title}"], ["Ansvarig enhet", sample.Unit ?? ""], ["Status", sample.Status], ["Uppföljning", sample.FollowUp], ["Analys", sample.Analysis]),
    };

    private static readonly string[] Samples = ["../shared/reports/fjolaret-2018-2019", "../shared/reports/kvalitetsrapport-2024-2025", "tests/samples/uppfoljning-2017-2018"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var sample in Samples)
            {
                foreach (var layout in Layouts.Keys) cases.Add(sample, layout);
            }

            return cases;
        }
    }

    public static TheoryData<string, bool> Tables => new(Samples.SelectMany(sample => (IEnumerable<(string, bool)>)[(sample, false), (sample, true)]));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_SampleInALayout_GivesWhatTheTextGives(string name, string layout)
    {
        var (title, samples) = Expected(name);
        var report = new PdfReport().P(title, 20).P("Rapporten följer upp det som nämnden beslutade.");
        foreach (var sample in samples) Layouts[layout](report, sample);
        report.P("Avslutning", 20).P("Resultaten redovisas i september.");
        Assert.True(report.PageCount > 1);

        Check(report.Build(), title, samples);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Read_TableWithARowEach_GivesWhatTheTextGives(string name, bool repeatsHead)
    {
        var (title, samples) = Expected(name);
        var report = new PdfReport().P(title, 20).P("Rapporten följer upp det som nämnden beslutade.").Table([25, 90, 65, 65, 110, 110], repeatsHead,
        [
            ["Nr", "Aktivitet", "Enhet", "Status", "Uppföljning", "Analys"],
            .. samples.Select(sample => (string[])[$"{sample.Number}", sample.Title, sample.Unit ?? "", sample.Status, sample.FollowUp, sample.Analysis]),
        ]).P("Avslutning", 20).P("Resultaten redovisas i september.");

        Check(report.Build(), title, samples);
    }

    private static void Check(byte[] file, string title, IReadOnlyList<Sample> samples)
    {
        var document = DocumentReader.Read(file).Document!;
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
        Assert.Equal(["Rapporten följer upp det som nämnden beslutade.", "Avslutning", "Resultaten redovisas i september.", "Exempelby kommun"], leftOver[..4]);
        Assert.All(leftOver[4..], line => Assert.StartsWith("Sida 1 av", line, StringComparison.Ordinal));
    }

    private static PdfReport Facts(PdfReport report, Sample sample)
    {
        if (sample.Unit is { } unit) report.P($"Ansvarig enhet: {unit}");
        if (sample.Status.Length > 0) report.P($"Status: {sample.Status}");
        return report;
    }

    private static (string Title, IReadOnlyList<Sample> Samples) Expected(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FollowUp.sln"))) folder = folder.Parent;
        var file = Path.Combine(folder.FullName, name + ".expected.json");
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
}
