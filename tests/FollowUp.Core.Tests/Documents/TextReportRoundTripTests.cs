using System.Globalization;
using System.Text;
using FollowUp.Core.Imports;
using FollowUp.Core.Reports;
using FollowUp.Documents.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

/// <summary>What was written is read back as it was. <c>FOLLOWUP_TEST_CASES</c> sets how many generated reports are tried (1,000).</summary>
public sealed class TextReportRoundTripTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 1_000;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(Cases);

    private static readonly Arbitrary<AnnualReport> Reports = Arb.From(ReportGenerator.Reports, Shrink);

    [Fact]
    public void Read_WhatWasWritten_GivesTheSame() =>
        Prop.ForAll(Reports, report => AssertSame(report, Read(report.Text()))).Check(Thorough);

    [Fact]
    public void Write_WhatWasReadFromWriting_GivesTheSameText() =>
        Prop.ForAll(Reports, report =>
        {
            var written = report.Text();
            Assert.Equal(written, ToReport(Read(written)).Text());
        }).Check(Thorough);

    [Fact]
    public void Read_UnitsPartAsWritten_GivesTheUnitThatReports() =>
        Prop.ForAll(Reports, report =>
        {
            var part = ReportGenerator.Report(report.Title, [.. report.Listed().Select(activity => activity with { UnitName = "Huvudmannen", ReportingUnitName = activity.UnitName })]);
            AssertSame(part, Read(part.Text()));
        }).Check(Thorough);

    [Fact]
    public void Read_WhatWasWrittenAndPassedThroughAnEditor_GivesTheSame() =>
        Prop.ForAll(Reports, report =>
        {
            // Trailing white space taken off, Windows line ends, everything indented: what mail programs and editors do.
            var lines = report.Text().Split('\n').Select(line => "   " + line.TrimEnd());
            AssertSame(report, Read(string.Join("\r\n", lines)));
        }).Check(Thorough);

    [Theory]
    [InlineData("Uppföljning")]
    [InlineData("a\nAnalys\nb")]
    [InlineData("4. Uppdrag/Aktivitet\n\nNy titel\n\nUppföljning\n\nText")]
    [InlineData("-")]
    [InlineData("-\n-")]
    [InlineData("Utkast, visas inte")]
    [InlineData("Status: Genomförd")]
    [InlineData("\n\n\na\n\n\n\nb\n\n")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("  indraget\n\tmed tabb  ")]
    [InlineData("\\")]
    [InlineData(" \\")]
    [InlineData("a \\\nb \\\\\nc\\")]
    [InlineData("\\Uppföljning\n\\\\Uppföljning")]
    [InlineData("- a\n- b\ninte en punkt\n- c")]
    [InlineData("- a\n  - under\n    fortsatt")]
    [InlineData("• a\n· b\no\tc")]
    [InlineData("Text\n– tankstreck\n3. nummer\n1. ett")]
    [InlineData("Avslutning\n\nTrygghet och studiero")]
    [InlineData("a\u00A0\n\u00A0b\u2003c")]
    [InlineData("**Uppföljning:** text\n## Analys")]
    [InlineData("- Analys: text\n- Status: Pågår\n* Uppföljning\na) Analys")]
    [InlineData("Analys – Text\nUppföljning.\n**Analys** Text\nStatus - Pågår")]
    public void Read_WhatWasWritten_GivesTheSameText(string text)
    {
        var activity = Activity(1, "Titel") with { FollowUp = text, Analysis = text };
        var report = ReportGenerator.Report("Rapport", activity, activity with { Number = 2 });
        AssertSame(report, Read(report.Text()));
    }

    [Theory]
    [InlineData("Uppföljning")]
    [InlineData("-")]
    [InlineData("3. Ny lokal")]
    [InlineData("Aktivitet 3: Ny lokal")]
    [InlineData("Utkast, visas inte")]
    [InlineData("\\Analys")]
    [InlineData("Avslutning")]
    [InlineData("# Rubrik")]
    [InlineData("**Fet rubrik**")]
    [InlineData("- Status: Pågår")]
    [InlineData("Syfte: läsa")]
    [InlineData("Skola: Norra")]
    [InlineData("En titel som är så lång att den bryts just före det som ser ut som en egenskap Syfte: läsa")]
    [InlineData("Analys – varför?")]
    [InlineData("2019")]
    [InlineData("Slut \\")]
    [InlineData("Ett  dubbelt\u00A0mellanrum")]
    public void Read_WhatWasWritten_GivesTheSameTitlesAndUnits(string title)
    {
        var report = ReportGenerator.Report(title, Activity(1, title) with { UnitName = title, FollowUp = "Text" });
        var read = Read(report.Text());
        AssertSame(report, read);
        Assert.Equal(title, read.Title);
    }

    internal static ReportActivity Activity(int number, string title) => new()
    {
        Number = number,
        Title = title,
        UnitName = null,
        Responsible = null,
        DueOn = null,
        GoalArea = null,
        ContinuedFrom = null,
        IsShown = true,
        HasDraft = false,
        Status = null,
        FollowUp = "",
        Analysis = "",
    };

    internal static ReadReport Read(string text)
    {
        var document = TextDocumentReader.Read(Encoding.UTF8.GetBytes(text)).Document;
        return document is null ? new ReadReport(null, [], []) : ReportReader.Read(document);
    }

    private static void AssertSame(AnnualReport expected, ReadReport read)
    {
        Assert.Equal(TextNormalisation.NormaliseLine(expected.Title), read.Title);
        var activities = expected.Listed();
        Assert.Equal(activities.Count, read.Activities.Count);
        foreach (var (activity, actual) in activities.Zip(read.Activities))
        {
            Assert.Equal(activity.Number, actual.Number);
            Assert.Equal(activity.Title, actual.Title);
            Assert.Equal(activity.ReportingUnitName ?? activity.UnitName, actual.UnitName);
            Assert.Equal(activity.Status, actual.Suggestion?.Status);
            Assert.Equal(TextNormalisation.Normalise(activity.FollowUp), actual.FollowUp);
            Assert.Equal(TextNormalisation.Normalise(activity.Analysis), actual.Analysis);
        }

        Assert.DoesNotContain(LineKind.LeftOver, read.Kinds);
    }

    private static AnnualReport ToReport(ReadReport read) => ReportGenerator.Report(read.Title ?? "", [.. read.Activities.Select(activity =>
        Activity(activity.Number ?? 0, activity.Title) with
        {
            UnitName = activity.UnitName,
            Status = activity.Suggestion?.Status,
            FollowUp = activity.FollowUp,
            Analysis = activity.Analysis,
        })]);

    private static IEnumerable<AnnualReport> Shrink(AnnualReport report)
    {
        var activities = report.Listed();
        for (var i = 0; i < activities.Count; i++)
        {
            yield return ReportGenerator.Report(report.Title, [.. activities.Where((_, index) => index != i)]);
            var activity = activities[i];
            foreach (var smaller in Shorter(activity.FollowUp).Select(text => activity with { FollowUp = text })
                .Concat(Shorter(activity.Analysis).Select(text => activity with { Analysis = text }))
                .Concat(Shorter(activity.Title).Where(text => text.Trim() == text && text.Length > 0).Select(text => activity with { Title = text }))
                .Concat(activity.UnitName is null ? [] : [activity with { UnitName = null }]))
                yield return ReportGenerator.Report(report.Title, [.. activities.Select((other, index) => index == i ? smaller : other)]);
        }

        if (report.Title != "T") yield return report with { Title = "T" };
    }

    private static IEnumerable<string> Shorter(string text)
    {
        for (var length = text.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Length; start += length) yield return text.Remove(start, length);
        }
    }
}
