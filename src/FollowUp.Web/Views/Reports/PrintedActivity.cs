using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.Reports;

/// <param name="Activity">What is printed.</param>
/// <param name="Level">The level of its heading; its parts stand one below.</param>
public sealed record PrintedActivity(ReportActivity Activity, int Level)
{
    public PrintedText Text => new(Level + 1, Activity.IsShown, Activity.HasDraft, Activity.Status, Activity.FollowUp, Activity.Analysis);
}

/// <summary>One unit's follow-up and analysis, the owning unit's or another's.</summary>
/// <param name="Level">The level of the two headings.</param>
public sealed record PrintedText(int Level, bool IsShown, bool HasDraft, NoteStatus? Status, string FollowUp, string Analysis)
{
    public static PrintedText Of(ReportUnitNote note, int level) => new(level, note.IsShown, note.HasDraft, note.Status, note.FollowUp, note.Analysis);
}

/// <summary>A line of the contents.</summary>
/// <param name="Id">Where it leads: small letters a to z, digits and hyphens, so that the page number can be put in.</param>
public sealed record ContentsLink(string Id, string Title, int? Number = null);
