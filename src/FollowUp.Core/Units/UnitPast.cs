namespace FollowUp.Core.Units;

/// <summary>What a unit was called and where it stood, until it was renamed or moved. Years that have been fixed show the name of their time.</summary>
public sealed class UnitPast
{
    private UnitPast()
    {
    }

    public UnitPast(Guid unitId, string name, Guid? parentId, DateTime until)
    {
        UnitId = unitId;
        ParentId = parentId;
        Until = until;
        Correct(name);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UnitId { get; private set; }

    public string Name { get; private set; } = "";

    public string SearchName { get; private set; } = "";

    /// <summary>The unit that it stood below; null for the authority itself.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>When it was renamed or moved (UTC).</summary>
    public DateTime Until { get; private set; }

    /// <summary>Puts a misspelt name right.</summary>
    internal void Correct(string name) => (Name, SearchName) = (name, TypedText.Fold(name));
}
