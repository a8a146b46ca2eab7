using FollowUp.Core;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Units;

/// <summary>The list of units as a workbook. Read in again unchanged, it changes nothing.</summary>
public static class UnitExport
{
    public static ListExport<UnitRow> Of(Texts texts, AuthorityClock clock) => new(texts["Units.Heading"],
    [
        new(texts["Units.Name"], 40, row => row.Unit.Name),
        new(texts["Units.Parent"], 50, row => string.Join(UnitNames.Step, row.Path.Select(unit => unit.Name))),
        new(texts["Units.SchoolForm"], 26, row => row.Depth == 0 ? texts["Units.Authority"].Value : row.Unit.SchoolForm is { } form ? texts.Of(form) : null),
        new(texts["Units.People"], 10, row => row.People),
        new(texts["Units.IsClosed"], 10, row => row.Unit.IsClosed ? texts["Units.IsClosed"].Value : null),
    ]);
}
