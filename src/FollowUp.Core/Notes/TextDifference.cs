using DiffPlex;
using DiffPlex.Chunkers;

namespace FollowUp.Core.Notes;

/// <summary>A piece of text in a comparison.</summary>
public enum PieceKind
{
    Same,
    Removed,
    Added,
}

public sealed record TextPiece(PieceKind Kind, string Text);

/// <summary>Compares two versions of a text word by word.</summary>
public static class TextDifference
{
    /// <summary>
    /// The pieces that turn one text into the other, in reading order. Leaving out the added ones gives <paramref name="before"/>;
    /// leaving out the removed ones gives <paramref name="after"/>.
    /// </summary>
    public static IReadOnlyList<TextPiece> Words(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new DelimiterChunker([' ', '\n', '\t', '.', ',', ';', ':']));
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            Add(pieces, PieceKind.Same, result.PiecesOld.Skip(at).Take(block.DeleteStartA - at));
            Add(pieces, PieceKind.Removed, result.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add(pieces, PieceKind.Added, result.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(pieces, PieceKind.Same, result.PiecesOld.Skip(at));
        return pieces;
    }

    private static void Add(List<TextPiece> pieces, PieceKind kind, IEnumerable<string> words)
    {
        var text = string.Concat(words);
        if (text.Length > 0) pieces.Add(new TextPiece(kind, text));
    }
}
