using FollowUp.Core.Units;

namespace FollowUp.Core.Reports;

/// <summary>How much of a report is asked for. Everything left out: what is remembered for the plan, or all that the person may read.</summary>
public sealed record ReportScope
{
    /// <summary>A unit, with the units below it. The authority itself for the whole.</summary>
    public Guid? UnitId { get; init; }

    public SchoolForm? SchoolForm { get; init; }

    /// <summary>True where something is asked for.</summary>
    public bool IsChosen => UnitId is not null || SchoolForm is not null;
}
