using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;

namespace FollowUp.Web.Views.Notes;

/// <summary>What a writer posts. Lengths are the entity's to check, so that a text that is too long comes back whole.</summary>
public sealed class NoteForm
{
    /// <summary>The version that the writer started from.</summary>
    public Guid Version { get; set; }

    [Display(Name = "Notes.Status")]
    public NoteStatus? Status { get; set; }

    [Display(Name = "Notes.FollowUp")]
    public string? FollowUp { get; set; }

    [Display(Name = "Notes.Analysis")]
    public string? Analysis { get; set; }

    public NoteText Text => new(Status, FollowUp ?? "", Analysis ?? "");

    public static NoteForm Of(NoteDetails note) => new()
    {
        Version = note.Version,
        Status = note.Text.Status,
        FollowUp = note.Text.FollowUp,
        Analysis = note.Text.Analysis,
    };
}

/// <summary>The writing page: the note, and what is in the form now.</summary>
public sealed record WritePage(NoteDetails Note, NoteForm Form)
{
    /// <summary>True where the form holds text that is not saved.</summary>
    public bool IsUnsaved => Form.Text.Cleaned() != Note.Text;
}

/// <summary>What a reviewer posts: a comment, and the version that was read.</summary>
public sealed class ReviewForm
{
    public Guid Version { get; set; }

    [Display(Name = "Notes.Comment")]
    public string? Comment { get; set; }
}

/// <summary>The reading page, where a reviewer returns or approves.</summary>
public sealed record ReadPage(NoteDetails Note, ReviewForm Review);
