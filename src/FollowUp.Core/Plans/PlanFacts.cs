namespace FollowUp.Core.Plans;

/// <summary>What a person states about a plan.</summary>
public sealed record PlanFacts
{
    /// <summary>As <see cref="PlanYear.Parse"/> reads it: <c>2026/27</c> or <c>2027</c>.</summary>
    public required string Year { get; init; }

    /// <summary>Tells plans of the same year apart; may be empty.</summary>
    public string Name { get; init; } = "";

    public required string ReportTitle { get; init; }

    public DateOnly? OpensOn { get; init; }

    public DateOnly? LastDay { get; init; }

    /// <summary><em>Dagar till godo</em> after the last day; null where writing goes on until the plan is fixed.</summary>
    public int? GraceDays { get; init; }

    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(Year)) refusals.Add(new Refusal("PlanYearMissing", nameof(Year)));
        else if (PlanYear.Parse(Year) is null) refusals.Add(new Refusal("PlanYearUnreadable", nameof(Year)));
        refusals.Limit(Name, Plan.NameLength, nameof(Name));
        refusals.Require(ReportTitle, Plan.TitleLength, "PlanReportTitleMissing", nameof(ReportTitle));
        if (LastDay < OpensOn) refusals.Add(new Refusal("PlanEndsBeforeItOpens", nameof(LastDay)));
        if (GraceDays is < 0 or > WritingDays.MaxGraceDays) refusals.Add(new Refusal("GraceDaysOutside", nameof(GraceDays), WritingDays.MaxGraceDays));
        if (GraceDays is not null && LastDay is null) refusals.Add(new Refusal("GraceDaysWithoutLastDay", nameof(GraceDays)));
        return refusals;
    }

    internal void ApplyTo(Plan plan) => plan.Change(PlanYear.Parse(Year)!.Value, Name, ReportTitle, OpensOn, LastDay, GraceDays);
}

/// <summary><em>Anvisningar</em> beside Uppföljning and Analys, Markdown.</summary>
public sealed record PlanInstructions(string FollowUp, string Analysis)
{
    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        Limit(refusals, FollowUp, nameof(FollowUp));
        Limit(refusals, Analysis, nameof(Analysis));
        return refusals;
    }

    private static void Limit(List<Refusal> refusals, string text, string field)
    {
        var length = TypedText.Clean(text).Length;
        if (length > Plan.InstructionsLength)
            refusals.Add(new Refusal("TextTooLong", field, Plan.InstructionsLength, length - Plan.InstructionsLength));
    }
}
