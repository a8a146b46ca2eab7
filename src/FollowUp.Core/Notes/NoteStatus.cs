namespace FollowUp.Core.Notes;

/// <summary>
/// How far the work itself has come, chosen by the note's writer. Not chosen yet is <c>null</c>, which is
/// not the same as <see cref="NotStarted"/>.
/// </summary>
public enum NoteStatus
{
    /// <summary>Ej påbörjad.</summary>
    NotStarted = 1,

    /// <summary>Påbörjad; <em>Pågår</em> is read as the same.</summary>
    InProgress = 2,

    /// <summary>Genomförd; wants an analysis.</summary>
    Completed = 3,

    /// <summary>Ej genomförd; wants a reason, which the analysis holds.</summary>
    NotCarriedOut = 4,
}
