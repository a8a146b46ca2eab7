using System.Reflection;
using System.Xml.Linq;
using FollowUp.Core.Data;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Mono.Cecil;
using Xunit;

namespace FollowUp.Core.Tests.Architecture;

/// <summary>Which project knows which, and which libraries: what the project files say and what the assemblies really use.</summary>
public sealed class ProjectReferenceTests
{
    /// <summary>Where EF Core's names of events come from, which a provider's warnings are named by.</summary>
    private const string EventIds = "Microsoft.Extensions.Logging.Abstractions";

    /// <summary>The references of each project of the product: a new one belongs here, and wants a reason in its commit.</summary>
    private static readonly Dictionary<string, string[]> ProjectReferences = new()
    {
        ["FollowUp.Core"] = [],
        ["FollowUp.Documents"] = ["FollowUp.Core"],
        ["FollowUp.Data.Sqlite"] = ["FollowUp.Core"],
        ["FollowUp.Data.SqlServer"] = ["FollowUp.Core"],
        ["FollowUp.Web"] = ["FollowUp.Core", "FollowUp.Data.SqlServer", "FollowUp.Data.Sqlite", "FollowUp.Documents"],
    };

    /// <summary>Core knows a database in general and accounts, and nothing of HTTP, of a provider or of a document format.</summary>
    private static readonly string[] CorePackages =
        ["DiffPlex", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Relational"];

    /// <summary>Assemblies by the beginning of their name, besides the runtime's own and FollowUp.Core.</summary>
    private static readonly Dictionary<string, string[]> AssemblyReferences = new()
    {
        ["FollowUp.Core"] =
        [
            "DiffPlex", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions",
            "Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Identity.Core",
            "Microsoft.Extensions.Identity.Stores", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ],
        ["FollowUp.Documents"] =
            ["DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "Markdig", "UglyToad.PdfPig", "UglyToad.PdfPig.Core", "UglyToad.PdfPig.Tokenization", "UglyToad.PdfPig.Tokens"],
        ["FollowUp.Data.Sqlite"] =
        [
            "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Extensions.DependencyInjection.Abstractions", "SQLitePCLRaw.core", EventIds,
        ],
        ["FollowUp.Data.SqlServer"] =
        [
            "Microsoft.Data.SqlClient", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.Extensions.DependencyInjection.Abstractions", EventIds,
        ],
    };

    [Fact]
    public void Projects_EachOfTheProduct_StandsInTheTable() =>
        Assert.Equal(ProjectReferences.Keys.Order(), SourceTree.Files("src", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Fact]
    public void Projects_EachOfTheProduct_ReferencesWhatTheTableSays()
    {
        foreach (var (project, references) in ProjectReferences)
            Assert.Equal(references.Order(), Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order());
    }

    [Fact]
    public void Projects_Core_HasThreePackagesAndNoFramework()
    {
        Assert.Equal(CorePackages.Order(), Items("FollowUp.Core", "PackageReference").Order());
        Assert.Empty(Items("FollowUp.Core", "FrameworkReference"));
        Assert.Empty(Items("FollowUp.Documents", "FrameworkReference"));
    }

    [Fact]
    public void Assemblies_ApartFromWeb_UseOnlyWhatTheyAreFor() =>
        Breaches.None([.. AssemblyReferences.Keys.SelectMany(name => Foreign(name, CompiledCode.References(Assembly.Load(name))))]);

    [Theory]
    [InlineData("FollowUp.Core", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("FollowUp.Core", "Microsoft.AspNetCore.Mvc.Core")]
    [InlineData("FollowUp.Core", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("FollowUp.Core", "Microsoft.Data.SqlClient")]
    [InlineData("FollowUp.Core", "Markdig")]
    [InlineData("FollowUp.Core", "FollowUp.Documents")]
    [InlineData("FollowUp.Documents", "Microsoft.EntityFrameworkCore")]
    [InlineData("FollowUp.Data.Sqlite", "FollowUp.Data.SqlServer")]
    public void Assemblies_ForeignReference_IsFound(string assembly, string reference) => Assert.Single(Foreign(assembly, [reference]));

    [Fact]
    public void Documents_EveryType_UsesOnlyRecordsOfCore() =>
        Breaches.None(NotRecords(CompiledCode.WrittenTypes(Assembly.Load("FollowUp.Documents"))));

    [Fact]
    public void Documents_UseOfTheDatabase_IsFound() =>
        Assert.Contains(
            NotRecords(CompiledCode.WrittenTypes(typeof(ProjectReferenceTests).Assembly).Where(type => type.Name == "ClosingService")),
            found => found.Contains(nameof(FollowUpDbContext), StringComparison.Ordinal));

    private static List<string> Items(string project, string item) =>
        [.. XDocument.Parse(SourceTree.Read($"src/{project}/{project}.csproj")).Descendants(item).Select(found => found.Attribute("Include")!.Value)];

    private static IEnumerable<string> Foreign(string assembly, IEnumerable<string> references) =>
        from reference in references
        where !reference.StartsWith("System.", StringComparison.Ordinal) && reference is not "netstandard" and not "mscorlib"
        where reference != "FollowUp.Core" && !AssemblyReferences[assembly].Contains(reference)
        select $"{assembly} uses {reference}.";

    /// <summary>Records, enums and functions without state can be used without a database; nothing else of Core can.</summary>
    private static List<string> NotRecords(IEnumerable<TypeDefinition> users)
    {
        var core = CompiledCode.WrittenTypes(typeof(Outcome).Assembly).ToDictionary(CompiledCode.NameOf);
        return
        [
            .. from user in users
               from used in CompiledCode.Uses(user)
               where core.TryGetValue(used, out var type) && !type.IsEnum && !CompiledCode.IsRecord(type) && !CompiledCode.IsStatic(type)
               select $"{user.FullName} uses {used}, which is no record.",
        ];
    }
}
