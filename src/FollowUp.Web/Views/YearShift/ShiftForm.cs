using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Activities;
using FollowUp.Core.Plans;
using FollowUp.Core.YearShift;

namespace FollowUp.Web.Views.YearShift;

/// <summary>What is to go on, as it is chosen; the dry run carries it along to the button that carries it out.</summary>
public sealed class ShiftForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Which preview was shown.</summary>
    public string Seal { get; set; } = "";

    [Display(Name = "YearShift.To")]
    public Guid? ToPlanId { get; set; }

    [Display(Name = "YearShift.NewPlanName")]
    public string? NewPlanName { get; set; }

    [Display(Name = "YearShift.Activities")]
    public List<Guid> ActivityIds { get; set; } = [];

    [Display(Name = "YearShift.Units")]
    public List<Guid> UnitIds { get; set; } = [];

    [Display(Name = "YearShift.NewOwner")]
    public Guid? NewOwnerId { get; set; }

    public bool WithResponsible { get; set; }

    public bool WithInstructions { get; set; }

    public bool MovesDueDates { get; set; }

    public ShiftChoice Choice => new()
    {
        ToPlanId = ToPlanId,
        NewPlanName = NewPlanName ?? "",
        ActivityIds = ActivityIds,
        UnitIds = UnitIds,
        NewOwnerId = NewOwnerId,
        WithResponsible = WithResponsible,
        WithInstructions = WithInstructions,
        MovesDueDates = MovesDueDates,
    };

    /// <summary>What is mostly meant: all that is decided to go on and does not yet, all units in use, and everything with it.</summary>
    public static ShiftForm Of(ShiftSetup setup) => new()
    {
        ToPlanId = setup.Suggested?.Id,
        NewPlanName = setup.Plan.Name,
        ActivityIds = [.. setup.Activities.Where(activity => activity is { Continuation: Continuation.Continues, CarriedTo: null }).Select(activity => activity.Id)],
        UnitIds = [.. setup.Units.Where(row => !row.Unit.IsClosed).Select(row => row.Unit.Id)],
        WithResponsible = true,
        WithInstructions = setup.HasInstructions,
        MovesDueDates = true,
    };
}

/// <summary>The page on which one chooses.</summary>
public sealed record ShiftPage(ShiftSetup Setup, ShiftForm Form);

/// <summary>The dry run.</summary>
public sealed record ShiftPreviewPage(PlanLabel Plan, ShiftForm Form, ShiftPreview Preview);
