using System.Text.Json;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>Reports with what must come out of each: the project's own, and those in <c>../shared/reports</c> where that folder exists.</summary>
public sealed class ExpectedReportTests
{
    [Theory]
    [InlineData("tests/samples", "uppfoljning-2017-2018")]
    [InlineData("../shared/reports", "fjolaret-2018-2019")]
    [InlineData("../shared/reports", "kvalitetsrapport-2024-2025")]
    public void Read_Report_GivesWhatIsExpected(string place, string name)
    {
        var folder = Path.Combine(RepositoryRoot(), place);
        Assert.SkipUnless(Directory.Exists(folder), $"The folder {place} is not here.");
        var document = TextDocumentReader.Read(File.ReadAllBytes(Path.Combine(folder, name + ".txt"))).Document!;
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".expected.json"))).RootElement;

        var read = ReportReader.Read(document);

        Assert.Equal(expected.GetProperty("title").GetString(), read.Title);
        var activities = expected.GetProperty("activities").EnumerateArray().ToList();
        Assert.Equal(activities.Count, read.Activities.Count);
        foreach (var (activity, actual) in activities.Zip(read.Activities))
        {
            Assert.Equal(activity.GetProperty("number").GetInt32(), actual.Number);
            Assert.Equal(activity.GetProperty("title").GetString(), actual.Title);
            if (activity.TryGetProperty("unit", out var unit)) Assert.Equal(unit.GetString(), actual.UnitName);
            Assert.Equal(activity.GetProperty("followUp").GetString(), actual.FollowUp);
            Assert.Equal(activity.GetProperty("analysis").GetString(), actual.Analysis);
            var allowed = activity.GetProperty("allowedSuggestedStatus").EnumerateArray()
                .Select(status => status.GetString() is { } word ? Enum.Parse<NoteStatus>(word) : (NoteStatus?)null);
            Assert.Contains(actual.Suggestion?.Status, allowed);
        }

        var leftOver = document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver).Select(line => line.Trim());
        Assert.Equal(expected.GetProperty("leftOver").EnumerateArray().Select(line => line.GetString()), leftOver);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FollowUp.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
