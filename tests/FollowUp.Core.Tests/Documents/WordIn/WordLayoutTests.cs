using FollowUp.Core.Imports;
using FollowUp.Documents;
using FollowUp.Testing;
using FollowUp.Testing.Reports;
using Xunit;

namespace FollowUp.Core.Tests.Documents.WordIn;

/// <summary>The sample reports as Word documents of the layouts that authorities use. Each must give what the same report gives as text.</summary>
public sealed class WordLayoutTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var sample in (string[])["../shared/reports/fjolaret-2018-2019", "../shared/reports/kvalitetsrapport-2024-2025", "tests/samples/uppfoljning-2017-2018"])
            {
                foreach (var layout in WordLayouts.Names) cases.Add(sample, layout);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_SampleInALayout_GivesWhatTheTextGives(string name, string layout)
    {
        var report = Sample(name);
        var samples = report.Activities;

        var document = DocumentReader.Read(WordLayouts.Build(layout, report)).Document!;
        var read = ReportReader.Read(document);

        Assert.Equal(report.Title, read.Title);
        Assert.Equal(samples.Select(sample => sample.Title), read.Activities.Select(activity => activity.Title));
        foreach (var (sample, activity) in samples.Zip(read.Activities))
        {
            Assert.Equal((sample.Number, sample.Unit), (activity.Number, activity.UnitName));
            Assert.Equal(sample.FollowUp, activity.FollowUp);
            Assert.Equal(sample.Analysis, activity.Analysis);
            Assert.Contains(activity.Suggestion?.Status, sample.Allowed);
        }

        var leftOver = document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver).ToList();
        Assert.Equal(WordLayouts.Before, leftOver[0]);
        Assert.Equal(WordLayouts.After, leftOver[^2..]);
        Assert.All(leftOver[1..^2], line => Assert.StartsWith("Klar senast", line, StringComparison.Ordinal));
    }

    /// <summary>A text whose every line became a paragraph, as when it is pasted from a mail.</summary>
    [Theory]
    [InlineData("../shared/reports/fjolaret-2018-2019")]
    [InlineData("tests/samples/uppfoljning-2017-2018")]
    public void Read_SampleWithAParagraphForEachLine_JoinsTheLines(string name)
    {
        var (title, samples) = Sample(name);
        var file = new WordFile();
        foreach (var line in File.ReadAllLines(Path.Combine(SourceTree.Root, name + ".txt"))) file.Add(WordFile.P(line));

        var read = ReportReader.Read(DocumentReader.Read(file.Build()).Document!);

        Assert.Equal(title, read.Title);
        Assert.Equal(samples.Select(sample => (sample.Title, sample.FollowUp, sample.Analysis)), read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
    }

    private static SampleReport Sample(string name)
    {
        var report = SampleReport.Read(name);
        Assert.SkipWhen(report is null, $"The sample {name} is not here.");
        return report;
    }
}
