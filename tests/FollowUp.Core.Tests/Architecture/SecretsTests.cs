using System.Text.RegularExpressions;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Xunit;

namespace FollowUp.Core.Tests.Architecture;

/// <summary>No secret stands in the repository: keys, tokens, passwords in connection strings and settings. What is made up for tests and the demonstration says so here.</summary>
public sealed partial class SecretsTests
{
    /// <summary>Words that only made-up values have, and what stands for a value in documentation.</summary>
    private static readonly string[] MadeUp = ["…", "...", "<", "{", "$", "example", "hemlig", "prov", "test", "none", "secret"];

    private static readonly string[] Read = [".cs", ".cshtml", ".json", ".resx", ".md", ".yml", ".yaml", ".xml", ".props", ".csproj", ".js", ".css", ".txt", ".sh", ".config", ".service", ".conf", ".env"];

    [Fact]
    public void Repository_EveryFile_HoldsNoSecret()
    {
        var files = new[] { "src", "tests", "docs" }.SelectMany(folder => SourceTree.Files(folder, "*"))
            .Concat(Directory.EnumerateFiles(SourceTree.Root).Select(file => Path.GetFileName(file)!))
            .Where(file => Read.Contains(Path.GetExtension(file)) && !file.EndsWith($"{nameof(SecretsTests)}.cs", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 500, $"Only {files.Count} files were read.");
        Breaches.None([.. files.SelectMany(file => In(SourceTree.Read(file)).Select(found => $"{file}: {found}"))]);
        Assert.DoesNotContain(files, file => Path.GetExtension(file) is ".pfx" or ".p12" or ".pem" or ".key" or ".snk");
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("Server=db;Database=FollowUp;User Id=sa;Password=Zq8vN2kLm4")]
    [InlineData("\"ClientSecret\": \"Zq8~vN2kLm4Xy9Wb7Tc\"")]
    [InlineData("SingleSignOn__ClientSecret=Zq8vN2kLm4Xy9Wb7Tc")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("AKIAABCDEFGHIJKLMNOP")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P")]
    public void In_ASecret_IsFound(string text) => Assert.Single(In(text));

    [Theory]
    [InlineData("Server=db;Database=FollowUp;User Id=followup;Password=…")]
    [InlineData("\"ClientSecret\": \"\"")]
    [InlineData("public const string Password = \"Password\";")]
    [InlineData("<input type=\"password\" name=\"Password\">")]
    public void In_NoSecret_IsLeftAlone(string text) => Assert.Empty(In(text));

    private static IEnumerable<string> In(string text) => Secret().Matches(text)
        .Where(match => !match.Groups["value"].Success || (match.Groups["value"].Value is { Length: >= 8 } value && !MadeUp.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase))))
        .Select(match => match.Value[..Math.Min(20, match.Length)] + "…");

    [GeneratedRegex("""
        -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----
        | \bgh[pousr]_[A-Za-z0-9]{36}\b
        | \bAKIA[A-Z0-9]{16}\b
        | \beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}
        | (?:Password|Pwd)=(?<value>[^;"'\s]+)
        | Secret"?\s*[:=]\s*"?(?=[A-Z~_.+/-]*[0-9])(?<value>[A-Za-z0-9~_.+/-]{12,})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
