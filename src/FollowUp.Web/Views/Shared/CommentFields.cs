using FollowUp.Web.Views.NoteComments;

namespace FollowUp.Web.Views.Shared;

/// <summary>The fields of a comment's form.</summary>
/// <param name="Form">What is in them.</param>
/// <param name="Id">The id of the text field: a page can have several such forms.</param>
public sealed record CommentFields(CommentForm Form, string Id);
