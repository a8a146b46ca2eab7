using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.YearShift;

/// <summary>One year shift: activities of a plan carried over into a later one, in one save. A row with who and when; undoing it says so too.</summary>
public sealed class Shift
{
    private Shift()
    {
    }

    public Shift(Guid id, Guid fromPlanId, Plan to, Guid userId, DateTime now)
    {
        Id = id;
        FromPlanId = fromPlanId;
        ToPlanId = to.Id;
        ToYearKind = to.YearKind;
        ToStartYear = to.StartYear;
        ToName = to.Name;
        ById = userId;
        At = now;
    }

    public Guid Id { get; private set; }

    public Guid FromPlanId { get; private set; }

    public Plan FromPlan { get; private set; } = null!;

    /// <summary>The plan that got the activities; null where the shift had made it and it went when the shift was undone.</summary>
    public Guid? ToPlanId { get; private set; }

    public Plan? ToPlan { get; private set; }

    public YearKind ToYearKind { get; private set; }

    public int ToStartYear { get; private set; }

    public string ToName { get; private set; } = "";

    /// <summary>Whether the shift made the plan.</summary>
    public bool MadePlan { get; init; }

    /// <summary>Whether the instructions went into the plan.</summary>
    public bool CarriedInstructions { get; init; }

    /// <summary>How many activities it made.</summary>
    public int Activities { get; init; }

    /// <summary>How many notes wait to be written in them.</summary>
    public int Notes { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public Guid ById { get; private set; }

    public AppUser By { get; private set; } = null!;

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? UndoneAt { get; private set; }

    public Guid? UndoneById { get; private set; }

    public AppUser? UndoneBy { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public PlanYear ToYear => new(ToYearKind, ToStartYear);

    public void Undo(Guid userId, DateTime now)
    {
        UndoneAt = now;
        UndoneById = userId;
        Version = Guid.CreateVersion7();
    }

    /// <summary>The plan is removed; the shift still tells what it was called.</summary>
    public void LosePlan()
    {
        ToPlanId = null;
        Version = Guid.CreateVersion7();
    }
}
