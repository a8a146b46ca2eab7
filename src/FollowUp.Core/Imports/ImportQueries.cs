using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>Imports as the pages show them.</summary>
public sealed class ImportQueries(FollowUpDbContext db)
{
    /// <summary>Activities on a page of the preview.</summary>
    public const int PageSize = 25;

    /// <summary>How many plans can be chosen among, and how many people filtered by.</summary>
    private const int MostChoices = 200;

    /// <summary>How many rows to mend are linked to.</summary>
    private const int MostMends = 20;

    /// <summary>The imports, newest first.</summary>
    public async Task<Page<ImportListRow>> ListAsync(
        UserAccess access, ImportFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var imports = db.Imports.AsNoTracking();
        if (!access.May(Permission.Import)) imports = imports.Where(import => false);
        if (filter.State is { } state) imports = imports.Where(import => import.State == state);
        if (filter.PersonId is { } personId) imports = imports.Where(import => import.CreatedById == personId);
        if (TypedText.Fold(TypedText.CleanLine(filter.Text)) is { Length: > 0 } text) imports = imports.Where(import => import.SearchText.Contains(text));
        return await imports.ToPageAsync(
            import => import.CreatedAt,
            import => import.Id,
            import => new ImportListRow
            {
                Id = import.Id,
                FileName = import.FileName,
                Title = import.Title.Substring(0, 300),
                State = import.State,
                CreatedBy = import.CreatedBy.Name,
                CreatedAt = import.CreatedAt,
                ConfirmedAt = import.ConfirmedAt,
                PlanId = import.PlanId,
                PlanYearKind = import.Plan == null ? null : import.Plan.YearKind,
                PlanStartYear = import.Plan == null ? null : import.Plan.StartYear,
                PlanName = import.Plan == null ? import.NewPlanName : import.Plan.Name,
                NewPlanYear = import.NewPlanYear,
                Activities = import.Rows.Count,
            },
            page, descending: true, cancel: cancel);
    }

    /// <summary>Those who have read in a report, to filter by.</summary>
    public async Task<IReadOnlyList<PersonChoice>> PeopleAsync(UserAccess access, CancellationToken cancel = default) =>
        !access.May(Permission.Import) ? [] : await db.Users.AsNoTracking()
            .Where(user => db.Imports.Any(import => import.CreatedById == user.Id))
            .OrderBy(user => user.SortKey).ThenBy(user => user.Id)
            .Select(user => new PersonChoice(user.Id, user.Name))
            .Take(MostChoices)
            .ToListAsync(cancel);

    /// <summary>The report as it was read, line by line; null where there is none to see.</summary>
    public async Task<string?> SourceAsync(UserAccess access, Guid importId, CancellationToken cancel = default) =>
        !access.May(Permission.Import) ? null
            : await db.Imports.Where(import => import.Id == importId).Select(import => import.Source).SingleOrDefaultAsync(cancel);

    /// <summary>One page of an import, with what will happen to each of its rows. A fixed number of commands, whatever the number of rows.</summary>
    /// <param name="access">Who looks.</param>
    /// <param name="importId">The import.</param>
    /// <param name="page">From 1; a page beyond the last gives the last.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<ImportPreview?> PreviewAsync(UserAccess access, Guid importId, int page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Import)) return null;
        var import = await db.Imports.AsNoTracking().Include(import => import.Plan).Include(import => import.CreatedBy)
            .Include(import => import.ConfirmedBy).AsSingleQuery().SingleOrDefaultAsync(import => import.Id == importId, cancel);
        if (import is null) return null;

        var facts = await db.ImportRows.Where(row => row.ImportId == importId).OrderBy(row => row.Position)
            .Select(row => new ImportRowFacts(
                row.Id, row.Position, row.IsIncluded, row.Number, row.Title, row.UnitName, row.UnitId, row.FollowUp.Length, row.Analysis.Length))
            .ToListAsync(cancel);
        var units = await UnitTree.ReadAsync(db, cancel);
        var isOpen = import.State == ImportState.Preview;
        var target = isOpen ? await ImportTarget.ReadAsync(db, import.Choice, cancel) : new ImportTarget();
        var placed = isOpen ? ImportPlacement.Place(facts, target.Planned, units, import.DefaultUnitId, await target.NamesAsync(db, units, cancel)) : [];

        var pages = Math.Max(1, (facts.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var (first, last) = ((page - 1) * PageSize + 1, page * PageSize);
        var rows = await db.ImportRows.AsNoTracking()
            .Where(row => row.ImportId == importId && row.Position >= first && row.Position <= last)
            .OrderBy(row => row.Position).ToListAsync(cancel);
        var notes = isOpen ? await NotesAsync(placed, first, last, cancel) : [];
        var source = new ImportSource(import.Source, import.Kinds);
        var starts = await db.ImportRows.Where(row => row.ImportId == importId && row.Position == last + 1).Select(row => (int?)row.FirstLine).ToListAsync(cancel);
        return new ImportPreview
        {
            Import = import,
            Plan = import.Plan is { } plan ? new PlanChoice(plan.Id, plan.Year, plan.Name) : null,
            Page = page,
            Pages = pages,
            Rows = [.. rows.Select((row, index) => Row(row, index + 1 < rows.Count ? rows[index + 1].FirstLine : starts.FirstOrDefault() ?? source.Count))],
            Before = page == 1 && rows.Count > 0 ? source.Lines(0, rows[0].FirstLine) : ImportLines.None,
            LeftOver = source.LeftOver(),
            LeftOverCount = source.LeftOverCount,
            Obstacles = target.Refusals,
            Added = placed.Count(place => place.Kind == PlacementKind.Added),
            Matched = placed.Count(place => place.Kind == PlacementKind.Matched),
            LeftOut = facts.Count(row => !row.IsIncluded),
            RowCount = facts.Count,
            MendCount = placed.Count(place => place.Errors.Count > 0),
            Mends = [.. placed.Where(place => place.Errors.Count > 0).Take(MostMends).Select(place => new ImportMend(place.Position, PageOf(place.Position)))],
            Units = units,
            Plans = await PlansAsync(cancel),
            Result = import.State == ImportState.Confirmed ? await ResultAsync(importId, import.PlanId!.Value, cancel) : null,
        };

        ImportPreviewRow Row(ImportRow row, int end)
        {
            var place = isOpen ? placed[row.Position - 1] : null;
            var note = place is { ActivityId: { } activityId, UnitId: { } unitId } ? notes.GetValueOrDefault((activityId, unitId)) : null;
            return new ImportPreviewRow
            {
                Row = row,
                Place = place,
                Fate = NoteFates.Of(row.Text, note?.Text, note?.State ?? NoteState.Missing),
                IsUnitNew = place is { Kind: PlacementKind.Matched } && note is null,
                Unit = place?.UnitId is { } id ? units.Find(id)?.Name : null,
                Original = source.Lines(row.FirstLine, end),
            };
        }
    }

    /// <summary>The page of the preview on which a row stands.</summary>
    public static int PageOf(int position) => (position - 1) / PageSize + 1;

    private async Task<Dictionary<(Guid ActivityId, Guid UnitId), ExistingNote>> NotesAsync(
        IReadOnlyList<PlacedRow> placed, int first, int last, CancellationToken cancel)
    {
        var activities = placed.Skip(first - 1).Take(last - first + 1).Select(place => place.ActivityId).OfType<Guid>().ToList();
        if (activities.Count == 0) return [];
        var units = placed.Skip(first - 1).Take(last - first + 1).Select(place => place.UnitId).OfType<Guid>().Distinct().ToList();
        return await db.Notes.AsNoTracking()
            .Where(note => activities.Contains(note.ActivityId) && units.Contains(note.UnitId))
            .Select(note => new ExistingNote(note.ActivityId, note.UnitId, new NoteText(note.Status, note.FollowUp, note.Analysis), note.State))
            .ToDictionaryAsync(note => (note.ActivityId, note.UnitId), cancel);
    }

    private async Task<IReadOnlyList<PlanChoice>> PlansAsync(CancellationToken cancel) =>
        await db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null)
            .OrderByDescending(plan => plan.StartYear).ThenBy(plan => plan.YearKind).ThenBy(plan => plan.Name)
            .Select(plan => new PlanChoice(plan.Id, new PlanYear(plan.YearKind, plan.StartYear), plan.Name))
            .Take(MostChoices)
            .ToListAsync(cancel);

    private async Task<ImportResult> ResultAsync(Guid importId, Guid planId, CancellationToken cancel)
    {
        var added = await db.Activities.CountAsync(activity => activity.PlanId == planId && activity.ImportId == importId, cancel);
        var used = await db.ImportRows.CountAsync(row => row.ImportId == importId && row.ActivityId != null, cancel);
        var written = await db.NoteRevisions.CountAsync(revision => revision.ImportId == importId, cancel);
        return new ImportResult(added, used - added, written);
    }

    private sealed record ExistingNote(Guid ActivityId, Guid UnitId, NoteText Text, NoteState State);
}
