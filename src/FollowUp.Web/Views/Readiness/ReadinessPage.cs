using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.Readiness;

/// <summary>Which gaps are asked for, in an address.</summary>
public sealed class ReadinessForm
{
    public Guid? Unit { get; set; }

    public GapKind? Kind { get; set; }

    /// <summary>Shows what may stand too.</summary>
    public bool Waived { get; set; }

    public ReadinessFilter Filter => new() { UnitId = Unit, Kind = Kind is { } kind && Enum.IsDefined(kind) ? kind : null, WithWaived = Waived };

    public bool IsNarrowed => Unit is not null || Kind is not null || Waived;
}

/// <param name="Readiness">What is missing.</param>
/// <param name="Form">What was asked for.</param>
/// <param name="RefusedId">The note whose waiver was refused for its reason; null otherwise.</param>
/// <param name="Reason">The reason typed there.</param>
public sealed record ReadinessPage(Core.Reports.Readiness Readiness, ReadinessForm Form, Guid? RefusedId, string? Reason);
