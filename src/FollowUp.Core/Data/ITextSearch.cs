using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FollowUp.Core.Data;

/// <summary>What is looked for in texts.</summary>
/// <param name="Words">All of which occur, folded by <see cref="TypedText.Fold"/>.</param>
/// <param name="Years">The years in which a plan begins; empty for all.</param>
/// <param name="Most">How many hits are of use, the newest ones; null for all.</param>
public sealed record TextSearch(IReadOnlyList<string> Words, IReadOnlyList<int> Years, int? Most);

/// <summary>Looks for words in texts, as each database does it best. Comes with the context's options, so that every context has it.</summary>
public interface ITextSearch : IInterceptor
{
    /// <summary>The notes in whose text all words occur.</summary>
    IQueryable<Note> Notes(FollowUpDbContext db, TextSearch search);

    /// <summary>The activities in whose title all words occur.</summary>
    IQueryable<Activity> Activities(FollowUpDbContext db, TextSearch search);
}
