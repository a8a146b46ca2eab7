using System.Collections.Frozen;
using FollowUp.Core.Notes;

namespace FollowUp.Core.Imports;

/// <summary>A status as reports name it in a line of its own, <c>Status: Pågår</c>.</summary>
/// <param name="Status">The status.</param>
/// <param name="Words">The words as written.</param>
internal readonly record struct NoteStatusWord(NoteStatus Status, string Words)
{
    // Not here, since they may mean more than one status: Avslutad, Delvis genomförd, Utgår, Försenad.
    private static readonly FrozenDictionary<string, NoteStatus> Known = new Dictionary<string, NoteStatus>
    {
        ["ej påbörjad"] = NoteStatus.NotStarted,
        ["ej påbörjat"] = NoteStatus.NotStarted,
        ["inte påbörjad"] = NoteStatus.NotStarted,
        ["inte påbörjat"] = NoteStatus.NotStarted,
        ["ännu inte påbörjad"] = NoteStatus.NotStarted,
        ["ännu ej påbörjad"] = NoteStatus.NotStarted,
        ["ej startad"] = NoteStatus.NotStarted,
        ["inte startad"] = NoteStatus.NotStarted,
        ["påbörjad"] = NoteStatus.InProgress,
        ["påbörjat"] = NoteStatus.InProgress,
        ["pågår"] = NoteStatus.InProgress,
        ["pågående"] = NoteStatus.InProgress,
        ["genomförd"] = NoteStatus.Completed,
        ["genomfört"] = NoteStatus.Completed,
        ["klar"] = NoteStatus.Completed,
        ["klart"] = NoteStatus.Completed,
        ["slutförd"] = NoteStatus.Completed,
        ["slutfört"] = NoteStatus.Completed,
        ["ej genomförd"] = NoteStatus.NotCarriedOut,
        ["ej genomfört"] = NoteStatus.NotCarriedOut,
        ["inte genomförd"] = NoteStatus.NotCarriedOut,
        ["inte genomfört"] = NoteStatus.NotCarriedOut,
        ["genomförs ej"] = NoteStatus.NotCarriedOut,
        ["genomförs inte"] = NoteStatus.NotCarriedOut,
        ["genomfördes inte"] = NoteStatus.NotCarriedOut,
        ["genomfördes ej"] = NoteStatus.NotCarriedOut,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status that the words name, and nothing more than that; null otherwise.</summary>
    public static NoteStatusWord? Read(string words)
    {
        if (Ticked(words) is { } ticked) words = ticked;
        if (words.Length > 60 || words.Contains('?')) return null;
        var start = 0;
        var end = words.Length;
        while (start < end && !char.IsLetterOrDigit(words[start])) start++;
        while (end > start && !char.IsLetterOrDigit(words[end - 1])) end--;
        var bare = string.Join(' ', words[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Known.TryGetValue(bare, out var status) ? new NoteStatusWord(status, words[start..end]) : null;
    }

    /// <summary>The words after the one box that is ticked, <c>☐ Påbörjad ☒ Genomförd</c>; null where there are no boxes, or not one that is ticked.</summary>
    private static string? Ticked(string words)
    {
        if (words.Length > 300 || words.AsSpan().IndexOfAny("☐☒☑") < 0) return null;
        var tick = words.AsSpan().IndexOfAny("☒☑");
        if (tick < 0 || words.AsSpan(tick + 1).IndexOfAny("☒☑") >= 0) return null;
        var rest = words[(tick + 1)..];
        return rest.IndexOf('☐') is >= 0 and var next ? rest[..next] : rest;
    }
}
