using FollowUp.Core.Reviews;

namespace FollowUp.Web.Views.Reviews;

public sealed record ReviewPage(ReviewOverview Overview, OverviewForm Form)
{
    public string? UnitName => Overview.Units.FirstOrDefault(row => row.Unit.Id == Form.Unit)?.Unit.Name;

    /// <summary>True where writers can be reminded: what they are reminded of they can write.</summary>
    public bool CanRemind => Overview is { Plan.IsFixed: false, HasOpened: true };

    /// <summary>What was chosen and typed, where the form came back.</summary>
    public BulkForm Bulk { get; init; } = new();

    /// <summary>What became of notes chosen a moment ago; null where nothing is to be told.</summary>
    public BulkResult? Result { get; init; }

    /// <summary>The value of a note's check box: the version chosen first, so that what changed since is still left alone.</summary>
    public (string Value, bool IsChosen) ChoiceOf(ReviewNote note)
    {
        var beginning = BulkForm.ValueOf(note.NoteId, Guid.Empty)[..33];
        var chosen = Bulk.Chosen.FirstOrDefault(value => value.StartsWith(beginning, StringComparison.Ordinal));
        return (chosen ?? BulkForm.ValueOf(note.NoteId, note.Version), chosen is not null);
    }
}
