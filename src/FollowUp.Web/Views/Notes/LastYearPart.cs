using FollowUp.Core.Notes;

namespace FollowUp.Web.Views.Notes;

/// <summary>Last year's text beside the field that it belongs to.</summary>
/// <param name="Note">The note that is written.</param>
/// <param name="Earlier">What was written last year.</param>
/// <param name="Field">The field: <c>FollowUp</c> or <c>Analysis</c>.</param>
/// <param name="Id">The field's id on the page.</param>
public sealed record LastYearPart(NoteDetails Note, EarlierNote Earlier, string Field, string Id)
{
    public string Text => Field == nameof(NoteText.FollowUp) ? Earlier.Text.FollowUp : Earlier.Text.Analysis;

    /// <summary>Whose text it is and the ways on stand once.</summary>
    public bool IsFirst => Field == nameof(NoteText.FollowUp);
}
