using FollowUp.Core.Notes;
using FollowUp.Core.Plans;

namespace FollowUp.Core.Reviews;

/// <summary>What can be found.</summary>
public enum SearchKind
{
    Activities = 1,
    Texts = 2,
    Units = 3,
    People = 4,
}

/// <summary>What a search found, by kind; those that the person who asks may not see at all are null.</summary>
public sealed record SearchFound
{
    /// <summary>The words looked for, as the databases compare them.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public Page<FoundActivity>? Activities { get; init; }

    public Page<FoundText>? Texts { get; init; }

    public Page<FoundUnit>? Units { get; init; }

    public Page<FoundPerson>? People { get; init; }

    public int Count => (Activities?.Count ?? 0) + (Texts?.Count ?? 0) + (Units?.Count ?? 0) + (People?.Count ?? 0);
}

public sealed record FoundActivity(Guid Id, int Number, string Title, string UnitName, YearKind YearKind, int StartYear)
{
    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>One unit's follow-up of one activity whose text has the words.</summary>
public sealed record FoundText
{
    public required Guid NoteId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string UnitName { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    public required NoteStatus? Status { get; init; }

    /// <summary>Markdown; the excerpt is cut from it.</summary>
    public required string FollowUp { get; init; }

    /// <inheritdoc cref="FollowUp"/>
    public required string Analysis { get; init; }

    public PlanYear Year => new(YearKind, StartYear);
}

public sealed record FoundUnit(Guid Id, string Name, bool IsClosed);

public sealed record FoundPerson(Guid Id, string Name, string Email);
