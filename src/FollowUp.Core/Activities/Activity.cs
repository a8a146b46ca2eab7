using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Activities;

/// <summary>A planned activity (Uppdrag/Aktivitet) of one year.</summary>
public sealed class Activity
{
    public const int TitleLength = 1_000;
    public const int ResponsibleLength = 200;
    public const int ReasonLength = 1_000;
    public const int MaxNumber = 99_999;

    private Activity()
    {
    }

    public Activity(Guid id, Guid planId, int number, ActivityFacts facts, Guid? importId = null)
    {
        Id = id;
        PlanId = planId;
        Number = number;
        ImportId = importId;
        Change(facts);
    }

    public Guid Id { get; private set; }

    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = null!;

    /// <summary>Its number in the plan, 1–99,999. Unique among the plan's activities that have not been dropped.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string SearchTitle { get; private set; } = "";

    public Guid OwnerUnitId { get; private set; }

    /// <summary><em>Ansvarig enhet</em>: the unit whose follow-up the report prints.</summary>
    public Unit OwnerUnit { get; private set; } = null!;

    /// <summary><em>Ansvarig</em>: a person or function, as free text; empty where none is named.</summary>
    public string Responsible { get; private set; } = "";

    /// <summary><em>Klar senast</em>.</summary>
    public DateOnly? DueOn { get; private set; }

    public Guid? GoalAreaId { get; private set; }

    public GoalArea? GoalArea { get; private set; }

    public Guid? ContinuesId { get; private set; }

    /// <summary>The same activity in an earlier plan.</summary>
    public Activity? Continues { get; private set; }

    /// <summary>When it was dropped from the plan mid-year (UTC). Its notes are kept and it can be taken back.</summary>
    public DateTime? DroppedAt { get; private set; }

    public string DropReason { get; private set; } = "";

    /// <summary>The import that made this activity; null where a person did.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>The year shift that made this activity; null where a person or an import did.</summary>
    public Guid? ShiftId { get; init; }

    /// <summary>The note in whose analysis it was found; null where it comes from elsewhere.</summary>
    public Guid? FromNoteId { get; init; }

    /// <summary>What becomes of it after its year; null until somebody decides.</summary>
    public Continuation? Continuation { get; private set; }

    public Guid? ReplacedById { get; private set; }

    /// <summary>The activity that replaces it, where that is decided and known.</summary>
    public Activity? ReplacedBy { get; private set; }

    /// <summary>When the continuation was decided (UTC).</summary>
    public DateTime? DecidedAt { get; private set; }

    public Guid? DecidedById { get; private set; }

    public AppUser? DecidedBy { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public bool IsDropped => DroppedAt is not null;

    /// <summary>Number and title, as the audit names it.</summary>
    public string Label => $"{Number}. {Title}";

    public void Change(ActivityFacts facts)
    {
        Title = TypedText.CleanLine(facts.Title);
        SearchTitle = TypedText.Fold(Title);
        OwnerUnitId = facts.OwnerUnitId;
        Responsible = TypedText.CleanLine(facts.Responsible);
        DueOn = facts.DueOn;
        GoalAreaId = facts.GoalAreaId;
        ContinuesId = facts.ContinuesId;
        Touch();
    }

    public void Renumber(int number)
    {
        Number = number;
        Touch();
    }

    /// <summary>Makes another unit responsible, as where two units become one.</summary>
    internal void HandOver(Guid unitId)
    {
        OwnerUnitId = unitId;
        Touch();
    }

    public Outcome Drop(string reason, DateTime now)
    {
        if (IsDropped) return Outcome.Refused("ActivityAlreadyDropped");
        DroppedAt = now;
        DropReason = TypedText.CleanLine(reason);
        Touch();
        return Outcome.Done;
    }

    /// <summary>Takes a dropped activity back under a number that is free.</summary>
    public Outcome Restore(int number)
    {
        if (!IsDropped) return Outcome.Refused("ActivityNotDropped");
        DroppedAt = null;
        DropReason = "";
        Number = number;
        Touch();
        return Outcome.Done;
    }

    /// <summary>
    /// Decides what becomes of it after its year, or takes the decision back. Possible in a fixed plan too: no report tells of it.
    /// </summary>
    /// <param name="continuation">What is decided; null for nothing yet.</param>
    /// <param name="replacedById">The activity that replaces it; without meaning for other decisions.</param>
    /// <param name="userId">Who decides.</param>
    /// <param name="now">UTC.</param>
    public void Decide(Continuation? continuation, Guid? replacedById, Guid userId, DateTime now)
    {
        Continuation = continuation;
        ReplacedById = continuation == Activities.Continuation.ReplacedBy ? replacedById : null;
        DecidedAt = continuation is null ? null : now;
        DecidedById = continuation is null ? null : userId;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();
}

/// <summary>What a person states about an activity, apart from its number.</summary>
public sealed record ActivityFacts
{
    public required string Title { get; init; }

    public required Guid OwnerUnitId { get; init; }

    public string Responsible { get; init; } = "";

    public DateOnly? DueOn { get; init; }

    public Guid? GoalAreaId { get; init; }

    public Guid? ContinuesId { get; init; }
}
