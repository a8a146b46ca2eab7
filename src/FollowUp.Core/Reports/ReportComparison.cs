namespace FollowUp.Core.Reports;

/// <summary>What differs between two versions of a report (<em>Ändrat sedan förra versionen</em>). Activities are told apart by number.</summary>
public static class ReportComparison
{
    /// <summary>The differences in print order of the newer version: the frame first, activities that are gone last.</summary>
    /// <param name="fixedReportId">The newer version, which tells of them.</param>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="cancel">Ends early.</param>
    public static async Task<IReadOnlyList<ReportDifference>> OfAsync(
        Guid fixedReportId, AnnualReport before, AnnualReport after, CancellationToken cancel = default)
    {
        var differences = new List<ReportDifference>();
        if (!HasSameFrame(before, after)) differences.Add(new ReportDifference(fixedReportId, DifferenceKind.Frame, null, ""));
        if (!before.Waivers.SequenceEqual(after.Waivers)) differences.Add(new ReportDifference(fixedReportId, DifferenceKind.WaiversChanged, null, ""));

        var earlier = await before.Activities.ToDictionaryAsync(activity => activity.Number, cancellationToken: cancel);
        await foreach (var activity in after.Activities.WithCancellation(cancel))
        {
            if (earlier.Remove(activity.Number, out var was)) differences.AddRange(Of(fixedReportId, was, activity));
            else differences.Add(new ReportDifference(fixedReportId, DifferenceKind.ActivityAdded, activity.Number, activity.Title));
        }

        differences.AddRange(earlier.Values.OrderBy(gone => gone.Number)
            .Select(gone => new ReportDifference(fixedReportId, DifferenceKind.ActivityRemoved, gone.Number, gone.Title)));
        return differences;
    }

    private static IEnumerable<ReportDifference> Of(Guid fixedReportId, ReportActivity before, ReportActivity after)
    {
        var kinds = new[]
        {
            (Kind: DifferenceKind.TitleChanged, IsSame: before.Title == after.Title),
            (Kind: DifferenceKind.FactsChanged, IsSame: FactsOf(before) == FactsOf(after)),
            (Kind: DifferenceKind.FollowUpChanged, IsSame: before.FollowUp == after.FollowUp && before.IsShown == after.IsShown),
            (Kind: DifferenceKind.AnalysisChanged, IsSame: before.Analysis == after.Analysis),
            (Kind: DifferenceKind.UnitNotesChanged, IsSame: before.UnitNotes.SequenceEqual(after.UnitNotes)),
        };
        if (before.Status != after.Status)
            yield return new ReportDifference(fixedReportId, DifferenceKind.StatusChanged, after.Number, after.Title, before.Status, after.Status);
        foreach (var (kind, _) in kinds.Where(each => !each.IsSame))
            yield return new ReportDifference(fixedReportId, kind, after.Number, after.Title);
    }

    private static (string?, string?, string?, DateOnly?, string?, string?) FactsOf(ReportActivity activity) =>
        (activity.UnitName, activity.ReportingUnitName, activity.Responsible, activity.DueOn, activity.GoalArea, activity.ContinuedFrom);

    private static bool HasSameFrame(AnnualReport one, AnnualReport other) => FrameOf(one).Equals(FrameOf(other))
        && one.SignatureLines.SequenceEqual(other.SignatureLines)
        && one.Logo?.MediaType == other.Logo?.MediaType && one.Logo?.Text == other.Logo?.Text
        && (one.Logo?.Content ?? []).AsSpan().SequenceEqual(other.Logo?.Content ?? []);

    private static object FrameOf(AnnualReport report) => new
    {
        report.Title,
        report.Language,
        report.YearLabel,
        report.AuthorityName,
        report.UnitName,
        report.SchoolForm,
        report.RegistryNumber,
        report.Foreword,
        report.Closing,
        report.Order,
        report.HasUnitNotes,
    };
}
