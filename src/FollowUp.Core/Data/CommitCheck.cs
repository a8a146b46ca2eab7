using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FollowUp.Core.Data;

/// <summary>
/// Tells whether a save whose answer was lost had reached the database, so that it is not made again: looks for something that this save alone can have written.
/// </summary>
internal sealed class CommitCheck
{
    private readonly EntityEntry? _new;
    private readonly EntityEntry? _changed;

    private CommitCheck(EntityEntry? added, EntityEntry? changed) => (_new, _changed) = (added, changed);

    /// <summary>
    /// Takes an entry of the audit, whose key is made for this save; else a version token that this save moves; else a row whose key the application makes.
    /// Where there is none of them, making the save again does no harm.
    /// </summary>
    public static CommitCheck Of(ChangeTracker tracker)
    {
        var entries = tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        if (entries.FirstOrDefault(entry => entry is { State: EntityState.Added, Entity: Audit.AuditEntry }) is { } audited) return new(audited, null);
        if (entries.FirstOrDefault(entry => entry.State == EntityState.Modified && VersionOf(entry) is { IsModified: true }) is { } moved) return new(null, moved);
        return new(entries.FirstOrDefault(entry => entry.State == EntityState.Added && HasKeyOfItsOwn(entry)), null);
    }

    /// <summary>True where the save is in the database.</summary>
    public async Task<bool> FoundAsync(CancellationToken cancel) =>
        _new is not null ? await _new.GetDatabaseValuesAsync(cancel) is not null
        : _changed is not null && HasVersion(_changed, await _changed.GetDatabaseValuesAsync(cancel));

    /// <inheritdoc cref="FoundAsync"/>
    public bool Found() =>
        _new is not null ? _new.GetDatabaseValues() is not null
        : _changed is not null && HasVersion(_changed, _changed.GetDatabaseValues());

    private static bool HasVersion(EntityEntry entry, PropertyValues? stored) =>
        VersionOf(entry) is { } version && stored is not null && Equals(stored[version.Metadata], version.CurrentValue);

    private static PropertyEntry? VersionOf(EntityEntry entry) => entry.Properties.FirstOrDefault(property => property.Metadata.IsConcurrencyToken);

    private static bool HasKeyOfItsOwn(EntityEntry entry) => entry.Metadata.FindPrimaryKey()!.Properties is [{ } only] && only.ClrType == typeof(Guid);
}
