using System.Reflection;
using FollowUp.Core;
using FollowUp.Testing.Architecture;
using FollowUp.Web.Controllers;
using Mono.Cecil;
using Xunit;

namespace FollowUp.Web.Tests.Architecture;

/// <summary>Names, sizes and calls in the web project, and that its controllers leave the database to the service layer.</summary>
public sealed class WebRulesTests
{
    private static readonly Dictionary<string, string> AllowedCalls = new()
    {
        ["FollowUp.Web.Hosting.FollowUpHost → get_System"] = "the composition root: the one place that chooses the clock",
        ["FollowUp.Web.Security.SignIn → NewGuid"] = "a password that nobody has: random",
    };

    private static readonly IReadOnlyList<TypeDefinition> Web = CompiledCode.WrittenTypes(typeof(PageController).Assembly);

    private static readonly IReadOnlyList<TypeDefinition> Product =
    [
        .. Web,
        .. new[] { "FollowUp.Core", "FollowUp.Documents", "FollowUp.Data.Sqlite", "FollowUp.Data.SqlServer" }
            .SelectMany(name => CompiledCode.WrittenTypes(Assembly.Load(name))),
    ];

    [Fact]
    public void Names_OfEveryType_SayWhatItDoes() => Breaches.None(CodeRules.WornOutNamesIn(Web));

    [Fact]
    public void Interfaces_OfTheWeb_HaveSeveralImplementations() => Breaches.None(CodeRules.NeedlessInterfaces(Web, Product));

    [Fact]
    public void Constructors_OfControllers_TakeFewThings() => Breaches.None(CodeRules.LongConstructors(Web));

    [Fact]
    public void Calls_OfTheWeb_AreNotBanned() => Breaches.None(CodeRules.BannedCallsIn(Web, AllowedCalls));

    [Fact]
    public void Controllers_AskTheServiceLayer() => Breaches.None(PastTheServiceLayer(Web.Where(IsController)));

    [Fact]
    public void Controllers_ThatReadTheDatabaseThemselves_AreFound() =>
        Assert.Single(PastTheServiceLayer(CompiledCode.WrittenTypes(typeof(WebRulesTests).Assembly).Where(type => type.Name == nameof(WebRulesTests))));

    private static bool IsController(TypeDefinition type) => type.Name.EndsWith("Controller", StringComparison.Ordinal);

    private static List<string> PastTheServiceLayer(IEnumerable<TypeDefinition> controllers) =>
    [
        .. from controller in controllers
           where CompiledCode.Uses(controller).Any(used => used.Name == "FollowUpDbContext")
           select $"{controller.FullName} reads the database itself: a page calls a service or a query.",
    ];

    private sealed class ShortcutController(Core.Data.FollowUpDbContext db)
    {
        public int Count() => db.Notes.Count();
    }
}
