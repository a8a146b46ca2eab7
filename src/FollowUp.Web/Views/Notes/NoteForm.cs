using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;
using Microsoft.AspNetCore.Mvc.ModelBinding;

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

    /// <summary>The text that the writer started from, so that two people's changes can be joined.</summary>
    public NoteStatus? OriginStatus { get; set; }

    public string? OriginFollowUp { get; set; }

    public string? OriginAnalysis { get; set; }

    /// <summary>False for a form that does not tell what it started from.</summary>
    public bool HasOrigin { get; set; }

    /// <summary>True where the page saves by itself.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>The page's own name for this save; a page without scripts has none.</summary>
    public Guid? SaveId { get; set; }

    /// <summary>The names of saves that got no answer.</summary>
    public IList<Guid> Unanswered { get; } = [];

    /// <summary>The codes of the warnings that the writer has been shown.</summary>
    public string[]? Acknowledged { get; set; }

    /// <summary>What stands against submitting until the writer has read it.</summary>
    [BindNever]
    public IReadOnlyList<NoteWarning> Warnings { get; set; } = [];

    /// <summary>The codes to send with the next submission: those shown before, and those shown now.</summary>
    public IEnumerable<string> ShownWarnings => (Acknowledged ?? []).Concat(Warnings.Select(warning => warning.Code)).Distinct();

    /// <summary>The page that the writer came from, to go back to when the note is submitted.</summary>
    public string? Back { get; set; }

    public NoteText Text => new(Status, FollowUp ?? "", Analysis ?? "");

    public NoteText? Origin => HasOrigin ? new NoteText(OriginStatus, OriginFollowUp ?? "", OriginAnalysis ?? "") : null;

    public NoteSave ToSave() => new()
    {
        Version = Version,
        Text = Text,
        Origin = Origin,
        IsAutomatic = IsAutomatic,
        Id = SaveId,
        Unanswered = [.. Unanswered],
    };

    /// <summary>What is saved; or to begin with, what the latest check-point says.</summary>
    public static NoteForm Of(NoteDetails note) => new()
    {
        Version = note.Version,
        Status = note.Prefill?.Written?.Status ?? note.Text.Status,
        FollowUp = note.Prefill?.Written?.Text ?? note.Text.FollowUp,
        Analysis = note.Text.Analysis,
    };
}

/// <summary>The writing page: the note, and what is in the form now.</summary>
public sealed record WritePage(NoteDetails Note, NoteForm Form)
{
    /// <summary>Stands before the fields' ids where a page holds several notes.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Where a person who had to sign in again comes back to.</summary>
    public string ReturnUrl { get; init; } = $"/notes/{Note.Id}";

    /// <summary>The page to go to when the note is submitted; null for the note's own.</summary>
    public string? Back { get; init; } = Form.Back;

    /// <summary>What the form speaks of: the stored text, or after a conflict the text that both started from.</summary>
    public NoteText Origin { get; init; } = Note.Text;

    /// <summary>True where the form holds what a check-point said and nothing else: it is not saved before the writer does something.</summary>
    public bool IsPrefilled => Note.Prefill is not null && Form.Text.Cleaned() == NoteForm.Of(Note).Text.Cleaned();

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
public sealed record ReadPage(NoteDetails Note, ReviewForm Review)
{
    /// <summary>What is to become an activity.</summary>
    public ActionForm Action { get; init; } = new();
}

/// <summary>A sentence of the analysis that is to become an activity.</summary>
public sealed class ActionForm
{
    public Guid ActivityId { get; set; } = Guid.CreateVersion7();

    public string? Title { get; set; }
}

/// <summary>A remark beside the text with its answers.</summary>
public sealed record CommentView(NoteDetails Note, CommentThread Thread);
