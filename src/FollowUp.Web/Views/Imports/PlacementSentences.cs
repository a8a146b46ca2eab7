using FollowUp.Core.Imports;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Imports;

/// <summary>Says what will happen to a row of the preview.</summary>
public static class PlacementSentences
{
    /// <summary>The sentence beside the row's heading.</summary>
    public static string Headline(Texts texts, PlacedRow place) => place.Kind switch
    {
        PlacementKind.LeftOut => texts["Imports.LeftOut"],
        PlacementKind.Matched => texts["Imports.MatchedAs", place.Number],
        _ => place.Errors.Count > 0 ? texts["Imports.ToMend"] : texts["Imports.AddedAs", place.Number],
    };

    /// <summary>What else is worth knowing; each a sentence.</summary>
    public static IEnumerable<string> Details(Texts texts, ImportPreviewRow row)
    {
        var place = row.Place!;
        if (place.Kind == PlacementKind.LeftOut) yield break;
        if (place.IsNumberTaken) yield return texts["Imports.NumberTaken", row.Row.Number!.Value, place.Number];
        if (place.SameTitleAs is { } position) yield return texts["Imports.SameTitleAs", position];
        if (place.Kind == PlacementKind.Matched)
        {
            if (row.IsUnitNew) yield return texts["Imports.UnitIsNew", row.Unit ?? ""];
            yield return texts[$"Imports.Fate.{row.Fate}", row.Unit ?? ""];
        }

        if (place.UnitTrouble != UnitTrouble.None)
            yield return texts[$"Imports.UnitTrouble.{place.UnitTrouble}", row.Row.UnitName] + (row.Unit is { } unit ? $" {texts["Imports.UnitInstead", unit]}" : "");
    }

    /// <summary>What an empty choice of unit comes to.</summary>
    public static string AutomaticUnit(Texts texts, ImportPreviewRow row) => row.Place!.UnitSource switch
    {
        UnitSource.Chosen => texts["Imports.UnitAutomatic"],
        UnitSource.None => texts["Imports.UnitNone"],
        var source => texts[$"Imports.UnitFrom.{source}", row.Unit!],
    };

    /// <summary>What the suggested status rests on; null where nothing is suggested.</summary>
    public static string? Suggestion(Texts texts, ImportRow row) => row.SuggestedStatus is not { } status
        ? null
        : texts[row.IsStatusStated ? "Imports.StatusStated" : "Imports.StatusSuggested", texts.Of(status), row.SuggestionWords].Value;
}
