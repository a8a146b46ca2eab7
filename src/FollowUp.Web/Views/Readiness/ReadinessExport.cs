using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Readiness;

/// <summary>The list of what a plan's report lacks as a workbook: a row per note.</summary>
public static class ReadinessExport
{
    public static ListExport<GapRow> Of(Texts texts, AuthorityClock clock) => new(texts["Readiness.Title"],
    [
        new(texts["Activities.No"], 6, row => row.Number),
        new(texts["Activities.Title"], 60, row => row.Title),
        new(texts["Readiness.Unit"], 28, row => row.UnitName),
        new(texts["Activities.DueOn"], 13, row => row.DueOn),
        new(texts["Activities.State"], 16, row => texts.Of(row.State)),
        new(texts["Readiness.Kind"], 50, row => string.Join(" ", row.Open.Select(kind => texts[$"Readiness.Gap.{kind}"].Value))),
        new(texts["Readiness.WaivedCount"], 40, row => string.Join("\n", row.Waived.Select(waiver => $"{texts.Of(waiver.Kind)}: {waiver.Reason}"))),
        new(texts["Reviews.RemindColumn"], 17, row => row.RemindedAt is { } at ? clock.Local(at) : null),
    ]);
}
