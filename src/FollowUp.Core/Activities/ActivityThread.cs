using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>One activity's life over the years: each year's activity goes on from the one of the year before.</summary>
internal static class ActivityThread
{
    /// <summary>More years than any activity has.</summary>
    public const int MaxYears = 50;

    /// <summary>The how manieth year each of these activities is in: 1 for a new one. One command for each year back.</summary>
    /// <param name="db">Where the earlier activities stand.</param>
    /// <param name="continues">The activities, each with the one that it continues. A page or a chunk of them.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<IReadOnlyDictionary<Guid, int>> YearsAsync(
        FollowUpDbContext db, IReadOnlyDictionary<Guid, Guid?> continues, CancellationToken cancel)
    {
        var years = continues.Keys.ToDictionary(id => id, _ => 1);
        var earlier = continues.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!.Value);
        for (var year = 2; year <= MaxYears && earlier.Count > 0; year++)
        {
            var ids = earlier.Values.Distinct().ToList();
            var before = await db.Activities.AsNoTracking().Where(activity => ids.Contains(activity.Id))
                .Select(activity => new { activity.Id, activity.ContinuesId }).ToDictionaryAsync(activity => activity.Id, activity => activity.ContinuesId, cancel);
            foreach (var id in earlier.Keys) years[id] = year;
            earlier = earlier.Where(each => before.GetValueOrDefault(each.Value) is not null).ToDictionary(each => each.Key, each => before[each.Value]!.Value);
        }

        return years;
    }
}
