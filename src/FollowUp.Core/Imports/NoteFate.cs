using FollowUp.Core.Notes;

namespace FollowUp.Core.Imports;

/// <summary>What an import does to a unit's note.</summary>
public enum NoteFate
{
    /// <summary>The row has nothing to write; the note stays, or is made, empty.</summary>
    Nothing,

    /// <summary>The note is empty, or new, and gets the row's text.</summary>
    Written,

    /// <summary>The note says the same already.</summary>
    Same,

    /// <summary>The note says something else, which is kept: no text is overwritten.</summary>
    Kept,
}

public static class NoteFates
{
    /// <summary>Decides what happens to a note. The same answer for the preview and for the confirmation.</summary>
    /// <param name="text">What the row says.</param>
    /// <param name="note">What the unit's note says now; null where there is none.</param>
    /// <param name="state">The note's state.</param>
    public static NoteFate Of(NoteText text, NoteText? note, NoteState state)
    {
        if (text == Empty) return NoteFate.Nothing;
        if (note is null || (note == Empty && state == NoteState.Missing)) return NoteFate.Written;
        var isSame = text.FollowUp == note.FollowUp && text.Analysis == note.Analysis && (text.Status is null || text.Status == note.Status);
        return isSame ? NoteFate.Same : NoteFate.Kept;
    }

    private static readonly NoteText Empty = new(null, "", "");
}
