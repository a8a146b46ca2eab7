using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Web.Views.Notes;

namespace FollowUp.Web.Views.SideBySide;

/// <summary>The units' texts beside each other.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Filter">What is asked for.</param>
/// <param name="Summary">The authority's own note; null for those who do not write it, and where there is none.</param>
public sealed record SideBySidePage(Core.Reviews.SideBySide Texts, SideBySideFilter Filter, NoteDetails? Summary)
{
    /// <summary>The summary with its form.</summary>
    /// <param name="address">Where the page is: who saves comes back to it.</param>
    public SideBySideSummary? SummaryAt(string address) => Summary is null ? null : new SideBySideSummary(Summary,
        new WritePage(Summary, NoteForm.Of(Summary)) { ReturnUrl = address, Back = address });

    public bool IsFiltered => Filter != new SideBySideFilter();
}

/// <summary>The authority's own note on the activity, and its form.</summary>
public sealed record SideBySideSummary(NoteDetails Note, WritePage Editor);
