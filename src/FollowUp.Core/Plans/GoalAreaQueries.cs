using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Reads goal areas.</summary>
public sealed class GoalAreaQueries(FollowUpDbContext db)
{
    /// <summary>Most choices in a select.</summary>
    public const int OptionsLimit = 200;

    /// <summary>A page of goal areas in their order, with how many activities in plans that are not fixed stand under each.</summary>
    public Task<Page<GoalAreaRow>> ListAsync(PageRequest page, bool withClosed = false, CancellationToken cancel = default) =>
        db.GoalAreas.AsNoTracking()
            .Where(area => withClosed || area.ClosedAt == null)
            .ToPageAsync(
                area => area.Position,
                area => area.Id,
                area => new GoalAreaRow
                {
                    Id = area.Id,
                    Name = area.Name,
                    Position = area.Position,
                    IsClosed = area.ClosedAt != null,
                    Version = area.Version,
                    Activities = db.Activities.Count(
                        activity => activity.GoalAreaId == area.Id && activity.DroppedAt == null && activity.Plan.FixedAt == null),
                },
                page,
                cancel: cancel);

    /// <summary>One goal area; null where there is none.</summary>
    public Task<GoalAreaRow?> DetailsAsync(Guid id, CancellationToken cancel = default) =>
        db.GoalAreas.AsNoTracking()
            .Where(area => area.Id == id)
            .Select(area => new GoalAreaRow
            {
                Id = area.Id,
                Name = area.Name,
                Position = area.Position,
                IsClosed = area.ClosedAt != null,
                Version = area.Version,
                Activities = db.Activities.Count(
                    activity => activity.GoalAreaId == area.Id && activity.DroppedAt == null && activity.Plan.FixedAt == null),
            })
            .SingleOrDefaultAsync(cancel);

    /// <summary>Those in use, with the one chosen now even if it is closed.</summary>
    public Task<IReadOnlyList<GoalAreaOption>> OptionsAsync(Guid? current = null, CancellationToken cancel = default) => db.RememberAsync<IReadOnlyList<GoalAreaOption>>(
        (typeof(GoalAreaOption), current),
        async () => await db.GoalAreas.AsNoTracking()
            .Where(area => area.ClosedAt == null || area.Id == current)
            .OrderBy(area => area.Position).ThenBy(area => area.Id)
            .Take(OptionsLimit)
            .Select(area => new GoalAreaOption(area.Id, area.Name, area.ClosedAt != null))
            .ToListAsync(cancel),
        cancel);
}

/// <summary>A goal area in the list.</summary>
public sealed record GoalAreaRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required int Position { get; init; }

    public required bool IsClosed { get; init; }

    public required Guid Version { get; init; }

    /// <summary>Activities in plans that are not fixed.</summary>
    public required int Activities { get; init; }
}

/// <summary>A choice in a select.</summary>
public sealed record GoalAreaOption(Guid Id, string Name, bool IsClosed);
