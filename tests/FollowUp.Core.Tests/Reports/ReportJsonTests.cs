using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Tests.Documents;
using FollowUp.Core.Units;
using FollowUp.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class ReportJsonTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void Read_WhatWasWritten_GivesTheSame() =>
        Prop.ForAll(Arb.From(ReportGenerator.WholeReports), report =>
        {
            var written = Write(report);
            var read = ReportJson.Read(new MemoryStream(written));
            AssertSame(report, read);
            Assert.Equal(written, Write(read));
        }).Check(Cases);

    [Fact]
    public void Write_AnyReport_SaysWhatItIsAndKeepsLettersReadable()
    {
        var report = ReportGenerator.Report("Årsrapport", TextReportRoundTripTests.Activity(1, "Gå & läsa </script>") with { Status = NoteStatus.NotCarriedOut });
        var text = Encoding.UTF8.GetString(Write(report with { Order = ReportOrder.GoalArea, SchoolForm = SchoolForm.UpperSecondary }));
        var root = JsonDocument.Parse(text).RootElement;

        Assert.Equal("followup-annual-report", root.GetProperty("schema").GetString());
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        var written = root.GetProperty("report");
        Assert.Equal("goalArea", written.GetProperty("order").GetString());
        Assert.Equal("upperSecondary", written.GetProperty("schoolForm").GetString());
        Assert.Equal("notCarriedOut", written.GetProperty("activities")[0].GetProperty("status").GetString());
        Assert.Equal(1, written.GetProperty("counts").GetProperty("notCarriedOut").GetInt32());
        Assert.Contains("Årsrapport", text, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ManyActivities_SendsThemWhileTheyAreRead()
    {
        // The reading stops half-way until what was read before has arrived.
        using var to = new MemoryStream();
        var report = ReportGenerator.Report("Rapport") with { Activities = Activities() };
        await ReportJson.WriteAsync(report, to);
        Assert.Equal(200, ReportJson.Read(new MemoryStream(to.ToArray())).Listed().Count);

        async IAsyncEnumerable<ReportActivity> Activities([EnumeratorCancellation] CancellationToken cancel = default)
        {
            var activity = TextReportRoundTripTests.Activity(1, "Titel") with { FollowUp = new string('x', 2_000) };
            for (var i = 1; i <= 200; i++)
            {
                yield return activity with { Number = i };
                if (i != 100) continue;
                await Task.Delay(1, cancel);
                Assert.True(to.Length > 150_000, $"Only {to.Length} bytes were sent.");
            }
        }
    }

    [Fact]
    public async Task Write_Cancelled_StopsReading()
    {
        using var cancelled = new CancellationTokenSource();
        var read = 0;
        var report = ReportGenerator.Report("Rapport") with { Activities = Activities() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReportJson.WriteAsync(report, Stream.Null, cancelled.Token));
        Assert.True(read < 5_000, $"{read} were read.");

        async IAsyncEnumerable<ReportActivity> Activities([EnumeratorCancellation] CancellationToken cancel = default)
        {
            for (; read < 10_000; read++)
            {
                if (read == 10) await cancelled.CancelAsync();
                cancel.ThrowIfCancellationRequested();
                yield return TextReportRoundTripTests.Activity(read, "Titel");
            }
        }
    }

    [Fact]
    public void Read_FromBeforeReportsHadALanguage_IsSwedish()
    {
        var text = Encoding.UTF8.GetString(Write(ReportGenerator.Report("Rapport") with { Language = Languages.English }));
        Assert.Equal(Languages.English, ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Language);
        var without = text.Replace("    \"language\": \"en\",\n", "", StringComparison.Ordinal);
        Assert.NotEqual(text, without);
        Assert.Equal(Languages.Swedish, ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(without))).Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("inte json")]
    [InlineData("""{"schema":"followup-annual-report","version":1,"report":null}""")]
    [InlineData("""{"schema":"followup-annual-report","version":1,"report":{"title":"Bara en titel"}}""")]
    public void Read_NotAReport_IsRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "Version 2")]
    [InlineData("followup-annual-report", "annan-rapport", "annan-rapport")]
    public void Read_AnotherSchema_IsRefusedByName(string from, string to, string says)
    {
        var text = Encoding.UTF8.GetString(Write(ReportGenerator.Report("Rapport"))).Replace(from, to);
        var fault = Assert.Throws<InvalidDataException>(() => ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_NamesEveryMemberAndValue()
    {
        var text = SourceTree.Read(SourceTree.Files("docs", "report-json.md").Single());
        Type[] records =
        [
            typeof(AnnualReport), typeof(ReportEntry), typeof(ReportFigure), typeof(ReportFigureRow), typeof(ReportWaiver), typeof(ReportLogo),
            typeof(ReportActivity), typeof(ReportUnitNote), typeof(StatusCounts),
        ];
        Type[] values = [typeof(ReportOrder), typeof(FigureKind), typeof(GapKind), typeof(NoteStatus), typeof(SchoolForm)];
        var names = records.SelectMany(record => record.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => !property.IsDefined(typeof(JsonIgnoreAttribute))).Select(property => property.Name)
            .Concat(values.SelectMany(Enum.GetNames));
        Assert.All(names.Select(JsonNamingPolicy.CamelCase.ConvertName).Distinct(), name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    private static byte[] Write(AnnualReport report)
    {
        using var to = new MemoryStream();
        ReportJson.WriteAsync(report, to).GetAwaiter().GetResult();
        return to.ToArray();
    }

    private static void AssertSame(AnnualReport expected, AnnualReport read)
    {
        Assert.Equal(expected.Entries, read.Entries);
        Assert.Equal(expected.SignatureLines, read.SignatureLines);
        Assert.Equal(expected.Waivers, read.Waivers);
        Assert.Equal(expected.Figures.Select(figure => figure.Kind), read.Figures.Select(figure => figure.Kind));
        Assert.Equal(expected.Figures.SelectMany(figure => figure.Rows), read.Figures.SelectMany(figure => figure.Rows));
        Assert.Equal(expected.Figures.Select(figure => figure.Rows.Count), read.Figures.Select(figure => figure.Rows.Count));
        Assert.Equal(expected.Logo?.Content, read.Logo?.Content);
        Assert.Equal((expected.Logo?.MediaType, expected.Logo?.Text), (read.Logo?.MediaType, read.Logo?.Text));
        Assert.Equal(expected.FixedAt?.Kind, read.FixedAt?.Kind);
        Assert.Equal(expected.Listed().Select(Flat), read.Listed().Select(Flat));
        Assert.Equal(expected.Listed().Select(activity => activity.UnitNotes), read.Listed().Select(activity => activity.UnitNotes));

        // What is left compares by value once the lists are the same ones.
        Assert.Equal(expected, read with
        {
            Entries = expected.Entries,
            SignatureLines = expected.SignatureLines,
            Waivers = expected.Waivers,
            Figures = expected.Figures,
            Logo = expected.Logo,
            Activities = expected.Activities,
        });
    }

    private static ReportActivity Flat(ReportActivity activity) => activity with { UnitNotes = [] };
}
