using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>
/// <em>Slå ihop</em>: a unit was closed and another took over what it had not finished. What was handed over stands beside, so that it can be taken back
/// as long as nobody has gone on with it. The row stays as the link between the two. Stands with the people, since the successor's reach what the closed unit
/// wrote.
/// </summary>
public sealed class UnitMerge
{
    private readonly List<UnitMergePart> _parts = [];

    private UnitMerge()
    {
    }

    public UnitMerge(Guid id, Guid unitId, Guid successorId, Guid userId, DateTime now)
    {
        Id = id;
        UnitId = unitId;
        SuccessorId = successorId;
        MergedById = userId;
        MergedAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>The unit that was closed.</summary>
    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    /// <summary>The unit that took over.</summary>
    public Guid SuccessorId { get; private set; }

    public Unit Successor { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime MergedAt { get; private set; }

    public Guid MergedById { get; private set; }

    public AppUser MergedBy { get; private set; } = null!;

    /// <summary>When it was taken back (UTC); null while it stands.</summary>
    public DateTime? UndoneAt { get; private set; }

    public Guid? UndoneById { get; private set; }

    /// <summary>What was handed over. Only those loaded.</summary>
    public IReadOnlyCollection<UnitMergePart> Parts => _parts;

    /// <summary>Keeps what is handed over, with the version that it got by that.</summary>
    public void HandOver(MergePartKind kind, Guid subjectId, Guid version) => _parts.Add(new UnitMergePart(Id, kind, subjectId, version));

    /// <summary>Gives a person the same place at the unit that took over.</summary>
    public void Take(Membership added) => HandOver(MergePartKind.Membership, added.Id, Guid.Empty);

    /// <summary>The keys of what was handed over, with the version that it got then.</summary>
    public IReadOnlyDictionary<Guid, Guid> HandedOver(MergePartKind kind) =>
        _parts.Where(part => part.Kind == kind).ToDictionary(part => part.SubjectId, part => part.HandedVersion);

    public void Undo(Guid userId, DateTime now) => (UndoneById, UndoneAt) = (userId, now);

    /// <summary>The units that these have taken over, and those that they had taken over in turn. One command for each step back, and one that finds no more.</summary>
    internal static async Task<IReadOnlyList<Guid>> FormerOfAsync(FollowUpDbContext db, IReadOnlyCollection<Guid> unitIds, CancellationToken cancel)
    {
        var former = new List<Guid>();
        for (var level = unitIds.ToList(); level.Count > 0;)
        {
            var ids = level;
            var found = await db.UnitMerges.AsNoTracking().Where(merge => merge.UndoneAt == null && ids.Contains(merge.SuccessorId))
                .OrderByDescending(merge => merge.MergedAt).ThenBy(merge => merge.Id).Take(UnitTree.MaxUnits)
                .Select(merge => merge.UnitId).ToListAsync(cancel);
            level = [.. found.Distinct().Where(id => !former.Contains(id) && !unitIds.Contains(id))];
            former.AddRange(level);
        }

        return former;
    }
}

/// <summary>What kind of thing was handed over.</summary>
public enum MergePartKind
{
    Note = 1,
    Activity = 2,

    /// <summary>A place at the unit that took over.</summary>
    Membership = 3,

    /// <summary>A unit that stood below.</summary>
    Unit = 4,
}

/// <summary>One thing that was handed over.</summary>
public sealed class UnitMergePart
{
    private UnitMergePart()
    {
    }

    public UnitMergePart(Guid mergeId, MergePartKind kind, Guid subjectId, Guid version)
    {
        MergeId = mergeId;
        Kind = kind;
        SubjectId = subjectId;
        HandedVersion = version;
    }

    public Guid MergeId { get; private set; }

    public MergePartKind Kind { get; private set; }

    public Guid SubjectId { get; private set; }

    /// <summary>The version that the thing got when it was handed over: another one tells that somebody has gone on with it.</summary>
    public Guid HandedVersion { get; private set; }
}
