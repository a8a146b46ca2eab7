using System.Text.RegularExpressions;
using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace FollowUp.Web.Tests.Resources;

/// <summary>Everything that people read comes from the resource files, and everything in those is read.</summary>
public sealed partial class TextsTests
{
    /// <summary>Beginnings of keys that a word is put after which is not an enumeration's value: the words that can follow.</summary>
    private static readonly Dictionary<string, string[]> Spelled = new()
    {
        ["Error."] = ["400", "403", "404", "413", "429", "500", "503", "507"],
        ["Notes."] = ["FollowUp", "Analysis"],
        ["Shared.LanguageName."] = [.. Languages.All],
    };

    /// <summary>Enumerations of which only some values follow a beginning.</summary>
    private static readonly Dictionary<string, string[]> Partly = new()
    {
        ["Imports.WillBe."] = ["Approved", "Draft"],
        ["Imports.DidWrite."] = ["Approved", "Draft"],
        ["Imports.NoteStateHint."] = ["Approved", "Draft"],
        ["Imports.UnitTrouble."] = ["Unknown", "Closed", "Ambiguous"],
        ["Imports.UnitFrom."] = ["Named", "NamedThen", "OfActivity", "Default"],
    };

    private static readonly string[] UserNameErrors = [nameof(IdentityErrorDescriber.DuplicateUserName), nameof(IdentityErrorDescriber.InvalidUserName)];

    /// <summary>Files whose entries are named by something else than a string: by an enumeration, by a refusal, by a validation attribute.</summary>
    private static readonly string[] NamedOtherwise = ["Domain.", "Refusals.", "Validation."];

    private static readonly CompiledTexts Web = CompiledTexts.Of(typeof(Texts).Assembly);

    private static readonly TextKeys Keys = TextKeys.Read();

    private static readonly HashSet<string> Strings = [.. Web.All()];

    [Fact]
    public void Keys_ThatTheCodeNames_Exist()
    {
        Breaches.None([.. Keys.Missing(Strings)]);
        Breaches.None([.. Keys.Unknown(new[] { "get_Item", "Count", "Some" }.SelectMany(method => Web.HandedTo(nameof(Texts), method)))]);
        Breaches.None([.. Keys.Halves()]);
    }

    [Fact]
    public void Keys_ThatExist_AreUsed()
    {
        var spelled = Beginnings().SelectMany(beginning => Words(beginning).Select(word => beginning.Key + word)).ToHashSet();
        var used = Strings.Concat(spelled).Concat(Spelled["Error."].SelectMany(status => new[] { $"Error.{status}.Title", $"Error.{status}.Text" })).ToHashSet();
        Breaches.None([.. Keys.Unused(used).Where(breach => !NamedOtherwise.Any(file => breach.StartsWith(file, StringComparison.Ordinal)))]);
    }

    [Fact]
    public void Beginnings_OfKeys_HaveATextForEveryValue()
    {
        foreach (var beginning in Beginnings().Where(beginning => !Spelled.ContainsKey(beginning.Key)))
            Breaches.None([.. Keys.Difference(beginning.Key, Words(beginning))]);
    }

    [Fact]
    public void Labels_OfEnumerations_AreAllThereAndNoMore()
    {
        var enumerations = CompiledCode.AllTypes(typeof(Outcome).Assembly).Where(type => type.IsEnum).ToDictionary(type => type.Name);
        var labelled = Keys.Endings("Domain.").Where(ending => ending.Contains('.')).Select(ending => ending.Split('.')[0]).Where(enumerations.ContainsKey);
        var shown = labelled.Concat(Shown().Where(enumerations.ContainsKey)).ToHashSet();
        Assert.Contains("NoteStatus", shown);
        Breaches.None([.. shown.SelectMany(name => Keys.Difference($"Domain.{name}.", ValuesOf(enumerations[name])))]);
    }

    [Fact]
    public void Refusals_OfTheServiceLayer_HaveASentence()
    {
        var codes = RefusalCodes.In(CompiledCode.WrittenTypes(typeof(Outcome).Assembly).Concat(CompiledCode.WrittenTypes(typeof(Texts).Assembly)));
        Assert.Contains("NoteAnalysisMissing", codes);
        Assert.Contains("ImportFileEmpty", codes);

        // Identity's own errors are passed on under their name; those about the user name, which nobody sees, become those about the e-mail address.
        var identity = typeof(IdentityErrorDescriber).GetMethods().Select(method => method.Name).ToHashSet();
        var wanted = codes.Except([.. UserNameErrors, CommonPasswords.ErrorCode]).Select(code => identity.Contains(code) ? $"Identity{code}" : code)
            .Concat(Strings.Where(text => text.StartsWith("Refusals.", StringComparison.Ordinal)).Select(text => text["Refusals.".Length..]))
            .Where(code => code.Length > 0).ToHashSet();
        wanted.UnionWith(Keys.Endings("Refusals.").Where(ending => identity.Contains(ending.Replace("Identity", "", StringComparison.Ordinal))));
        Breaches.None([.. Keys.Difference("Refusals.", wanted)]);
    }

    [Fact]
    public void Views_HoldNoWordsOfTheirOwn() => Breaches.None([.. Web.WordsInViews()]);

    [Fact]
    public void Code_HoldsNoSwedish()
    {
        Breaches.None([.. Strings.Where(text => SwedishLetter().IsMatch(text)).Select(text => $"Stands in code, not in a resource: {text}")]);
        Breaches.None([.. SourceTree.Files("src/FollowUp.Web/wwwroot/js", "*.js")
            .SelectMany(file => SourceTree.Read(file).Split('\n').Where(line => SwedishLetter().IsMatch(line)).Select(line => $"{file}: {line.Trim()}"))]);
    }

    [Fact]
    public void Views_WithWordsOfTheirOwn_AreFound()
    {
        var words = new CompiledTexts([.. CompiledCode.AllTypes(typeof(TextsTests).Assembly).Where(type => type.Name.StartsWith("Views_", StringComparison.Ordinal))])
            .WordsInViews().ToList();

        Assert.Equal(["Begin again", "Close", "In a lambda", "Number of rows:", "Send", "Written"], words.Select(word => word[(word.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Order());
    }

    [Fact]
    public void Keys_EachFault_IsFound()
    {
        var keys = new TextKeys(["Units.Name", "Units.Found.One", "Units.Found.Many", "Units.Lost.One", "Units.Old", "Units.Kind.Big", "Shared.Save", "Domain.Colour.Red", "Domain.Colour.Mauve"]);

        Assert.StartsWith("Units.Nam ", Assert.Single(keys.Missing(["Units.Name", "Units.Nam", "Units.Found", "Elsewhere.Name", "Units.", "Units.Kind", "units.css"])), StringComparison.Ordinal);
        Assert.StartsWith("Cancel ", Assert.Single(keys.Unknown(["Save", "Cancel", "Units.Name"])), StringComparison.Ordinal);
        Assert.StartsWith("Units.Lost.One ", Assert.Single(keys.Halves()), StringComparison.Ordinal);
        Assert.StartsWith("Units.Old ", Assert.Single(keys.Unused(new HashSet<string> { "Units.Name", "Units.Found", "Units.Lost", "Units.Kind.Big", "Save", "Domain.Colour.Red", "Domain.Colour.Mauve" })), StringComparison.Ordinal);
        Assert.Equal(["Domain.Colour.Blue has no text.", "Domain.Colour.Mauve stands for nothing."], keys.Difference("Domain.Colour.", ["Red", "Blue"]));
    }

    [Fact]
    public void Refusals_HoweverMade_AreFound()
    {
        var codes = RefusalCodes.In(CompiledCode.AllTypes(typeof(TextsTests).Assembly).Where(type => type.Name == nameof(RefusingSample)));

        Assert.Equal(["FirstReason", "LambdaReason", "OtherReason", "StateApproved", "StateDraft", "StateMissing", "StateReturned", "StateSubmitted", "ThirdReason"], codes.Order());
    }

    private static IEnumerable<KeyValuePair<string, TypeDefinition?>> Beginnings() => Web.Beginnings()
        .Where(found => Keys.Keys.Any(key => key.StartsWith(found.Beginning, StringComparison.Ordinal)) && !NamedOtherwise.Contains(found.Beginning))
        .DistinctBy(found => found.Beginning).Select(found => KeyValuePair.Create(found.Beginning, found.Enumeration));

    private static IReadOnlyCollection<string> Words(KeyValuePair<string, TypeDefinition?> beginning) =>
        Partly.TryGetValue(beginning.Key, out var some) ? some
        : beginning.Value is { } enumeration ? ValuesOf(enumeration)
        : Spelled.TryGetValue(beginning.Key, out var words) ? words
        : throw new InvalidOperationException($"What can follow after {beginning.Key}? Say so in {nameof(Spelled)}.");

    /// <summary>The enumerations whose label is asked for.</summary>
    private static IEnumerable<string> Shown() =>
        from type in CompiledCode.AllTypes(typeof(Texts).Assembly).SelectMany(CompiledCode.WithNested)
        from method in type.Methods.Where(method => method.HasBody)
        from step in method.Body.Instructions
        where step.Operand is MethodReference { Name: "Of", DeclaringType.Name: nameof(Texts) }
        let boxed = step.Previous
        where boxed.OpCode == OpCodes.Box && boxed.Operand is TypeReference
        select ((TypeReference)boxed.Operand).Name;

    private static IReadOnlyCollection<string> ValuesOf(TypeDefinition enumeration) =>
        [.. enumeration.Fields.Where(field => field.IsStatic).Select(field => field.Name)];

    [GeneratedRegex("[åäöÅÄÖ]")]
    private static partial Regex SwedishLetter();
}
