using FollowUp.Core.Units;

namespace FollowUp.Web.Views.Shared;

/// <summary>What a unit was called before, and what it took over, on its two pages.</summary>
/// <param name="Changes">When it was renamed and moved.</param>
/// <param name="TakenOver">The units that it took over.</param>
/// <param name="IsStanding">True on the page that everybody who may see the unit has, which links to the same page of the others.</param>
public sealed record UnitChangesPart(IReadOnlyList<UnitChange> Changes, IReadOnlyList<UnitSuccession> TakenOver, bool IsStanding);
