using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Core.Plans;

namespace FollowUp.Core.YearShift;

/// <summary>Exactly what a year shift will make, and what it will not, each with its reason. Nothing is changed by reading it.</summary>
public sealed record ShiftPreview
{
    public required Guid FromPlanId { get; init; }

    /// <summary>The plan that gets the activities; null where it is to be made.</summary>
    public required Guid? ToPlanId { get; init; }

    public required YearKind ToYearKind { get; init; }

    public required int ToStartYear { get; init; }

    public required string ToName { get; init; }

    /// <summary>The days of the plan that is to be made; null where they are left empty, and where the plan exists.</summary>
    public required DateOnly? OpensOn { get; init; }

    public required DateOnly? LastDay { get; init; }

    /// <summary>The activities that will be made, by number.</summary>
    public required IReadOnlyList<ShiftedActivity> Made { get; init; }

    /// <summary>The activities of the old plan that will not.</summary>
    public required IReadOnlyList<ActivityLeft> NotMade { get; init; }

    /// <summary>The units that have a part in the old plan and get none in the new.</summary>
    public required IReadOnlyList<UnitLeft> UnitsLeft { get; init; }

    public required InstructionsFate Instructions { get; init; }

    /// <summary>What has to be mended first; empty where the shift can be carried out.</summary>
    [JsonIgnore]
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    [JsonIgnore]
    public PlanYear ToYear => new(ToYearKind, ToStartYear);

    /// <summary>How many notes will wait to be written.</summary>
    [JsonIgnore]
    public int Notes => Made.Sum(activity => activity.Units.Count);

    /// <summary>Tells this preview from any other, so that what is carried out is what was shown.</summary>
    [JsonIgnore]
    public string Seal => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

/// <summary>An activity that will be made.</summary>
/// <param name="FromId">The activity that it goes on from.</param>
/// <param name="Number">Its number in the new plan.</param>
/// <param name="Title">As in the old plan.</param>
/// <param name="OwnerUnitId">The responsible unit.</param>
/// <param name="OwnerUnit">What that is called.</param>
/// <param name="Units">The units that get a note, the responsible one among them, in the order of the tree.</param>
/// <param name="Responsible"><em>Ansvarig</em>; may be empty.</param>
/// <param name="DueOn"><em>Klar senast</em>.</param>
/// <param name="GoalAreaId">The goal area.</param>
/// <param name="Changes">What is otherwise than in the old plan.</param>
public sealed record ShiftedActivity(
    Guid FromId, int Number, string Title, Guid OwnerUnitId, string OwnerUnit, IReadOnlyList<ShiftedUnit> Units, string Responsible, DateOnly? DueOn,
    Guid? GoalAreaId, IReadOnlyList<ShiftChange> Changes);

public sealed record ShiftedUnit(Guid Id, string Name);

/// <summary>Something that is otherwise than in the old plan.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">What it was: a number, a name, a day as <c>2027-05-31</c>; may be empty.</param>
public sealed record ShiftChange(ShiftChangeKind Kind, string Detail = "");

public enum ShiftChangeKind
{
    /// <summary>Its number was taken. Detail: the old number.</summary>
    NewNumber = 1,

    /// <summary>The responsible unit does not go on. Detail: its name.</summary>
    NewOwner,

    /// <summary>A unit does not go on. Detail: its name.</summary>
    UnitLeft,

    /// <summary>Detail: <em>ansvarig</em> as it was.</summary>
    ResponsibleLeft,

    /// <summary>Detail: the day as it was.</summary>
    DueMoved,

    /// <summary>Detail: the day as it was.</summary>
    DueLeft,

    /// <summary>The goal area is closed. Detail: its name.</summary>
    GoalAreaLeft,

    /// <summary>It is carried over although something else is decided about it. Detail: the continuation's name in code.</summary>
    DecidedOtherwise,
}

/// <summary>An activity that will not be made.</summary>
public sealed record ActivityLeft(Guid Id, int Number, string Title, LeftReason Reason);

/// <summary>Why an activity does not go on.</summary>
public enum LeftReason
{
    /// <summary>It goes on in the new plan already.</summary>
    AlreadyCarried = 1,

    /// <summary>It has been dropped from the old plan.</summary>
    Dropped,

    /// <summary>The responsible unit is closed, and no other one is chosen.</summary>
    OwnerClosed,

    /// <summary>The responsible unit is not chosen, and no other one is.</summary>
    OwnerNotChosen,

    /// <summary>Decided: Avslutas.</summary>
    Ends,

    /// <summary>Decided: Övergår i ordinarie verksamhet.</summary>
    OrdinaryWork,

    /// <summary>Decided: Ersätts av.</summary>
    ReplacedBy,

    /// <summary>Nothing is decided, and it is not chosen.</summary>
    NotDecided,

    /// <summary>Decided to go on, but not chosen.</summary>
    NotChosen,
}

/// <summary>A unit that gets no part in the new plan.</summary>
public sealed record UnitLeft(Guid Id, string Name, bool IsClosed);

/// <summary>What becomes of the instructions beside the fields.</summary>
public enum InstructionsFate
{
    Carried = 1,

    /// <summary>They are not to go along.</summary>
    NotChosen,

    /// <summary>The old plan has none.</summary>
    None,

    /// <summary>The new plan has its own, which stay.</summary>
    HasOwn,
}
