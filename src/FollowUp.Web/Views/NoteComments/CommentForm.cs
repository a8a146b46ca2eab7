using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FollowUp.Web.Views.NoteComments;

/// <summary>A remark beside a note's text, or an answer to one.</summary>
public sealed class CommentForm
{
    /// <summary>The new comment's key.</summary>
    public Guid Key { get; set; } = Guid.CreateVersion7();

    [Display(Name = "Comments.Part")]
    public CommentPart Part { get; set; }

    [Display(Name = "Comments.Text")]
    public string? Text { get; set; }

    /// <summary>The remark that is answered; null for a remark.</summary>
    [BindNever]
    public Guid? AnswersId { get; set; }

    public NewComment Comment => new() { Id = Key, Part = Part, Text = Text ?? "" };
}

/// <summary>A comment that could not be saved, with the note that it is about.</summary>
public sealed record CommentPage(NoteDetails Note, CommentForm Form)
{
    /// <summary>The remark that is answered; null for a remark, or where it is not shown any more.</summary>
    public CommentRow? Answered => Note.Discussion?.Threads.FirstOrDefault(thread => thread.Remark.Id == Form.AnswersId)?.Remark;
}
