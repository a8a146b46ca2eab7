namespace FollowUp.Core.Units;

/// <summary>
/// A node of the authority's organisation. The one unit without a parent is the authority itself (huvudmannen);
/// below it stand administrations, areas, schools and preschools.
/// </summary>
public sealed class Unit
{
    public const int NameLength = 200;

    private readonly List<UnitPast> _pasts = [];

    private Unit()
    {
    }

    public Unit(Guid id, string name, Guid? parentId, SchoolForm? schoolForm)
    {
        Id = id;
        ParentId = parentId;
        SchoolForm = schoolForm;
        Rename(name);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string SearchName { get; private set; } = "";

    public string SortKey { get; private set; } = "";

    public Guid? ParentId { get; private set; }

    public Unit? Parent { get; private set; }

    public SchoolForm? SchoolForm { get; private set; }

    /// <summary>When the unit was closed (UTC); null while it is in use. A closed unit keeps its notes and takes no new ones.</summary>
    public DateTime? ClosedAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>What the unit was called and where it stood before. Only those loaded.</summary>
    public IReadOnlyCollection<UnitPast> Pasts => _pasts;

    public bool IsAuthority => ParentId is null;

    /// <summary>Renames and moves the unit, and keeps what it was called and where it stood.</summary>
    /// <param name="facts">What it becomes.</param>
    /// <param name="now">UTC.</param>
    public void Change(UnitFacts facts, DateTime now)
    {
        var (name, parentId) = (Name, ParentId);
        Rename(facts.Name);
        ParentId = facts.ParentId;
        SchoolForm = facts.SchoolForm;
        if (facts.IsCorrection)
        {
            foreach (var past in _pasts.Where(past => past.Name == name)) past.Correct(Name);
            name = Name;
        }

        if (name != Name || parentId != ParentId) _pasts.Add(new UnitPast(Id, name, parentId, now));
        Touch();
    }

    /// <summary>Undoes a move, as though it had never been. The pasts are to be loaded.</summary>
    /// <param name="movedAt">When it was moved (UTC).</param>
    internal void TakeBackMove(DateTime movedAt)
    {
        var past = _pasts.Single(past => past.Until == movedAt);
        ParentId = past.ParentId;
        _pasts.Remove(past);
        Touch();
    }

    public void Close(DateTime now)
    {
        ClosedAt ??= now;
        Touch();
    }

    public void Reopen()
    {
        ClosedAt = null;
        Touch();
    }

    private void Rename(string name)
    {
        Name = TypedText.CleanLine(name);
        SearchName = TypedText.Fold(Name);
        SortKey = TypedText.SortKey(Name);
    }

    /// <summary>Moves the version without a change of its own.</summary>
    public void Touch() => Version = Guid.CreateVersion7();
}
