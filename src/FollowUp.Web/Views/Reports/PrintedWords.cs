using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Documents;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <summary>The words of the print view, for the outputs that are made without a page: in the language that is set when they are asked for.</summary>
internal static class PrintedWords
{
    private const string Day = "d MMMM yyyy";

    public static ReportWords Of(Texts texts, AuthorityClock clock) => new()
    {
        Language = CultureInfo.CurrentUICulture.Name,
        Year = label => PlanYear.Parse(label) is { } year ? texts.Year(year) : label,
        Date = date => date.ToString(Day, CultureInfo.CurrentCulture),
        By = (at, name) => texts["Reports.FixedBy", clock.Local(at).ToString(Day, CultureInfo.CurrentCulture), name],
        Number = number => number.ToString("N0", CultureInfo.CurrentCulture),
        Percent = percent => texts["Counts.Percent", percent],
        PageOf = texts["Reports.PageOf"],
        Part = texts["Reports.Part"],
        WholeAuthority = texts["Reports.WholeAuthority"],
        RegistryNumber = texts["Reports.RegistryNumber"],
        Fixed = texts["Reports.Fixed"],
        Version = texts["Reports.Version"],
        ReadOn = texts["Reports.ReadOn"],
        DraftMark = texts["Reports.DraftMark"],
        Contents = texts["Reports.Contents"],
        Foreword = texts["Reports.Foreword"],
        Summary = texts["Reports.Summary"],
        SummaryText = (count, shown) => texts.Count("Reports.SummaryText", count, shown),
        Activities = texts["Reports.Activities"],
        NoActivities = texts["Reports.NoActivities"],
        Closing = texts["Reports.Closing"],
        Appendix = texts["Reports.Waivers"],
        AppendixText = texts["Reports.WaiversText"],
        Signatures = texts["Reports.Signatures"],
        FixedSentence = (at, name) => texts["Reports.Signature", clock.Local(at).ToString(Day, CultureInfo.CurrentCulture), name],
        Activity = texts["Reports.Label"],
        Unit = texts["Reports.Unit"],
        ReportingUnit = texts["Reports.ReportingUnit"],
        Responsible = texts["Reports.Responsible"],
        DueOn = texts["Reports.DueOn"],
        GoalArea = texts["Reports.GoalArea"],
        ContinuedFrom = texts["Reports.ContinuedFrom"],
        CarriedFrom = texts.CarriedFrom,
        Status = texts["Reports.Status"],
        FollowUp = texts["Reports.FollowUp"],
        Analysis = texts["Reports.Analysis"],
        UnitNote = unit => texts["Reports.UnitNote", unit],
        Withheld = texts["Reports.Withheld"],
        Missing = texts["Reports.Missing"],
        NothingWritten = texts["Reports.NothingWritten"],
        StatusWord = status => texts.Of(status),
        NoStatus = texts["Domain.NoStatus"],
        SchoolFormWord = form => texts.Of(form),
        WithoutSchoolForm = texts["Reports.NoSchoolForm"],
        WithoutGoalArea = texts["Reports.NoGoalArea"],
        WithoutUnit = texts["Reports.NoUnit"],
        StatusCaption = texts["Counts.StatusCaption"],
        Count = texts["Counts.Count"],
        Share = texts["Counts.Share"],
        Total = texts["Counts.Total"],
        FigureCaption = kind => texts[$"Reports.FigureOf.{kind}"],
        FigureGroup = kind => texts[$"Reports.GroupOf.{kind}"],
        WaivedActivity = texts["Reports.Activity"],
        WaivedGap = texts["Reports.WaivedGap"],
        WaivedReason = texts["Reports.WaivedReason"],
        WaivedBy = (at, name) => Words.Join(name, clock.Local(at).ToString(Day, CultureInfo.CurrentCulture)),
        GapWord = kind => texts.Of(kind),
    };
}
