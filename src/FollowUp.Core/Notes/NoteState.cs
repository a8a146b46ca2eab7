namespace FollowUp.Core.Notes;

/// <summary>How far the reporting has come (<em>Läge</em>); never mixed with the status of the work.</summary>
public enum NoteState
{
    /// <summary>Saknas.</summary>
    Missing = 0,

    /// <summary>Utkast.</summary>
    Draft = 1,

    /// <summary>Återlämnad; stays so while it is edited.</summary>
    Returned = 2,

    /// <summary>Klarmarkerad.</summary>
    Submitted = 3,

    /// <summary>Godkänd.</summary>
    Approved = 4,
}

public static class NoteRules
{
    /// <summary>True where the work is over, whichever way it ended: it cannot be overdue any more.</summary>
    public static bool IsFinal(this NoteStatus? status) => status is NoteStatus.Completed or NoteStatus.NotCarriedOut;

    /// <summary>True where the state lets others than the unit read the text, and counts as <em>klar</em>.</summary>
    public static bool IsHandedIn(this NoteState state) => state is NoteState.Submitted or NoteState.Approved;

    /// <summary><em>Försenad</em>: the activity's <em>klar senast</em> has passed and the work is not over.</summary>
    public static bool IsOverdue(NoteStatus? status, DateOnly? dueOn, DateOnly today) => dueOn < today && !status.IsFinal();
}
