using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>Reads what becomes of a plan's activities, and what could, for those who plan.</summary>
public sealed class ContinuationQueries(FollowUpDbContext db)
{
    /// <summary>Most activities to choose among as a replacement.</summary>
    private const int MaxChoices = 1_000;

    private const int PageSize = 50;

    /// <summary>A page of the plan's activities by number; null where the plan does not exist for this person.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan, fixed or not.</param>
    /// <param name="onlyUndecided">Only those about which nothing is decided.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<ContinuationList?> ReadAsync(UserAccess access, Guid planId, bool onlyUndecided, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var plan = await LabelAsync(planId, cancel);
        if (plan is null) return null;
        var all = db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId && activity.DroppedAt == null);
        var counts = await all.GroupBy(activity => activity.Continuation).Select(group => new { Continuation = group.Key, Count = group.Count() }).ToListAsync(cancel);
        var asked = onlyUndecided ? all.Where(activity => activity.Continuation == null) : all;
        var read = await asked.ToPageAsync(activity => activity.Number, activity => activity.Id, activity => new ContinuationRead
        {
            Id = activity.Id,
            Number = activity.Number,
            Title = activity.Title,
            OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                ?? activity.OwnerUnit.Name,
            Continuation = activity.Continuation,
            DecidedAt = activity.DecidedAt,
            DecidedBy = activity.DecidedBy!.Name,
            ReplacedById = activity.ReplacedById,
            ReplacedByNumber = (int?)activity.ReplacedBy!.Number,
            ReplacedByTitle = activity.ReplacedBy!.Title,
            IsCarried = db.Activities.Any(next => next.ContinuesId == activity.Id && next.DroppedAt == null),
            Note = db.Notes.Where(note => note.ActivityId == activity.Id && note.UnitId == activity.OwnerUnitId)
                .Select(note => new ContinuationNote(note.Id, note.State,
                    note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
                    note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Analysis : "")).FirstOrDefault(),
        }, page with { Size = PageSize }, cancel: cancel);
        return new ContinuationList
        {
            Plan = plan,
            Rows = new Page<ContinuationRow>([.. read.Rows.Select(RowOf)], read.Previous, read.Next, read.Count),
            Decided = counts.Where(count => count.Continuation is not null).ToDictionary(count => count.Continuation!.Value, count => count.Count),
            Undecided = counts.Where(count => count.Continuation is null).Sum(count => count.Count),
        };
    }

    /// <summary>One activity's continuation, with the activities that can replace it; null where it does not exist for this person.</summary>
    public async Task<ContinuationDetails?> DetailsAsync(UserAccess access, Guid activityId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var read = await db.Activities.AsNoTracking().Where(activity => activity.Id == activityId && activity.DroppedAt == null)
            .Select(activity => new
            {
                activity.Id,
                activity.Number,
                activity.Title,
                activity.Version,
                activity.Continuation,
                activity.ReplacedById,
                Plan = new PlanLabel(activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                IsCarried = db.Activities.Any(next => next.ContinuesId == activity.Id && next.DroppedAt == null),
                Note = db.Notes.Where(note => note.ActivityId == activity.Id && note.UnitId == activity.OwnerUnitId
                        && (note.State == NoteState.Submitted || note.State == NoteState.Approved))
                    .Select(note => new { note.Status, note.Analysis }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (read is null) return null;

        // A school year begins in the middle of the calendar year that it is named after.
        var isSchoolYear = read.Plan.YearKind == YearKind.SchoolYear;
        var others = await db.Activities.AsNoTracking()
            .Where(other => other.Id != activityId && other.DroppedAt == null && (other.PlanId == read.Plan.Id || other.Plan.StartYear > read.Plan.StartYear
                || (!isSchoolYear && other.Plan.StartYear == read.Plan.StartYear && other.Plan.YearKind == YearKind.SchoolYear)))
            .OrderByDescending(other => other.Plan.StartYear).ThenByDescending(other => other.PlanId).ThenBy(other => other.Number).ThenBy(other => other.Id)
            .Take(MaxChoices)
            .Select(other => new ActivityLink(other.Id, other.Number, other.Title,
                new PlanLabel(other.PlanId, other.Plan.YearKind, other.Plan.StartYear, other.Plan.Name, other.Plan.FixedAt != null)))
            .ToListAsync(cancel);
        return new ContinuationDetails
        {
            Id = read.Id,
            Number = read.Number,
            Title = read.Title,
            Version = read.Version,
            Plan = read.Plan,
            Continuation = read.Continuation,
            ReplacedById = read.ReplacedById,
            Status = read.Note?.Status,
            Analysis = read.Note?.Analysis ?? "",
            Proposal = ContinuationProposal.Of(read.Note?.Status, read.Note?.Analysis ?? "", read.IsCarried),
            Replacements = others,
        };
    }

    private Task<PlanLabel?> LabelAsync(Guid planId, CancellationToken cancel) => db.Plans.AsNoTracking().Where(plan => plan.Id == planId)
        .Select(plan => new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null))
        .SingleOrDefaultAsync(cancel);

    private static ContinuationRow RowOf(ContinuationRead read) => new()
    {
        Id = read.Id,
        Number = read.Number,
        Title = read.Title,
        OwnerUnit = read.OwnerUnit,
        NoteId = read.Note?.Id,
        State = read.Note?.State ?? NoteState.Missing,
        Status = read.Note?.Status,
        Continuation = read.Continuation,
        DecidedAt = read.DecidedAt,
        DecidedBy = read.DecidedBy,
        ReplacedById = read.ReplacedById,
        ReplacedBy = read.ReplacedById is null ? null : $"{read.ReplacedByNumber}. {read.ReplacedByTitle}",
        Proposal = ContinuationProposal.Of(read.Note?.Status, read.Note?.Analysis ?? "", read.IsCarried),
    };

    private sealed record ContinuationRead
    {
        public required Guid Id { get; init; }

        public required int Number { get; init; }

        public required string Title { get; init; }

        public required string OwnerUnit { get; init; }

        public required Continuation? Continuation { get; init; }

        public required DateTime? DecidedAt { get; init; }

        public required string? DecidedBy { get; init; }

        public required Guid? ReplacedById { get; init; }

        public required int? ReplacedByNumber { get; init; }

        public required string? ReplacedByTitle { get; init; }

        public required bool IsCarried { get; init; }

        public required ContinuationNote? Note { get; init; }
    }

    private sealed record ContinuationNote(Guid Id, NoteState State, NoteStatus? Status, string Analysis);
}
