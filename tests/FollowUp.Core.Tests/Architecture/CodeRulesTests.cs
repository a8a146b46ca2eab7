using System.Reflection;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Mono.Cecil;
using Xunit;

namespace FollowUp.Core.Tests.Architecture;

/// <summary>Names, sizes and calls in everything but the web project, which has the same test; and that each rule sees its sample.</summary>
public sealed class CodeRulesTests
{
    /// <summary>A type and the call it may make, with the reason.</summary>
    private static readonly Dictionary<string, string> AllowedCalls = new()
    {
        ["FollowUp.Data.Sqlite.SqliteTextSearch → FromSqlRaw"] = "full-text search is each database's own, and is no part of LINQ",
        ["FollowUp.Core.Users.AppUser → NewGuid"] = "a security stamp is a secret: random, not in time order",
        ["FollowUp.Core.Reports.ReportFixingService → BeginTransactionAsync"] = "looks at the texts between the save and its end; inside an execution strategy",
        ["FollowUp.Core.Data.Demo.Demonstration → NewGuid"] = "the same, for the demonstration's accounts",
    };

    private static readonly IReadOnlyList<TypeDefinition> Product =
    [
        .. new[] { "FollowUp.Core", "FollowUp.Documents", "FollowUp.Data.Sqlite", "FollowUp.Data.SqlServer" }
            .SelectMany(name => CompiledCode.WrittenTypes(Assembly.Load(name))),
    ];

    private static readonly IReadOnlyList<TypeDefinition> Samples =
        [.. CompiledCode.WrittenTypes(typeof(CodeRulesTests).Assembly).Where(type => type.Namespace.EndsWith(".Samples.Rules", StringComparison.Ordinal))];

    [Fact]
    public void Names_OfEveryType_SayWhatItDoes() => Breaches.None(CodeRules.WornOutNamesIn(Product));

    [Fact]
    public void Interfaces_OfTheProduct_HaveSeveralImplementations() => Breaches.None(CodeRules.NeedlessInterfaces(Product, Product));

    [Fact]
    public void Constructors_OfServices_TakeFewThings() => Breaches.None(CodeRules.LongConstructors(Product));

    [Fact]
    public void Calls_OfTheProduct_AreNotBanned() => Breaches.None(CodeRules.BannedCallsIn(Product, AllowedCalls));

    [Fact]
    public void Files_OfServicesAndControllers_AreShort() =>
        Breaches.None(CodeRules.LongFiles(SourceTree.Files("src", "*.cs").Select(file => (file, SourceTree.Read(file)))));

    [Theory]
    [InlineData("NoteManager")]
    [InlineData("NoteDto")]
    [InlineData("TextHelper")]
    [InlineData("FollowUp")]
    public void Names_WornOut_AreFound(string name) =>
        Assert.Contains(CodeRules.WornOutNamesIn(Samples), found => found.Split(':')[0].EndsWith(name, StringComparison.Ordinal));

    [Fact]
    public void Interfaces_WithOneImplementation_AreFound() =>
        Assert.Contains("ILonely has 1", Assert.Single(CodeRules.NeedlessInterfaces(Samples, Samples)), StringComparison.Ordinal);

    [Fact]
    public void Constructors_OfFiveThings_AreFound() =>
        Assert.Contains("WideService", Assert.Single(CodeRules.LongConstructors(Samples)), StringComparison.Ordinal);

    [Theory]
    [InlineData("ClockReader → get_UtcNow")]
    [InlineData("ClockReader → get_Now")]
    [InlineData("ClockReader → NewGuid")]
    [InlineData("RawReader → FromSqlRaw")]
    [InlineData("TransactionOpener → BeginTransactionAsync")]
    public void Calls_Banned_AreFound(string call) =>
        Assert.Contains(CodeRules.BannedCallsIn(Samples, new Dictionary<string, string>()), found => found.Contains(call, StringComparison.Ordinal));

    [Fact]
    public void Calls_ExceptionThatNobodyNeeds_IsFound()
    {
        var exceptions = new Dictionary<string, string> { ["FollowUp.Core.Gone → NewGuid"] = "the type was removed" };

        Assert.Contains(CodeRules.BannedCallsIn(Samples, exceptions), found => found.Contains("remove the exception", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/A/NoteService.cs", 251, true)]
    [InlineData("src/A/NoteService.cs", 250, false)]
    [InlineData("src/A/NoteQueries.cs", 251, true)]
    [InlineData("src/A/NotesController.cs", 121, true)]
    [InlineData("src/A/NotesController.cs", 120, false)]
    [InlineData("src/A/Note.cs", 900, false)]
    public void Files_TooLong_AreFound(string path, int lines, bool isFound) =>
        Assert.Equal(isFound, CodeRules.LongFiles([(path, string.Join('\n', Enumerable.Repeat("x", lines)))]).Count == 1);

    [Fact]
    public void Files_OneClassInSeveral_AreCountedTogether() =>
        Assert.Single(CodeRules.LongFiles([.. Enumerable.Range(1, 3).Select(n => ($"src/A/NoteService.Part{n}.cs", new string('\n', 99) + "x"))]));
}
