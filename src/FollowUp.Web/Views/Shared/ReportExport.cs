using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Documents.Excel;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Shared;

/// <summary>The list of annual reports as a workbook, and the words of one report as a workbook.</summary>
public static class ReportExport
{
    public static ListExport<ReportRow> Of(Texts texts, AuthorityClock clock) => new(texts["Sheets.Reports"],
    [
        new(texts["Sheets.Year"], 12, row => row.Year.ToString()),
        new(texts["Sheets.Report"], 50, row => row.Title),
        new(texts["Sheets.PlanName"], 24, row => row.Name),
        new(texts["Sheets.FixedOn"], 17, row => row.FixedAt is { } at ? clock.Local(at) : null),
        new(texts["Sheets.ActivityCount"], 12, row => row.Activities),
        new(texts["Sheets.NoteCount"], 15, row => row.Notes),
        new(texts["Sheets.HandedIn"], 10, row => row.HandedIn),
    ]);

    /// <summary>What <see cref="ExcelReportWriter"/> calls things.</summary>
    public static ExcelReportWords Words(Texts texts) => new()
    {
        Language = CultureInfo.CurrentUICulture.Name,
        Activities = texts["Sheets.Activities"],
        Notes = texts["Sheets.Notes"],
        Counts = texts["Sheets.Counts"],
        Number = texts["Sheets.Number"],
        Title = texts["Sheets.Title"],
        Owner = texts["Sheets.Owner"],
        ReportingUnit = texts["Sheets.ReportingUnit"],
        Unit = texts["Sheets.Unit"],
        Responsible = texts["Sheets.Responsible"],
        DueOn = texts["Sheets.DueOn"],
        GoalArea = texts["Sheets.GoalArea"],
        Status = texts["Sheets.Status"],
        ContinuedFrom = texts["Sheets.ContinuedFrom"],
        CarriedFrom = texts.CarriedFrom,
        FollowUp = texts["Sheets.FollowUp"],
        Analysis = texts["Sheets.Analysis"],
        Withheld = texts["Sheets.Withheld"],
        Missing = texts["Sheets.Missing"],
        Compared = texts["Sheets.ComparedColumn"],
        Group = texts["Sheets.Group"],
        WholeReport = texts["Sheets.WholeReport"],
        Total = texts["Sheets.Total"],
        NoGoalArea = texts["Sheets.NoGoalArea"],
        NoSchoolForm = texts["Sheets.NoSchoolForm"],
        StatusOf = status => status is { } chosen ? texts.Of(chosen) : texts["Domain.NoStatus"],
        SchoolFormOf = form => texts.Of(form),
        ComparedOf = kind => texts[$"Sheets.Compared.{kind}"],
    };
}
