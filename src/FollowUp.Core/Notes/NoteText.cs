namespace FollowUp.Core.Notes;

/// <summary>How a text comes to be saved.</summary>
/// <param name="Kind">Where it came from.</param>
/// <param name="IsAutomatic">True for a save that the writing page made by itself.</param>
/// <param name="Id">The page's own name for the save, see <see cref="Note.SaveId"/>.</param>
public sealed record Saved(RevisionKind Kind = RevisionKind.Written, bool IsAutomatic = false, Guid? Id = null)
{
    public static readonly Saved ByButton = new();
}

/// <summary>What a writer states: status, follow-up and analysis.</summary>
public sealed record NoteText(NoteStatus? Status, string FollowUp, string Analysis)
{
    /// <summary>The same with both texts as they are stored.</summary>
    public NoteText Cleaned() => new(Status, TypedText.Clean(FollowUp), TypedText.Clean(Analysis));

    /// <summary>
    /// Joins two people's changes of this text. Where both chose another status, the one to be saved now stands.
    /// </summary>
    /// <returns>The joined text, and whether nobody needs to choose: the changes lay in different paragraphs, fields or both.</returns>
    public (NoteText Text, bool IsClean) Join(NoteText saved, NoteText own)
    {
        var followUp = TextMerge.Join(FollowUp, saved.FollowUp, own.FollowUp);
        var analysis = TextMerge.Join(Analysis, saved.Analysis, own.Analysis);
        var status = own.Status == Status ? saved.Status : own.Status;
        var isOneStatus = own.Status == saved.Status || own.Status == Status || saved.Status == Status;
        return (new NoteText(status, followUp.Text, analysis.Text), followUp.IsClean && analysis.IsClean && isOneStatus);
    }

    public IReadOnlyList<Refusal> TooLong()
    {
        var refusals = new List<Refusal>();
        if (FollowUp.Length > TypedText.MaxLength)
            refusals.Add(new Refusal("TextTooLong", nameof(FollowUp), TypedText.MaxLength, FollowUp.Length - TypedText.MaxLength));
        if (Analysis.Length > TypedText.MaxLength)
            refusals.Add(new Refusal("TextTooLong", nameof(Analysis), TypedText.MaxLength, Analysis.Length - TypedText.MaxLength));
        return refusals;
    }
}
