namespace FollowUp.Core.Notes;

/// <summary>What is said beside a note's text, as those who write it and those who review it see it.</summary>
/// <param name="Threads">The remarks with their answers, oldest first.</param>
/// <param name="CanComment">False where plan or activity let nothing change any more; what was said is then only read.</param>
public sealed record NoteDiscussion(IReadOnlyList<CommentThread> Threads, bool CanComment)
{
    public IEnumerable<CommentThread> Open => Threads.Where(thread => thread.Remark.ClosedAt is null);

    public IEnumerable<CommentThread> Closed => Threads.Where(thread => thread.Remark.ClosedAt is not null);

    /// <summary>Puts answers under what they answer.</summary>
    /// <param name="rows">Remarks and answers in the order of their time.</param>
    /// <param name="canComment">Whether more may be said.</param>
    public static NoteDiscussion Of(IReadOnlyList<CommentRow> rows, bool canComment)
    {
        var answers = rows.ToLookup(row => row.ReplyToId);
        return new NoteDiscussion([.. answers[null].Select(remark => new CommentThread(remark, [.. answers[remark.Id]]))], canComment);
    }
}

/// <summary>A remark and what was answered.</summary>
public sealed record CommentThread(CommentRow Remark, IReadOnlyList<CommentRow> Answers);

/// <summary>A remark, or an answer to one.</summary>
/// <param name="Id">Its key.</param>
/// <param name="ReplyToId">The remark that it answers; null for a remark.</param>
/// <param name="Part">What it speaks of.</param>
/// <param name="Text">What it says, Markdown.</param>
/// <param name="Author">The author's name today.</param>
/// <param name="At">When it was written (UTC).</param>
/// <param name="ClosedAt">When it was settled (UTC); null while it is open.</param>
/// <param name="ClosedBy">By whom.</param>
public sealed record CommentRow(
    Guid Id, Guid? ReplyToId, CommentPart Part, string Text, string Author, DateTime At, DateTime? ClosedAt, string? ClosedBy);
