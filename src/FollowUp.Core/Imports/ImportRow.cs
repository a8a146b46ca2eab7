using FollowUp.Core.Notes;

namespace FollowUp.Core.Imports;

/// <summary>One activity of an import: what was read, then corrected by hand. Limits are checked when it is confirmed, so that nothing is cut.</summary>
public sealed class ImportRow
{
    public const int WordsLength = 400;
    public const int UnitNameLength = 400;

    private ImportRow()
    {
    }

    public ImportRow(Guid importId, int position, ReadActivity read)
    {
        ImportId = importId;
        Position = position;
        FirstLine = read.FirstLine;
        LastLine = read.LastLine;
        Number = read.Number;
        Title = read.Title;
        UnitName = Shorten(read.UnitName ?? "", UnitNameLength);
        FollowUp = read.FollowUp;
        Analysis = read.Analysis;
        Status = SuggestedStatus = read.Suggestion?.Status;
        SuggestionWords = Shorten(read.Suggestion?.Words ?? "", WordsLength);
        IsStatusStated = read.Suggestion?.IsStated ?? false;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid ImportId { get; private set; }

    /// <summary>Its place in the report, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>Index of its first line in the report, from 0.</summary>
    public int FirstLine { get; private set; }

    public int LastLine { get; private set; }

    public bool IsIncluded { get; private set; } = true;

    public int? Number { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The unit as the report names it; empty where it names none.</summary>
    public string UnitName { get; private set; } = "";

    /// <summary>The unit chosen by hand; null where the named or the default unit is taken.</summary>
    public Guid? UnitId { get; private set; }

    public NoteStatus? Status { get; private set; }

    public NoteStatus? SuggestedStatus { get; private set; }

    /// <summary>The words of the report that the suggestion rests on.</summary>
    public string SuggestionWords { get; private set; } = "";

    /// <summary>True where a status line says it, false where running text does.</summary>
    public bool IsStatusStated { get; private set; }

    public string FollowUp { get; private set; } = "";

    public string Analysis { get; private set; } = "";

    /// <summary>The activity that it became or was matched with; null until confirmed.</summary>
    public Guid? ActivityId { get; private set; }

    /// <summary>What the note is to say.</summary>
    public NoteText Text => new(Status, FollowUp, Analysis);

    /// <summary>What decides where the row goes.</summary>
    public ImportRowFacts Facts => new(Id, Position, IsIncluded, Number, Title, UnitName, UnitId, FollowUp.Length, Analysis.Length);

    /// <summary>Takes over what was corrected by hand. Returns true where something changed.</summary>
    internal bool Correct(ImportRowCorrection correction)
    {
        var before = (IsIncluded, Number, Title, UnitId, Text);
        IsIncluded = correction.IsIncluded;
        Number = correction.Number;
        Title = TypedText.CleanLine(correction.Title);
        UnitId = correction.UnitId;
        (Status, FollowUp, Analysis) = (correction.Status, TypedText.Clean(correction.FollowUp), TypedText.Clean(correction.Analysis));
        return before != (IsIncluded, Number, Title, UnitId, Text);
    }

    public void Become(Guid activityId) => ActivityId = activityId;

    public void Forget() => ActivityId = null;

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}

/// <summary>What a person makes of one row before it is imported.</summary>
public sealed record ImportRowCorrection
{
    public required Guid RowId { get; init; }

    public bool IsIncluded { get; init; } = true;

    public int? Number { get; init; }

    public string Title { get; init; } = "";

    public Guid? UnitId { get; init; }

    public NoteStatus? Status { get; init; }

    public string FollowUp { get; init; } = "";

    public string Analysis { get; init; } = "";
}
