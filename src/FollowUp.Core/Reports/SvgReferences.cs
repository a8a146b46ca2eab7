namespace FollowUp.Core.Reports;

/// <summary>
/// Counts how many elements a picture comes to when everything it points to is drawn where it is pointed to. Ten copies of ten copies, a few times over,
/// is a short file that no browser gets to the end of.
/// </summary>
internal sealed class SvgReferences
{
    private const int MaxDrawn = 100_000;
    private const int MaxReferences = 5_000;

    private readonly Part _whole = new();
    private readonly Dictionary<string, Part> _named = [];
    private readonly Stack<Part?> _open = new();
    private int _references;

    /// <summary>True where it is more than anybody draws, or goes round in a circle.</summary>
    public bool IsTooMuch => _references > MaxReferences || Drawn(_whole) > MaxDrawn;

    /// <summary>An element begins; with its key where it has one.</summary>
    public void Enter(string? id)
    {
        Part? part = null;
        if (id is not null && !_named.TryGetValue(id, out part)) _named.Add(id, part = new Part());
        _open.Push(part);
        foreach (var around in Around()) around.Elements++;
    }

    /// <summary>The innermost open element points to another.</summary>
    public void Refer(string id)
    {
        if (++_references > MaxReferences) return;
        foreach (var around in Around()) around.Targets.Add(id);
    }

    /// <summary>The innermost open element ends.</summary>
    public void Leave() => _open.Pop();

    private IEnumerable<Part> Around() => _open.OfType<Part>().Append(_whole).Distinct();

    private long Drawn(Part part)
    {
        if (part.Drawn is { } known) return known;

        // Whoever comes back here while it is counted has gone round in a circle.
        part.Drawn = MaxDrawn + 1L;
        var drawn = (long)part.Elements;
        foreach (var target in part.Targets)
        {
            if (_named.TryGetValue(target, out var found)) drawn += Drawn(found);
            if (drawn > MaxDrawn) return MaxDrawn + 1L;
        }

        part.Drawn = drawn;
        return drawn;
    }

    private sealed class Part
    {
        public int Elements { get; set; }

        public List<string> Targets { get; } = [];

        public long? Drawn { get; set; }
    }
}
