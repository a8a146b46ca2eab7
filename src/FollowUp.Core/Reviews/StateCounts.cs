using FollowUp.Core.Notes;

namespace FollowUp.Core.Reviews;

/// <summary>Number of notes per state.</summary>
public sealed record StateCounts(int Missing, int Draft, int Returned, int Submitted, int Approved)
{
    public static readonly StateCounts None = new(0, 0, 0, 0, 0);

    public int Total => Missing + Draft + Returned + Submitted + Approved;

    /// <summary><em>Klara</em>: the first number of <em>7 av 12 klara</em>.</summary>
    public int HandedIn => Submitted + Approved;

    /// <summary>Puts counted states together; a state that was not counted has none.</summary>
    public static StateCounts Of(IEnumerable<(NoteState State, int Count)> counted)
    {
        var counts = counted.ToLookup(found => found.State, found => found.Count);
        return new StateCounts(
            counts[NoteState.Missing].Sum(),
            counts[NoteState.Draft].Sum(),
            counts[NoteState.Returned].Sum(),
            counts[NoteState.Submitted].Sum(),
            counts[NoteState.Approved].Sum());
    }
}
