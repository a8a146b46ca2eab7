using System.Collections.Concurrent;
using System.Globalization;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Web.Hosting;
using Microsoft.Extensions.Localization;

namespace FollowUp.Web.Resources;

/// <summary>
/// The interface's words. A key is <c>File.Name</c>: the resource file <c>Resources/File.resx</c> and the entry in it. An entry
/// whose name ends in <c>.One</c> is the singular of the one that ends in <c>.Many</c>.
/// </summary>
public sealed class Texts(IStringLocalizerFactory factory, HouseBook? house = null) : IStringLocalizer
{
    private static readonly string Assembly = typeof(Texts).Assembly.GetName().Name!;

    /// <summary>The words found so far, by language: a list asks for the same ones for each of its rows.</summary>
    private readonly ConcurrentDictionary<CultureInfo, ConcurrentDictionary<string, LocalizedString>> _found = new();

    public LocalizedString this[string name]
    {
        get
        {
            var words = _found.GetOrAdd(CultureInfo.CurrentUICulture, _ => new(StringComparer.Ordinal));
            if (words.TryGetValue(name, out var known)) return known;
            var (file, entry) = Split(name);
            var word = factory.Create(file, Assembly)[entry];
            if (!word.ResourceNotFound) words[name] = word;
            return word;
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var word = this[name];
            return new LocalizedString(word.Name, string.Format(CultureInfo.CurrentCulture, word.Value, arguments), word.ResourceNotFound, word.SearchedLocation);
        }
    }

    /// <summary>A sentence with a number in it: <c>1 aktivitet</c>, <c>12 aktiviteter</c>. The number is argument {0}.</summary>
    public string Count(string name, int count, params object[] more) =>
        this[$"{name}.{(count == 1 ? "One" : "Many")}", [count.ToString("N0", CultureInfo.CurrentCulture), .. more]];

    /// <summary>The label of an enumeration's value: the entry <c>Domain.Type.Value</c>, or for a status the house's own word in Swedish.</summary>
    public string Of(Enum value) => value is NoteStatus status && OwnWord(status) is { Length: > 0 } own ? own : this[$"Domain.{value.GetType().Name}.{value}"];

    /// <summary>A plan's year as it stands in running text: <c>läsåret 2018/19</c>, with a capital first letter.</summary>
    public string Year(PlanYear year) => this[$"Domain.Year.{year.Kind}", year.ToString()];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    private string? OwnWord(NoteStatus status) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "sv" ? null : status switch
    {
        NoteStatus.NotStarted => house?.Facts.NotStarted,
        NoteStatus.InProgress => house?.Facts.InProgress,
        NoteStatus.Completed => house?.Facts.Completed,
        NoteStatus.NotCarriedOut => house?.Facts.NotCarriedOut,
        _ => null,
    };

    private static (string File, string Entry) Split(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? ("Shared", name) : (name[..dot], name[(dot + 1)..]);
    }
}
