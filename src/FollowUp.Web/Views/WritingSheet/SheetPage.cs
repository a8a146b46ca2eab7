using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Web.Views.Notes;

namespace FollowUp.Web.Views.WritingSheet;

/// <summary>The page with all activities of a unit.</summary>
/// <param name="Sheet">What is written here.</param>
/// <param name="Address">Where it is, with what was chosen.</param>
public sealed record SheetPage(Core.Reviews.WritingSheet Sheet, string Address)
{
    /// <summary>The form of one note, whose fields' ids begin with its number.</summary>
    public WritePage FormOf(NoteDetails note) =>
        new(note, NoteForm.Of(note)) { IdPrefix = $"n{note.Number}-", ReturnUrl = Address, Back = $"{Address}#n{note.Number}" };
}
