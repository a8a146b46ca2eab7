using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Reports;

/// <summary>How a status looks and is called in print: marks that hold in black and white.</summary>
public static class PrintMarks
{
    public static string Ink(StatusPart part) => part.Look switch { "completed" => "ink-fill", "not-started" => "ink-light", "none" => "ink-grey", _ => "" };

    public static string? Pattern(StatusPart part) => part.Look switch { "in-progress" => "url(#stripes)", "not-carried-out" => "url(#dots)", _ => null };

    public static string Word(Texts texts, NoteStatus? status) => status is { } chosen ? texts.Of(chosen) : texts["Domain.NoStatus"];

    /// <summary>The id of the symbol that the page holds.</summary>
    public static string Icon(NoteStatus? status) => status switch
    {
        NoteStatus.NotStarted => "not-started",
        NoteStatus.InProgress => "in-progress",
        NoteStatus.Completed => "completed",
        NoteStatus.NotCarriedOut => "not-carried-out",
        _ => "no-status",
    };

    /// <summary>What a row of a figure is called.</summary>
    public static string Name(Texts texts, FigureKind kind, ReportFigureRow row) => kind switch
    {
        FigureKind.SchoolForm => row.SchoolForm is { } form ? texts.Of(form) : texts["Reports.NoSchoolForm"],
        FigureKind.GoalArea when row.Name.Length == 0 => texts["Reports.NoGoalArea"],
        _ => row.Name,
    };
}

/// <summary>A bar as it is drawn: the patterns keep their size, so a bar of fewer units has coarser ones.</summary>
/// <param name="Length">How long the whole is, in the units of the drawing.</param>
/// <param name="Height">In the same units.</param>
public sealed record PrintedBar(StatusFigure Figure, int Length, int Height)
{
    /// <summary>The one across the page.</summary>
    public static PrintedBar Wide(StatusFigure figure) => new(figure, 998, 42);

    /// <summary>The one in a row of a table.</summary>
    public static PrintedBar InRow(StatusFigure figure) => new(figure, 338, 14);

    /// <summary>From where to where a part goes.</summary>
    public (int From, int To) Along(StatusPart part) => (Along(part.Before), Along(part.Before + part.Count));

    private int Along(int count) => Figure.Total == 0 ? 0 : (int)Math.Round((double)Length * count / Figure.Total);
}
