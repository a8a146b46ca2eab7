using System.Linq.Expressions;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Audit;

/// <summary>Reads who did what, for those who may.</summary>
public sealed class AuditQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>A page of entries, the latest first.</summary>
    public Task<Page<AuditRow>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var entries = db.Audit.AsNoTracking();
        if (filter.UserId is { } userId) entries = entries.Where(entry => entry.UserId == userId);
        foreach (var word in TypedText.Fold(TypedText.CleanLine(filter.Person)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            entries = entries.Where(entry => db.Users.Any(user => user.Id == entry.UserId && user.SearchName.Contains(word)));
        if (filter.Group is { } group)
        {
            var (first, last) = ((AuditAction)((int)group * GroupSize), (AuditAction)(((int)group * GroupSize) + GroupSize - 1));
            entries = entries.Where(entry => entry.Action >= first && entry.Action <= last);
        }

        if (filter.From is { } from)
        {
            var start = clock.StartOf(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = clock.StartOf(to.AddDays(1));
            entries = entries.Where(entry => entry.At < end);
        }

        if (filter.SubjectId is { } subjectId) entries = entries.Where(entry => entry.SubjectId == subjectId);
        return entries.ToPageAsync(
            entry => entry.At,
            entry => entry.Id,
            AuditRow.Of(db),
            page,
            descending: true,
            cancel: cancel);
    }

    /// <summary>The latest entries about one thing, for the page of the thing itself.</summary>
    public async Task<IReadOnlyList<AuditRow>> LatestAsync(Guid subjectId, int limit = 20, CancellationToken cancel = default) =>
        await db.Audit.AsNoTracking()
            .Where(entry => entry.SubjectId == subjectId)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Take(limit)
            .Select(AuditRow.Of(db))
            .ToListAsync(cancel);

    /// <summary>Each group of actions has its hundred.</summary>
    private const int GroupSize = 100;
}

/// <summary>What kind of thing an action concerns: the hundreds of <see cref="AuditAction"/>.</summary>
public enum AuditGroup
{
    Units = 1,
    Users = 2,
    Plans = 3,
    Activities = 4,
    Notes = 5,
    Imports = 6,
    Reports = 7,
}

/// <summary>Which entries a list shows. What is null does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>Words that the acting person's name or e-mail address has, in any case.</summary>
    public string? Person { get; init; }

    public Guid? UserId { get; init; }

    public AuditGroup? Group { get; init; }

    /// <summary>The first day, in the authority's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, which is included.</summary>
    public DateOnly? To { get; init; }

    public Guid? SubjectId { get; init; }
}

/// <summary>An entry in the list.</summary>
/// <param name="Id">The entry's own key.</param>
/// <param name="At">UTC.</param>
/// <param name="UserId">Who; null for the system itself.</param>
/// <param name="User">The person's name today.</param>
/// <param name="Action">What was done.</param>
/// <param name="SubjectId">To what.</param>
/// <param name="Subject">What it was called then.</param>
/// <param name="Detail">A short addition.</param>
public sealed record AuditRow(Guid Id, DateTime At, Guid? UserId, string? User, AuditAction Action, Guid SubjectId, string Subject, string Detail)
{
    public AuditGroup Group => (AuditGroup)((int)Action / 100);

    /// <summary>How a row is read of an entry, with the name of the person behind it.</summary>
    internal static Expression<Func<AuditEntry, AuditRow>> Of(FollowUpDbContext db) => entry => new AuditRow(
        entry.Id,
        entry.At,
        entry.UserId,
        db.Users.Where(user => user.Id == entry.UserId).Select(user => user.Name).FirstOrDefault(),
        entry.Action,
        entry.SubjectId,
        entry.Subject,
        entry.Detail);
}
