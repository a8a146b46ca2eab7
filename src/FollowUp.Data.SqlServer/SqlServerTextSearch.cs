using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;

namespace FollowUp.Data.SqlServer;

/// <summary>Words as parts of words, by reading the texts: full-text search is a part of SQL Server that is often not installed.</summary>
internal sealed class SqlServerTextSearch : ITextSearch
{
    public IQueryable<Note> Notes(FollowUpDbContext db, TextSearch search) =>
        search.Words.Aggregate(db.Notes.AsQueryable(), (notes, word) => notes.Where(note => note.SearchText.Contains(word)));

    public IQueryable<Activity> Activities(FollowUpDbContext db, TextSearch search) =>
        search.Words.Aggregate(db.Activities.AsQueryable(), (activities, word) => activities.Where(activity => activity.SearchTitle.Contains(word)));
}
