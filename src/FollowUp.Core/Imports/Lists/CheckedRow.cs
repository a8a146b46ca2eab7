using FollowUp.Core.Activities;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Imports.Lists;

/// <summary>A row of a list with what becomes of it.</summary>
public abstract record CheckedRow
{
    /// <summary>The most characters of a cell that a sentence mentions.</summary>
    private const int MaxMentioned = 100;

    /// <summary>Its number in the file.</summary>
    public required int Number { get; init; }

    /// <summary>What it is about: a title, a name.</summary>
    public required string Label { get; init; }

    /// <summary>The activity, unit or person that it is; null where it is new.</summary>
    public required Guid? Id { get; init; }

    /// <summary>What differs from what is there.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>What else the row comes to.</summary>
    public IReadOnlyList<ListRemark> Remarks { get; init; } = [];

    /// <summary>What has to be mended, each with the <see cref="ListField"/> that it concerns; of a long text they mention the beginning.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init => field = [.. value.Select(refusal => refusal with { Arguments = [.. refusal.Arguments.Select(Shortened)] })]; } = [];

    private static object Shortened(object argument) => argument is string { Length: > MaxMentioned } text ? text[..MaxMentioned] + "…" : argument;

    public RowFate Fate => Refusals.Count > 0 ? RowFate.Bad : Id is null ? RowFate.New : Changes.Count > 0 ? RowFate.Changed : RowFate.Unchanged;
}

/// <summary>What a field becomes. Both are as a list writes them; empty for nothing.</summary>
public sealed record FieldChange(ListField Field, string Before, string After);

/// <summary>Something worth knowing about a row.</summary>
/// <param name="Kind">What.</param>
/// <param name="Units">The units that it is about, as a list writes them.</param>
public sealed record ListRemark(ListRemarkKind Kind, string Units);

public enum ListRemarkKind
{
    /// <summary>The row names no responsible unit, and gets the one chosen for the list.</summary>
    DefaultOwner = 1,

    /// <summary>The row names no units concerned, and gets those chosen for the list.</summary>
    DefaultUnits,

    /// <summary>The activity concerns units that the row does not name; they stay, since a list never takes a unit away.</summary>
    UnitsStay,
}

/// <summary>A row that is an activity.</summary>
internal sealed record CheckedActivity : CheckedRow
{
    /// <summary>Its number in the plan; 0 where it is bad.</summary>
    public int ActivityNumber { get; init; }

    public ActivityFacts? Facts { get; init; }

    /// <summary>Units that are to have a follow-up and have none.</summary>
    public IReadOnlyList<Guid> MoreUnits { get; init; } = [];
}

/// <summary>A row that is a unit.</summary>
internal sealed record CheckedUnit : CheckedRow
{
    /// <summary>The key that it has or gets.</summary>
    public Guid UnitId { get; init; }

    public UnitFacts? Facts { get; init; }
}

/// <summary>A row that is a person.</summary>
internal sealed record CheckedPerson : CheckedRow
{
    public UserFacts? Facts { get; init; }
}
