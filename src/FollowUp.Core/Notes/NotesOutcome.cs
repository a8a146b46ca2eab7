namespace FollowUp.Core.Notes;

/// <summary>A note that somebody chose in a list, as it was when the list was shown.</summary>
public sealed record NoteChoice(Guid NoteId, Guid Version);

/// <summary>How a change of many notes ended for each of them.</summary>
public sealed record NotesOutcome
{
    /// <summary>Most notes that are changed at once.</summary>
    public const int MaxNotes = 200;

    /// <summary>The notes of which it holds now, by number and unit.</summary>
    public required IReadOnlyList<NoteOutcome> Done { get; init; }

    /// <summary>The others, each with its reason; a conflict where somebody changed the note since it was chosen.</summary>
    public required IReadOnlyList<NoteOutcome> NotDone { get; init; }

    /// <summary>How many of those chosen do not exist any more.</summary>
    public required int Gone { get; init; }

    /// <summary>Why so many cannot be chosen; null where they can.</summary>
    public static Outcome? RefusalOf(int chosen) =>
        chosen == 0 ? Outcome.Refused("NothingChosen", "Chosen")
        : chosen > MaxNotes ? Outcome.Refused("TooManyChosen", "Chosen", MaxNotes, chosen)
        : null;

    /// <summary>Puts the notes in order and apart.</summary>
    public static NotesOutcome Of(int chosen, IEnumerable<(Note Note, Outcome Outcome)> results)
    {
        var all = results.OrderBy(each => each.Note.Activity.Number).ThenBy(each => each.Note.Unit.SortKey, StringComparer.Ordinal)
            .Select(each => new NoteOutcome(each.Note.Id, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name, each.Outcome)).ToList();
        return new NotesOutcome
        {
            Done = [.. all.Where(note => note.Outcome.IsDone)],
            NotDone = [.. all.Where(note => !note.Outcome.IsDone)],
            Gone = chosen - all.Count,
        };
    }
}

/// <summary>How it ended for one note.</summary>
public sealed record NoteOutcome(Guid NoteId, int Number, string Title, string UnitName, Outcome Outcome);
