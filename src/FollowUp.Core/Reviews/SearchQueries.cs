using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Searches everything that a person may see: activities and their texts, units, people.</summary>
public sealed class SearchQueries(FollowUpDbContext db)
{
    /// <summary>Longest search, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Words looked for; more narrow nothing that a person would notice.</summary>
    public const int MaxWords = 5;

    /// <summary>Of each kind, where all kinds are shown.</summary>
    public const int TeaserSize = 5;

    /// <summary>More years than anybody chooses among.</summary>
    public const int MaxYears = 100;

    /// <summary>Most hits that are looked through, the newest; twice as many as are counted.</summary>
    private const int MaxHits = 2_000;

    private const int YearsAfter = 3_000;
    private const int NumbersInAPlan = 100_000;

    /// <summary>
    /// Everything in which all words occur, in any order and by their beginnings (on SQL Server as parts of words). Texts are searched where the person may read them: a draft of another
    /// unit is not found by what it says. At most three commands a kind.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="text">What was typed; without a word nothing is found.</param>
    /// <param name="kind">The kind to page through; null for the first few of each.</param>
    /// <param name="page">Which page of that kind.</param>
    /// <param name="years">The years, named by when they begin, whose activities and texts are searched; none for all.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<SearchFound> FindAsync(
        UserAccess access, string? text, SearchKind? kind, PageRequest page, IReadOnlyList<int>? years = null, CancellationToken cancel = default)
    {
        var words = WordsOf(text);
        var found = new SearchFound { Words = words };
        if (words.Count == 0) return found;
        var request = kind is null ? new PageRequest(Size: TeaserSize) : page;
        bool Wants(SearchKind one) => kind is null || kind == one;

        // For those who see all, what is left of the newest hits is as good as of all of them.
        TextSearch SearchOf() => new(words, [.. (years ?? []).Distinct().Take(MaxYears)], access.SeesAllUnits ? MaxHits : null);

        return found with
        {
            Activities = Wants(SearchKind.Activities) && access.May(Permission.SeeActivities) ? await ActivitiesAsync(access, SearchOf(), request, cancel) : null,
            Texts = Wants(SearchKind.Texts) && access.May(Permission.ReadNotes) ? await TextsAsync(access, SearchOf(), request, cancel) : null,
            Units = Wants(SearchKind.Units) && access.May(Permission.SeeActivities) ? await UnitsAsync(access, words, request, cancel) : null,
            People = Wants(SearchKind.People) && access.May(Permission.Administer) ? await PeopleAsync(words, request, cancel) : null,
        };
    }

    /// <summary>The words of what was typed, in the form that is searched.</summary>
    public static IReadOnlyList<string> WordsOf(string? text)
    {
        var line = TypedText.Fold(TypedText.CleanLine(text));
        return [.. (line.Length > MaxLength ? line[..MaxLength] : line).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)];
    }

    /// <summary>The newest year first, in the order of the plan.</summary>
    private Task<Page<FoundActivity>> ActivitiesAsync(UserAccess access, TextSearch search, PageRequest page, CancellationToken cancel)
    {
        var years = search.Years;
        var activities = db.TextSearch.Activities(db, search).AsNoTracking().VisibleTo(access, db).Where(activity => activity.DroppedAt == null);
        if (years.Count > 0) activities = activities.Where(activity => years.Contains(activity.Plan.StartYear));
        return activities.ToPageAsync(
            activity => ((YearsAfter - activity.Plan.StartYear) * NumbersInAPlan) + activity.Number,
            activity => activity.Id,
            activity => new FoundActivity(
                activity.Id, activity.Number, activity.Title,
                activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                activity.Plan.YearKind, activity.Plan.StartYear),
            page,
            cancel: cancel);
    }

    /// <summary>The text saved last first.</summary>
    private Task<Page<FoundText>> TextsAsync(UserAccess access, TextSearch search, PageRequest page, CancellationToken cancel)
    {
        var years = search.Years;
        var notes = db.TextSearch.Notes(db, search).AsNoTracking().VisibleTo(access).ReadableBy(access).Where(note => note.SavedAt != null && note.Activity.DroppedAt == null);
        if (years.Count > 0) notes = notes.Where(note => years.Contains(note.Activity.Plan.StartYear));
        return notes.ToPageAsync(
            note => note.SavedAt!.Value,
            note => note.Id,
            note => new FoundText
            {
                NoteId = note.Id,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                YearKind = note.Activity.Plan.YearKind,
                StartYear = note.Activity.Plan.StartYear,
                Status = note.Status,
                FollowUp = note.FollowUp,
                Analysis = note.Analysis,
            },
            page,
            descending: true,
            cancel: cancel);
    }

    private Task<Page<FoundUnit>> UnitsAsync(UserAccess access, IReadOnlyList<string> words, PageRequest page, CancellationToken cancel)
    {
        var own = access.OwnUnits;
        var units = db.Units.AsNoTracking();
        if (!access.SeesAllUnits) units = units.Where(unit => own.Contains(unit.Id));
        foreach (var word in words) units = units.Where(unit => unit.SearchName.Contains(word) || unit.Pasts.Any(past => past.SearchName.Contains(word)));
        return units.ToPageAsync(unit => unit.SortKey, unit => unit.Id, unit => new FoundUnit(unit.Id, unit.Name, unit.ClosedAt != null), page, cancel: cancel);
    }

    private Task<Page<FoundPerson>> PeopleAsync(IReadOnlyList<string> words, PageRequest page, CancellationToken cancel)
    {
        var users = db.Users.AsNoTracking();
        foreach (var word in words) users = users.Where(user => user.SearchName.Contains(word));
        return users.ToPageAsync(user => user.SortKey, user => user.Id, user => new FoundPerson(user.Id, user.Name, user.Email!), page, cancel: cancel);
    }
}
