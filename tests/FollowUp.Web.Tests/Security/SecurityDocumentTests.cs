using System.Text.RegularExpressions;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>docs/security.md tells of every chapter and section of the standard, and of tests that there are.</summary>
public sealed partial class SecurityDocumentTests
{
    /// <summary>How many sections each chapter of OWASP ASVS 5.0 has.</summary>
    private static readonly int[] Sections = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3];

    private static readonly string[] Verdicts = ["met", "partly", "not met", "not applicable"];

    private static readonly string Text = SourceTree.Read("docs/security.md");

    [Fact]
    public void Table_EverySectionOfTheStandard_HasAVerdictAndWhatIsMetAWay()
    {
        var rows = Row().Matches(Text).Select(row => (Section: row.Groups["section"].Value, Verdict: row.Groups["verdict"].Value.Trim(), How: row.Groups["how"].Value.Trim())).ToList();

        Assert.Equal(Sections.SelectMany((count, chapter) => Enumerable.Range(1, count).Select(section => $"V{chapter + 1}.{section}")), rows.Select(row => row.Section));
        Assert.All(rows, row => Assert.Contains(row.Verdict, Verdicts));
        Assert.All(rows, row => Assert.True(row.How.Length > 20, $"{row.Section} says too little."));
    }

    [Fact]
    public void Tests_ThatAreNamed_Exist()
    {
        var files = SourceTree.Files("tests", "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        var named = TestName().Matches(Text).Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.True(named.Count > 20, $"Only {named.Count} tests are named.");
        Breaches.None([.. named.Where(name => !files.Contains(name)).Select(name => $"{name} is named in docs/security.md, but there is no such test.")]);
    }

    [GeneratedRegex(@"^\| (?<section>V\d+\.\d+) [^|]*\|(?<verdict>[^|]*)\|(?<how>[^|]*)\|(?<test>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+Tests)`")]
    private static partial Regex TestName();
}
