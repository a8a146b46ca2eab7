namespace FollowUp.Core.Units;

/// <summary>What must hold for the facts of a unit, whether a person types them or a list has them.</summary>
internal static class UnitRules
{
    /// <param name="tree">Every unit.</param>
    /// <param name="unit">The unit before the change; null for a new one.</param>
    /// <param name="facts">What it is to become.</param>
    public static List<Refusal> Check(UnitTree tree, Unit? unit, UnitFacts facts)
    {
        var refusals = new List<Refusal>();
        CheckName(facts.Name, refusals);
        var name = TypedText.Fold(TypedText.CleanLine(facts.Name));
        if (tree.Rows.Any(row => row.Unit.Id != unit?.Id && row.Unit.ParentId == facts.ParentId && TypedText.Fold(row.Unit.Name) == name))
            refusals.Add(new Refusal("UnitNameTaken", nameof(facts.Name)));
        if (RefusalOfParent(tree, unit, facts.ParentId) is { } refusal) refusals.Add(refusal);
        return refusals;
    }

    public static void CheckName(string name, List<Refusal> refusals) =>
        refusals.Require(name, Unit.NameLength, "UnitNameMissing", nameof(UnitFacts.Name));

    private static Refusal? RefusalOfParent(UnitTree tree, Unit? unit, Guid? parentId)
    {
        const string field = nameof(UnitFacts.ParentId);
        if (unit is { IsAuthority: true }) return parentId is null ? null : new Refusal("UnitIsAuthority", field);
        if (parentId is not { } id) return new Refusal("UnitParentMissing", field);
        if (tree.Find(id) is not { } parent) return new Refusal("UnitUnknown", field);
        if (unit is not null && tree.WithAllBelow(unit.Id).Contains(id)) return new Refusal("UnitBelowItself", field);
        return parent.IsClosed && unit?.ParentId != id ? new Refusal("UnitIsClosed", field, parent.Name) : null;
    }
}
