using System.Globalization;
using FollowUp.Core;

namespace FollowUp.Web.Resources;

/// <summary>The culture of each language: its words, dates and numbers.</summary>
internal static class Cultures
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<CultureInfo> All => [Swedish, English];

    /// <summary>The language of the words now.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Equals(English) ? Languages.English : Languages.Swedish;

    public static CultureInfo Of(string? language) => language == Languages.English ? English : Swedish;

    /// <summary>Changes to a language. In an asynchronous method it holds there and in what it calls, and no longer than the method.</summary>
    public static void Use(string? language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Of(language);

    /// <summary>Asks for something in a language.</summary>
    public static T In<T>(string language, Func<T> ask)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            Use(language);
            return ask();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }
}
