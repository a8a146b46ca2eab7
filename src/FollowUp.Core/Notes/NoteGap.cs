using System.Linq.Expressions;
using FollowUp.Core.Data;

namespace FollowUp.Core.Notes;

/// <summary>What a note lacks before the report can be fixed (<em>Det här saknas</em>). The numbers are stored: add, never renumber.</summary>
public enum GapKind
{
    /// <summary>Nobody has written anything.</summary>
    NoNote = 1,

    /// <summary>Begun, not submitted.</summary>
    Draft = 2,

    /// <summary>Returned, not submitted again.</summary>
    Returned = 3,

    /// <summary>Submitted without a status, as an import can be.</summary>
    NoStatus = 4,

    /// <summary>Genomförd without an analysis.</summary>
    NoAnalysis = 5,

    /// <summary>Ej genomförd without a reason.</summary>
    NoReason = 6,

    /// <summary>Klar senast has passed, and the report does not say that the work is over.</summary>
    Overdue = 7,
}

/// <summary>Which gaps a note has. The one place that says so, for a note in memory and for a query.</summary>
public static class NoteGaps
{
    /// <summary>
    /// The gaps of one note, in the order of <see cref="GapKind"/>. Of a note that is not handed in the report shows nothing, so its status
    /// counts as not chosen.
    /// </summary>
    /// <param name="state">How far the reporting has come.</param>
    /// <param name="status">The status chosen; without meaning while the note is not handed in.</param>
    /// <param name="hasAnalysis">Whether there is an analysis or a reason.</param>
    /// <param name="isPastDue">Whether <em>klar senast</em> has passed.</param>
    public static IEnumerable<GapKind> Of(NoteState state, NoteStatus? status, bool hasAnalysis, bool isPastDue)
    {
        switch (state)
        {
            case NoteState.Missing: yield return GapKind.NoNote; break;
            case NoteState.Draft: yield return GapKind.Draft; break;
            case NoteState.Returned: yield return GapKind.Returned; break;
            default:
                if (status is null) yield return GapKind.NoStatus;
                if (status == NoteStatus.Completed && !hasAnalysis) yield return GapKind.NoAnalysis;
                if (status == NoteStatus.NotCarriedOut && !hasAnalysis) yield return GapKind.NoReason;
                break;
        }

        if (isPastDue && !(state.IsHandedIn() && status.IsFinal())) yield return GapKind.Overdue;
    }

    /// <summary>The notes that the report of a plan rests on: those of its activities that were not dropped.</summary>
    public static IQueryable<Note> OfPlan(this IQueryable<Note> notes, Guid planId) =>
        notes.Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null);

    /// <summary>The notes that have a gap of this kind on a day, waived or not.</summary>
    public static IQueryable<Note> WithGap(this IQueryable<Note> notes, GapKind kind, DateOnly today) => notes.Where(Has(kind, today));

    /// <summary>The notes with at least one gap that nobody has waived.</summary>
    public static IQueryable<Note> WithOpenGap(this IQueryable<Note> notes, FollowUpDbContext db, DateOnly today)
    {
        var isOpen = Enum.GetValues<GapKind>().Select(kind => IsOpen(kind, db, today)).Aggregate(Either);
        return notes.Where(isOpen);
    }

    /// <summary>The notes with at least one gap, waived or not.</summary>
    public static IQueryable<Note> WithAnyGap(this IQueryable<Note> notes, DateOnly today) =>
        notes.Where(Enum.GetValues<GapKind>().Select(kind => Has(kind, today)).Aggregate(Either));

    private static Expression<Func<Note, bool>> Has(GapKind kind, DateOnly today) => kind switch
    {
        GapKind.NoNote => note => note.State == NoteState.Missing,
        GapKind.Draft => note => note.State == NoteState.Draft,
        GapKind.Returned => note => note.State == NoteState.Returned,
        GapKind.NoStatus => note => (note.State == NoteState.Submitted || note.State == NoteState.Approved) && note.Status == null,
        GapKind.NoAnalysis => note => (note.State == NoteState.Submitted || note.State == NoteState.Approved)
            && note.Status == NoteStatus.Completed && note.Analysis.Trim() == "",
        GapKind.NoReason => note => (note.State == NoteState.Submitted || note.State == NoteState.Approved)
            && note.Status == NoteStatus.NotCarriedOut && note.Analysis.Trim() == "",
        GapKind.Overdue => note => note.Activity.DueOn < today && !((note.State == NoteState.Submitted || note.State == NoteState.Approved)
            && (note.Status == NoteStatus.Completed || note.Status == NoteStatus.NotCarriedOut)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown gap."),
    };

    private static Expression<Func<Note, bool>> IsOpen(GapKind kind, FollowUpDbContext db, DateOnly today)
    {
        Expression<Func<Note, bool>> isNotWaived = note => !db.GapWaivers.Any(waiver => waiver.NoteId == note.Id && waiver.Kind == kind);
        return Combine(Has(kind, today), isNotWaived, Expression.AndAlso);
    }

    private static Expression<Func<Note, bool>> Either(Expression<Func<Note, bool>> one, Expression<Func<Note, bool>> other) =>
        Combine(one, other, Expression.OrElse);

    private static Expression<Func<Note, bool>> Combine(
        Expression<Func<Note, bool>> one, Expression<Func<Note, bool>> other, Func<Expression, Expression, BinaryExpression> with)
    {
        var note = one.Parameters[0];
        return Expression.Lambda<Func<Note, bool>>(with(one.Body, new Replacing(other.Parameters[0], note).Visit(other.Body)), note);
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
