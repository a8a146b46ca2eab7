using FollowUp.Core.Notes;

namespace FollowUp.Core.Imports;

/// <summary>What a document file holds before anything is understood of it: its lines, in order, without line ends.</summary>
/// <param name="Lines">The lines as they stand in the file; NFC, never containing a line break.</param>
public sealed record ReadDocument(IReadOnlyList<string> Lines)
{
    /// <summary>What the file says of each line beyond its words; null where it is but text.</summary>
    public IReadOnlyList<LineHint>? Hints { get; init; }

    /// <summary>A document of lines with what their file says of them.</summary>
    public static ReadDocument Of(IReadOnlyList<HintedLine> lines) => new([.. lines.Select(line => line.Text)]) { Hints = [.. lines.Select(line => line.Hint)] };
}

/// <summary>What one line of an imported document turned out to be. Blank lines are <see cref="Blank"/>; every other line is exactly one of the rest.</summary>
public enum LineKind
{
    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>The report's own title.</summary>
    ReportTitle,

    /// <summary>A heading or label that says what follows (a line may hold a label and the beginning of its text: then it is a label).</summary>
    Label,

    /// <summary>Text of an activity: its title, unit, status, follow-up or analysis.</summary>
    ActivityText,

    /// <summary>Belongs to no activity; shown to the user, never dropped.</summary>
    LeftOver,
}

/// <summary>A report as it was understood.</summary>
/// <param name="Title">The report's title, or null where the document begins with an activity.</param>
/// <param name="Activities">The activities in the document's order.</param>
/// <param name="Kinds">What each line of the document was read as; same length and order as <see cref="ReadDocument.Lines"/>.</param>
public sealed record ReadReport(string? Title, IReadOnlyList<ReadActivity> Activities, IReadOnlyList<LineKind> Kinds);

/// <summary>One activity as it was understood.</summary>
public sealed record ReadActivity
{
    /// <summary>The number in the heading; null where the heading has none.</summary>
    public required int? Number { get; init; }

    /// <summary>The title on one line; empty where none was found.</summary>
    public required string Title { get; init; }

    /// <summary>The unit named by a line such as <c>Ansvarig enhet:</c>, as written; null where none is named.</summary>
    public required string? UnitName { get; init; }

    /// <summary>The follow-up as Markdown; empty where there is none or only a dash.</summary>
    public required string FollowUp { get; init; }

    /// <summary>The analysis as Markdown; empty where there is none or only a dash.</summary>
    public required string Analysis { get; init; }

    /// <summary>A status that the text itself states; null where it states none or more than one.</summary>
    public required SuggestedStatus? Suggestion { get; init; }

    /// <summary>Index of the first line of this activity in the document.</summary>
    public required int FirstLine { get; init; }

    /// <summary>Index of the last non-blank line of this activity (its left-over lines not counted).</summary>
    public required int LastLine { get; init; }
}

/// <summary>A status and the words of the text that it rests on.</summary>
/// <param name="Status">The suggestion.</param>
/// <param name="Words">The words as they stand in the text, for the user to judge by; a quotation.</param>
/// <param name="IsStated">True when a <c>Status:</c> line says it, false when it is inferred from the running text.</param>
public sealed record SuggestedStatus(NoteStatus Status, string Words, bool IsStated);
