using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>
/// Changes the organisation. Units lie below people, so the methods take only the key of who does it; that this person may
/// administer is the caller's to know. Closing stands with the activities, which it has to ask.
/// </summary>
public sealed class UnitService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Adds a unit under the key that its form was given, so that a double click makes one unit.</summary>
    public async Task<Outcome> CreateAsync(Guid userId, Guid id, UnitFacts facts, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (tree.Find(id) is not null) return Outcome.Done;
        var refusals = UnitRules.Check(tree, null, facts);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var unit = new Unit(id, facts.Name, facts.ParentId, facts.SchoolForm);
        db.Units.Add(unit);
        db.Audit.Add(new AuditEntry(clock.Now, userId, AuditAction.UnitCreated, id, unit.Name));
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    /// <summary>Renames a unit, moves it or changes its school form. The authority itself stays at the top.</summary>
    public async Task<Outcome> ChangeAsync(Guid userId, Guid id, Guid version, UnitFacts facts, CancellationToken cancel = default)
    {
        var unit = await db.Units.Include(unit => unit.Pasts).SingleOrDefaultAsync(unit => unit.Id == id, cancel);
        if (unit is null) return Outcome.NotFound;
        if (unit.Version != version) return Outcome.Conflict;
        var tree = await UnitTree.ReadAsync(db, cancel);
        var refusals = UnitRules.Check(tree, unit, facts);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        // Two moves at once, each right in itself, could put two units below each other. Moves therefore also move the version
        // of the authority's own row, and the second of them finds that it has changed.
        if (facts.ParentId != unit.ParentId) (await AuthorityAsync(cancel)).Touch();
        var before = unit.Name;
        unit.Change(facts, clock.Now);
        db.Entry(unit).Property(x => x.Version).OriginalValue = version;
        db.Audit.Add(new AuditEntry(clock.Now, userId, AuditAction.UnitChanged, id, unit.Name, before == unit.Name ? "" : before));
        return await db.SaveOrConflictAsync(cancel);
    }

    private Task<Unit> AuthorityAsync(CancellationToken cancel) => db.Units.OrderBy(unit => unit.Id).FirstAsync(unit => unit.ParentId == null, cancel);
}

/// <summary>What a person states about a unit.</summary>
public sealed record UnitFacts
{
    public required string Name { get; init; }

    /// <summary>The unit above; null for the authority itself only.</summary>
    public Guid? ParentId { get; init; }

    public SchoolForm? SchoolForm { get; init; }

    /// <summary>True where the name was misspelt: then it was never called so, and years that are fixed get the right name too.</summary>
    public bool IsCorrection { get; init; }
}
