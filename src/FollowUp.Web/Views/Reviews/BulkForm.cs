using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;

namespace FollowUp.Web.Views.Reviews;

/// <summary>What is done to many notes at once.</summary>
public enum BulkAct
{
    Approve = 1,
    Return = 2,
    Remind = 3,
}

/// <summary>The notes chosen in the list, and what is said to their writers.</summary>
public sealed class BulkForm
{
    /// <summary>Each a note's key and the version that was shown, as <see cref="ValueOf"/> writes them.</summary>
    public List<string> Chosen { get; set; } = [];

    [Display(Name = "Reviews.BulkComment")]
    public string? Comment { get; set; }

    /// <summary>The notes; what cannot be read is left out.</summary>
    public IReadOnlyList<NoteChoice> Notes() => [.. Chosen.Select(Read).OfType<NoteChoice>()];

    public static string ValueOf(Guid noteId, Guid version) => $"{noteId:N}.{version:N}";

    private static NoteChoice? Read(string value) =>
        value.Split('.') is [var note, var version] && Guid.TryParse(note, out var noteId) && Guid.TryParse(version, out var shown) ? new NoteChoice(noteId, shown) : null;
}

/// <summary>What became of the chosen notes, where not all went well.</summary>
/// <param name="Done">How many it holds of now, in a sentence.</param>
/// <param name="NotDone">How many it does not, in a sentence.</param>
/// <param name="Reasons">Each of those, with the reason.</param>
public sealed record BulkResult(string Done, string NotDone, IReadOnlyList<(NoteOutcome Note, string Reason)> Reasons)
{
    /// <summary>How many do not exist any more, in a sentence; null where all do.</summary>
    public string? Gone { get; init; }
}
