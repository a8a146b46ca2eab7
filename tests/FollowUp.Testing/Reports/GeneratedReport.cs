using System.Text;
using FollowUp.Core.Reports;

namespace FollowUp.Testing.Reports;

/// <summary>A report that was made up for a test, with its activities in memory.</summary>
/// <param name="Frame">All but the activities.</param>
/// <param name="Activities">The activities in print order.</param>
public sealed record GeneratedReport(AnnualReport Frame, IReadOnlyList<ReportActivity> Activities)
{
    /// <summary>The report, whose activities can be read any number of times.</summary>
    public AnnualReport Report => Frame with
    {
        Entries = [.. Activities.Select(activity => new ReportEntry(activity.Number, activity.Title, activity.Group, activity.Status, activity.IsShown))],
        Activities = Activities.ToAsyncEnumerable(),
    };

    /// <summary>The whole of it, to be seen where a test fails.</summary>
    public override string ToString()
    {
        using var to = new MemoryStream();
        ReportJson.WriteAsync(Report, to).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(to.ToArray());
    }

    /// <summary>Smaller reports of the same kind: less around the activities, fewer of them, shorter texts.</summary>
    public IEnumerable<GeneratedReport> Smaller()
    {
        var bare = Frame with { Foreword = "", Closing = "", Figures = [], Waivers = [], SignatureLines = [] };
        if (bare.Foreword != Frame.Foreword || bare.Closing != Frame.Closing || Frame.Figures.Count + Frame.Waivers.Count + Frame.SignatureLines.Count > 0)
            yield return this with { Frame = bare };
        foreach (var shorter in Shorter(Frame.Foreword)) yield return this with { Frame = Frame with { Foreword = shorter } };
        foreach (var shorter in Shorter(Frame.Closing)) yield return this with { Frame = Frame with { Closing = shorter } };
        if (Frame.FixedAt is not null) yield return this with { Frame = Frame with { FixedAt = null, FixedBy = null, FixedVersion = null } };
        for (var i = 0; i < Activities.Count; i++)
        {
            var at = i;
            var activity = Activities[at];
            yield return this with { Activities = [.. Activities.Where((_, index) => index != at)] };
            IEnumerable<ReportActivity> smaller =
            [
                .. activity.UnitNotes.Count > 0 ? [activity with { UnitNotes = [] }] : Array.Empty<ReportActivity>(),
                .. (activity.Responsible ?? activity.GoalArea ?? activity.ReportingUnitName) is null
                    ? Array.Empty<ReportActivity>()
                    : [activity with { Responsible = null, GoalArea = null, ReportingUnitName = null }],
                .. Shorter(activity.Title).Where(title => title.Any(char.IsLetter) && title.Trim() == title).Select(title => activity with { Title = title }),
                .. Shorter(activity.FollowUp).Select(text => activity with { FollowUp = text }),
                .. Shorter(activity.Analysis).Select(text => activity with { Analysis = text }),
            ];
            foreach (var other in smaller) yield return this with { Activities = [.. Activities.Select((kept, index) => index == at ? other : kept)] };
        }
    }

    private static IEnumerable<string> Shorter(string text)
    {
        for (var length = text.Length; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Length; start += length)
            {
                // Half a surrogate pair is no text.
                if (!(start > 0 && char.IsLowSurrogate(text[start])) && !(start + length < text.Length && char.IsLowSurrogate(text[start + length]))) yield return text.Remove(start, length);
            }
        }
    }
}
