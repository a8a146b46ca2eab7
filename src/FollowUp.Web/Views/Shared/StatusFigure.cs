using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.Shared;

/// <summary>Numbers per status, shown as a bar and the same as a table.</summary>
/// <param name="Caption">What is counted, for those who hear the table.</param>
/// <param name="Parts">The parts in the order of the bar, those without any included.</param>
public sealed record StatusFigure(string Caption, IReadOnlyList<StatusPart> Parts)
{
    public StatusFigure(string caption, StatusCounts counts)
        : this(caption, PartsOf(counts))
    {
    }

    public int Total => Parts.Sum(part => part.Count);

    private static List<StatusPart> PartsOf(StatusCounts counts)
    {
        (NoteStatus? Status, string Look, int Count)[] all =
        [
            (NoteStatus.Completed, "completed", counts.Completed),
            (NoteStatus.InProgress, "in-progress", counts.InProgress),
            (NoteStatus.NotStarted, "not-started", counts.NotStarted),
            (NoteStatus.NotCarriedOut, "not-carried-out", counts.NotCarriedOut),
            (null, "none", counts.NoStatus),
        ];
        var parts = new List<StatusPart>();
        foreach (var (status, look, count) in all)
            parts.Add(new StatusPart(status, look, count, parts.Sum(part => part.Count), counts.Total));
        return parts;
    }
}

/// <summary>One status of a figure.</summary>
/// <param name="Status">Null for no status.</param>
/// <param name="Look">The end of its class names.</param>
/// <param name="Count">How many.</param>
/// <param name="Before">How many stand before it in the bar.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record StatusPart(NoteStatus? Status, string Look, int Count, int Before, int Total)
{
    /// <summary>The share in whole percent; 0 of nothing.</summary>
    public int Percent => Total == 0 ? 0 : (int)Math.Round(100.0 * Count / Total, MidpointRounding.AwayFromZero);
}
