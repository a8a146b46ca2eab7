using System.Text.RegularExpressions;
using DiffPlex;

namespace FollowUp.Core.Notes;

/// <summary>Two people's changes of one text, joined.</summary>
/// <param name="Text">Both changes. Where they met in the same paragraph, the saved paragraph is followed by the other one.</param>
/// <param name="IsClean">True where the changes lay in different paragraphs, so that nobody needs to choose.</param>
public sealed record MergedText(string Text, bool IsClean);

/// <summary>
/// Joins what two people made of the same text, paragraph by paragraph (a three-way merge). The items of a list count as paragraphs.
/// Every paragraph that either of them wrote is in the result.
/// </summary>
public static partial class TextMerge
{
    /// <summary>Joins two changes of a text.</summary>
    /// <param name="origin">The text that both started from.</param>
    /// <param name="saved">What the other made of it, which is saved.</param>
    /// <param name="own">What is to be saved now.</param>
    public static MergedText Join(string origin, string saved, string own)
    {
        if (own == saved || own == origin) return new MergedText(saved, true);
        if (saved == origin) return new MergedText(own, true);

        var pieces = Pieces(origin);
        var theirs = new Queue<Change>(ChangesOf(origin, saved));
        var mine = new Queue<Change>(ChangesOf(origin, own));
        var text = new List<string>();
        var isClean = true;
        var at = 0;
        while (Earlier(theirs, mine) is { } first)
        {
            var (savedHere, ownHere) = Meeting(theirs, mine, first == theirs);
            var start = savedHere.Concat(ownHere).Min(change => change.Start);
            var end = savedHere.Concat(ownHere).Max(change => change.End);
            text.AddRange(pieces[at..start]);
            var savedText = Applied(pieces, savedHere, start, end);
            var ownText = Applied(pieces, ownHere, start, end);
            var originText = string.Concat(pieces[start..end]);
            if (savedHere.Count > 0 && ownHere.Count > 0 && !Continues(savedText, ownText, originText) && !Continues(ownText, savedText, originText)) isClean = false;
            text.Add(savedHere.Count == 0 ? ownText : ownHere.Count == 0 ? savedText : Both(savedText, ownText));
            at = end;
        }

        text.AddRange(pieces[at..]);
        return new MergedText(string.Concat(text), isClean);
    }

    /// <summary>The one of both whose next change comes first; of two at one place the insertion, since it stands before what is there.</summary>
    private static Queue<Change>? Earlier(Queue<Change> one, Queue<Change> other)
    {
        if (!one.TryPeek(out var first)) return other.Count > 0 ? other : null;
        if (!other.TryPeek(out var second)) return one;
        return (second.Start, second.End).CompareTo((first.Start, first.End)) < 0 ? other : one;
    }

    /// <summary>Takes the next change out of its queue, with all that meet in the same place, from both.</summary>
    private static (List<Change> Saved, List<Change> Own) Meeting(Queue<Change> theirs, Queue<Change> mine, bool startsWithSaved)
    {
        var (saved, own) = (new List<Change>(), new List<Change>());
        (startsWithSaved ? saved : own).Add((startsWithSaved ? theirs : mine).Dequeue());
        bool hasGrown;
        do
        {
            hasGrown = TakeMeeting(theirs, saved, own) | TakeMeeting(mine, own, saved);
        }
        while (hasGrown);
        return (saved, own);
    }

    private static bool TakeMeeting(Queue<Change> from, List<Change> to, List<Change> others)
    {
        if (!from.TryPeek(out var next) || !others.Exists(next.Meets)) return false;
        to.Add(from.Dequeue());
        return true;
    }

    private static string Applied(string[] pieces, IReadOnlyList<Change> changes, int start, int end)
    {
        var text = new List<string>();
        var at = start;
        foreach (var change in changes)
        {
            text.AddRange(pieces[at..change.Start]);
            text.AddRange(change.Pieces);
            at = change.End;
        }

        text.AddRange(pieces[at..end]);
        return string.Concat(text);
    }

    private static string Both(string saved, string own)
    {
        if (saved.Contains(own.Trim(), StringComparison.Ordinal)) return saved;
        if (own.Contains(saved.Trim(), StringComparison.Ordinal)) return own;
        return $"{saved.TrimEnd('\n')}\n\n{own.TrimStart('\n')}";
    }

    /// <summary>True where the longer text is the shorter one written on, so that it holds both, and the shorter took nothing out of the origin.</summary>
    private static bool Continues(string longer, string shorter, string origin) => shorter == longer
        || (shorter.Trim().Length > 0 && shorter.StartsWith(origin.TrimEnd(), StringComparison.Ordinal) && longer.StartsWith(shorter.TrimEnd(), StringComparison.Ordinal));

    private static List<Change> ChangesOf(string from, string to)
    {
        var difference = Differ.Instance.CreateDiffs(from, to, ignoreWhiteSpace: false, ignoreCase: false, new ParagraphChunker());
        return [.. difference.DiffBlocks.Select(block => new Change(
            block.DeleteStartA, block.DeleteStartA + block.DeleteCountA,
            [.. difference.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)]))];
    }

    private static string[] Pieces(string text) => text.Length == 0 ? [] : [.. Boundaries().Split(text).Where(piece => piece.Length > 0)];

    /// <summary>Empty lines between paragraphs, and the line end before a list's item; kept as pieces of their own.</summary>
    [GeneratedRegex(@"(\n[ \t]*(?:\n[ \t]*)+|\n(?=[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]))")]
    private static partial Regex Boundaries();

    private sealed record Change(int Start, int End, IReadOnlyList<string> Pieces)
    {
        /// <summary>True where both change the same piece, or put something in at the same place.</summary>
        public bool Meets(Change other) =>
            (Start < other.End && other.Start < End) || (Start == End && other.Start == other.End && Start == other.Start);
    }

    private sealed class ParagraphChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Pieces(text);
    }
}
