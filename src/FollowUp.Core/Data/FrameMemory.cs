using System.Collections.Concurrent;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FollowUp.Core.Data;

/// <summary>
/// What this process has read of what each page stands in, each with the <see cref="FrameMark"/> at which it was read. Asking for the mark costs one small command a
/// request, and what has moved since is read again: nothing is out of date. One for the process.
/// </summary>
public sealed class FrameMemory
{
    /// <summary>With more than these all is read again, so that memory stays small.</summary>
    private const int Most = 1_000;

    /// <summary>More rows than this are not counted for each page.</summary>
    internal const int Large = 10_000;

    private static readonly string[] SignInCounts = [nameof(AppUser.AccessFailedCount), nameof(AppUser.LockoutEnd), nameof(AppUser.ConcurrencyStamp)];

    private static readonly TimeSpan CutHolds = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<object, (MarkPlace Mark, object? Value)> _kept = new();

    private readonly ConcurrentDictionary<object, long> _cut = new();
    private readonly ConcurrentDictionary<object, (long At, object Value)> _large = new();

    /// <summary>Compiled once for the process: it is asked for every page.</summary>
    internal Func<FollowUpDbContext, CancellationToken, Task<MarkPlace>> ReadMark { get; } = EF.CompileAsyncQuery(
        (FollowUpDbContext db, CancellationToken _) => db.FrameMarks.AsNoTracking().OrderBy(row => row.Id).Select(row => new MarkPlace(row.Frame, row.States)).FirstOrDefault());

    internal bool TryGet<T>(object key, MarkPlace mark, out T value)
    {
        var has = _kept.TryGetValue(key, out var kept) && kept.Mark == mark;
        value = has ? (T)kept.Value! : default!;
        return has;
    }

    internal void Put(object key, MarkPlace mark, object? value)
    {
        if (_kept.Count >= Most) _kept.Clear();
        _kept[key] = (mark, value);
    }

    internal bool IsCut(object key) => _cut.TryGetValue(key, out var at) && System.Diagnostics.Stopwatch.GetElapsedTime(at) < CutHolds;

    internal void Cut(object key)
    {
        if (_cut.Count >= Most) _cut.Clear();
        _cut[key] = System.Diagnostics.Stopwatch.GetTimestamp();
    }

    /// <summary>What has become too old is counted by one request; those beside it get what there is.</summary>
    internal bool TryGetLarge<T>(object key, out T value)
    {
        var has = _large.TryGetValue(key, out var kept);
        value = has ? (T)kept.Value : default!;
        return has && (System.Diagnostics.Stopwatch.GetElapsedTime(kept.At) < CutHolds
            || !_large.TryUpdate(key, (System.Diagnostics.Stopwatch.GetTimestamp(), kept.Value), kept));
    }

    internal void PutLarge(object key, object value)
    {
        if (_large.Count >= Most) _large.Clear();
        _large[key] = (System.Diagnostics.Stopwatch.GetTimestamp(), value);
    }

    /// <summary>True where a save of this moves the mark's <see cref="FrameMark.Frame"/>.</summary>
    internal static bool IsOfFrame(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Deleted or EntityState.Modified && entry.Entity switch
    {
        Unit or UnitPast or Membership or Delegation or UnitMerge or IdentityUserRole<Guid> or IdentityRole<Guid> or Plan or GoalArea or Activity => true,
        // Who signs in well or badly changes nothing of what anybody may.
        AppUser => entry.State != EntityState.Modified || entry.Properties.Any(property => property.IsModified && !SignInCounts.Contains(property.Metadata.Name)),

        // A sign-in that begins has been asked for by nobody, and that one is in use is no change.
        UserSession => entry.State is EntityState.Deleted || (entry.State is EntityState.Modified && entry.Property(nameof(UserSession.EndedAt)).IsModified),
        Note => entry.State != EntityState.Modified || entry.Property(nameof(Note.UnitId)).IsModified,
        _ => false,
    };

    /// <summary>True where a save of this moves the mark's <see cref="FrameMark.States"/>.</summary>
    internal static bool IsOfStates(EntityEntry entry) => entry switch
    {
        { State: EntityState.Modified, Entity: Note } => entry.Property(nameof(Note.State)).IsModified || entry.Property(nameof(Note.Status)).IsModified,
        { State: EntityState.Added or EntityState.Deleted, Entity: CheckPointNote } => true,
        _ => false,
    };
}
