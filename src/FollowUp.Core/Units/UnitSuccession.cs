namespace FollowUp.Core.Units;

/// <summary>Where a unit went, or what it took over: the other unit of a merge.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="UnitId">The other unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">When (UTC).</param>
public sealed record UnitSuccession(Guid MergeId, Guid UnitId, string Name, DateTime At);
