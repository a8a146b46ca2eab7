using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Activities;
using FollowUp.Core.YearShift;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Continuations;

/// <summary>What becomes of a plan's activities.</summary>
public sealed record ContinuationsPage(ContinuationList List, bool OnlyUndecided);

/// <summary>What was chosen in the list.</summary>
public sealed class ContinuationsForm
{
    public List<ContinuationRowForm> Rows { get; set; } = [];

    public IReadOnlyList<ContinuationChoice> Choices => [.. Rows.Select(row => new ContinuationChoice(row.Id, row.Was, row.Becomes))];
}

/// <summary>One row of it.</summary>
public sealed class ContinuationRowForm
{
    public Guid Id { get; set; }

    /// <summary>What was decided when the list was shown.</summary>
    public Continuation? Was { get; set; }

    public Continuation? Becomes { get; set; }
}

/// <summary>What becomes of one activity.</summary>
public sealed class ContinuationForm
{
    public Guid Version { get; set; }

    [Display(Name = "Continuation.Label")]
    public Continuation? Continuation { get; set; }

    [Display(Name = "Continuation.ReplacedBy")]
    public Guid? ReplacedById { get; set; }

    [BindNever]
    [ValidateNever]
    public ContinuationDetails Present { get; set; } = null!;

    public static ContinuationForm Of(ContinuationDetails activity) => new()
    {
        Version = activity.Version,
        Continuation = activity.Continuation,
        ReplacedById = activity.ReplacedById,
        Present = activity,
    };
}
