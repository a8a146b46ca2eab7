using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Imports.Lists;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.ListImports;

/// <summary>The rows of a list that could not be read in, with the list's own columns and one more that says why. That one is not read when the mended file comes back.</summary>
public static class RefusedExport
{
    public static Func<Texts, AuthorityClock, ListExport<(IReadOnlyList<string> Cells, IReadOnlyList<Refusal> Refusals)>> Of(RefusedRows refused, Func<Refusal, string> sentence) =>
        (texts, clock) => new(texts[$"Lists.RefusedTitle.{refused.Kind}"],
        [
            .. refused.Heads.Select((head, place) => new ListColumn<(IReadOnlyList<string> Cells, IReadOnlyList<Refusal> Refusals)>(head, 24, row => Value(row.Cells[place]))),
            new(texts["Lists.ErrorColumn"], 70, row => string.Join("\n", row.Refusals.Select(sentence))),
        ]);

    public static Page<(IReadOnlyList<string> Cells, IReadOnlyList<Refusal> Refusals)> RowsOf(RefusedRows refused) => new(refused.Rows, null, null, refused.Rows.Count);

    /// <summary>Days and numbers as such, so that they are mended as such.</summary>
    private static object Value(string cell) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == cell ? number
        : cell;
}
