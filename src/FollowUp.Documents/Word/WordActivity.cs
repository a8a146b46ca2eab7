using FollowUp.Core.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>One activity: its label, heading and facts, <em>Uppföljning</em>, <em>Analys</em>, and the other units' own notes.</summary>
/// <param name="words">The words.</param>
/// <param name="body">Where it is written.</param>
/// <param name="level">The level of its heading.</param>
internal sealed class WordActivity(ReportWords words, WordBody body, int level)
{
    public void Write(ReportActivity activity)
    {
        // The label stands above the heading: in the heading itself it would fill the contents.
        body.Paragraph("ReportLabel", WordText.Run(words.Activity));
        body.Heading(level, WordOutline.HeadingOf(activity.Number, activity.Title), new W.SpacingBetweenLines { Before = "40" });
        body.Fact(words.Unit, activity.UnitName ?? "", staysWithNext: true);
        if (activity.ReportingUnitName is { } reporting) body.Fact(words.ReportingUnit, reporting, staysWithNext: true);
        if (activity.Responsible is { } responsible) body.Fact(words.Responsible, responsible, staysWithNext: true);
        if (activity.DueOn is { } due) body.Fact(words.DueOn, words.Date(due), staysWithNext: true);
        if (activity.GoalArea is { } area) body.Fact(words.GoalArea, area, staysWithNext: true);
        if (activity.ContinuedFrom is { } from) body.Fact(words.ContinuedFrom, words.CarriedFrom(from, activity.ThreadYear), staysWithNext: true);
        body.Fact(words.Status, words.StatusOf(activity.IsShown, activity.HasDraft, activity.Status), staysWithNext: true);
        WriteText(level + 1, words.FollowUp, activity.FollowUp, activity.IsShown, activity.HasDraft);
        WriteText(level + 1, words.Analysis, activity.Analysis, activity.IsShown, activity.HasDraft);
        foreach (var note in activity.UnitNotes) Write(note);
    }

    private void Write(ReportUnitNote note)
    {
        body.SubHeading(level + 1, words.UnitNote(note.UnitName));
        body.Fact(words.Status, words.StatusOf(note.IsShown, note.HasDraft, note.Status), staysWithNext: note.IsShown);
        if (!note.IsShown) return;
        WriteText(level + 2, words.FollowUp, note.FollowUp, note.IsShown, note.HasDraft);
        WriteText(level + 2, words.Analysis, note.Analysis, note.IsShown, note.HasDraft);
    }

    private void WriteText(int headingLevel, string heading, string text, bool isShown, bool hasDraft)
    {
        body.SubHeading(headingLevel, heading);
        if (words.InsteadOf(text, isShown, hasDraft) is { } instead) body.Paragraph("ReportNote", WordText.Run(instead));
        else WordMarkdown.Write(body, text);
    }
}
