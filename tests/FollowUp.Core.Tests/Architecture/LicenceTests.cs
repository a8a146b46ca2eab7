using System.Text.Json;
using System.Xml.Linq;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Xunit;

namespace FollowUp.Core.Tests.Architecture;

/// <summary>Every package, at whatever depth, has a licence that lets an authority run and change what it is part of.</summary>
public sealed class LicenceTests
{
    private static readonly string[] Allowed =
        ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "0BSD", "OFL-1.1"];

    /// <summary>Its source has to be published with changes made to it; in tests nothing of it is passed on.</summary>
    private static readonly string[] AllowedInTests = ["MPL-2.0"];

    /// <summary>Packages whose licence stands in a file, not as a name: each was read.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Data.SqlClient.SNI.runtime"] = "Microsoft's licence for redistributables: may be passed on as part of an application; the network layer of SQL Server's driver on Windows",
        ["Microsoft.Identity.Client.NativeInterop"] = "Microsoft's licence for redistributables: may be passed on as part of an application; the sign-in broker of SQL Server's driver",
    };

    private static readonly string Packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public void Packages_OfEveryProject_HaveAnAllowedLicence()
    {
        var used = Used();
        Assert.True(used.Count > 100, $"Only {used.Count} packages were found in the lock files.");
        Breaches.None([.. used.Select(package => Breach(package, LicenceOf(package))).OfType<string>()]);
        Assert.All(Exceptions.Keys, name => Assert.Contains(used, package => package.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("Some.Package", "GPL-3.0-only", true, "GPL-3.0-only")]
    [InlineData("Some.Package", "AGPL-3.0", false, "AGPL-3.0")]
    [InlineData("Some.Package", "MPL-2.0", false, "MPL-2.0")]
    [InlineData("Some.Package", "MIT AND GPL-2.0", false, "GPL-2.0")]
    [InlineData("Some.Package", "file LICENSE.txt", false, "read it")]
    [InlineData("Some.Package", null, false, "not restored")]
    public void Licence_NotOnTheList_IsFound(string name, string? licence, bool isTestOnly, string says) =>
        Assert.Contains(says, Breach(new Package(name, "1.0.0", isTestOnly), licence), StringComparison.Ordinal);

    [Theory]
    [InlineData("Some.Package", "MIT", false)]
    [InlineData("Some.Package", "Apache-2.0 OR GPL-2.0", false)]
    [InlineData("Some.Package", "MPL-2.0", true)]
    [InlineData("microsoft.data.sqlclient.sni.runtime", "file LICENSE.txt", false)]
    public void Licence_OnTheList_IsLeftAlone(string name, string licence, bool isTestOnly) =>
        Assert.Null(Breach(new Package(name, "1.0.0", isTestOnly), licence));

    [Fact]
    public void LicenceOf_PackageThatIsNotRestored_IsNull() => Assert.Null(LicenceOf(new Package("No.Such.Package", "1.0.0", false)));

    /// <summary>The packages of all lock files; a package is for tests only where no project of the product has it.</summary>
    private static List<Package> Used()
    {
        var product = In("src");
        return [.. product.Select(package => new Package(package.Name, package.Version, false)),
            .. In("tests").Except(product).Select(package => new Package(package.Name, package.Version, true))];
    }

    private static HashSet<(string Name, string Version)> In(string folder)
    {
        var found = new HashSet<(string, string)>();
        foreach (var file in SourceTree.Files(folder, "packages.lock.json"))
        {
            using var json = JsonDocument.Parse(SourceTree.Read(file));
            foreach (var package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
            {
                if (package.Value.TryGetProperty("resolved", out var version)) found.Add((package.Name, version.GetString()!));
            }
        }

        return found;
    }

    /// <summary>The licence as the package states it, <c>file …</c> where it is a file or an address; null where the package is not restored.</summary>
    private static string? LicenceOf(Package package)
    {
        var name = package.Name.ToLowerInvariant();
        var file = Path.Combine(Packages, name, package.Version.ToLowerInvariant(), $"{name}.nuspec");
        if (!File.Exists(file)) return null;
        var metadata = XDocument.Load(file).Root!.Elements().First().Elements().ToList();
        var licence = metadata.FirstOrDefault(element => element.Name.LocalName == "license");
        if (licence is null) return $"file {metadata.FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value}";
        return licence.Attribute("type")?.Value == "expression" ? licence.Value : $"file {licence.Value}";
    }

    private static string? Breach(Package package, string? licence)
    {
        if (licence is null) return $"{package.Name} {package.Version} is not restored: its licence is unknown.";
        if (Exceptions.ContainsKey(package.Name)) return null;
        if (licence.StartsWith("file ", StringComparison.Ordinal)) return $"{package.Name} {package.Version} has its licence in {licence[5..]}: read it, then name it here.";
        string[] allowed = package.IsTestOnly ? [.. Allowed, .. AllowedInTests] : Allowed;
        var isAllowed = licence.Split(" AND ").All(part => part.Trim('(', ')', ' ').Split(" OR ").Any(choice => allowed.Contains(choice.Trim('(', ')', ' '))));
        return isAllowed ? null : $"{package.Name} {package.Version} has the licence {licence}.";
    }

    private sealed record Package(string Name, string Version, bool IsTestOnly);
}
