using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Lists that were read in, as the pages show them.</summary>
public sealed class ListImportQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Rows on a page of the preview.</summary>
    public const int PageSize = 50;

    /// <summary>How many values of a column are shown beside its head.</summary>
    private const int Samples = 3;

    /// <summary>How many plans can be chosen among.</summary>
    private const int MostPlans = 200;

    /// <summary>The lists, newest first: those that this person may read in.</summary>
    public Task<Page<ListImportRow>> ListAsync(UserAccess access, PageRequest page, CancellationToken cancel = default)
    {
        var kinds = Enum.GetValues<ListKind>().Where(kind => ListImportService.MayRead(access, kind)).ToList();
        return db.ListImports.AsNoTracking().Where(import => kinds.Contains(import.Kind)).ToPageAsync(
            import => import.CreatedAt,
            import => import.Id,
            import => new ListImportRow
            {
                Id = import.Id,
                Kind = import.Kind,
                FileName = import.FileName,
                State = import.State,
                PlanYearKind = import.Plan == null ? null : import.Plan.YearKind,
                PlanStartYear = import.Plan == null ? null : import.Plan.StartYear,
                PlanName = import.Plan == null ? "" : import.Plan.Name,
                Rows = import.RowCount,
                Refused = import.RefusedCount,
                CreatedBy = import.CreatedBy.Name,
                CreatedAt = import.CreatedAt,
            },
            page, descending: true, cancel: cancel);
    }

    /// <summary>The plans that activities can be read into, the latest first.</summary>
    public async Task<IReadOnlyList<PlanChoice>> PlansAsync(UserAccess access, CancellationToken cancel = default) =>
        !access.May(Permission.Import) ? [] : await db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null)
            .OrderByDescending(plan => plan.StartYear).ThenBy(plan => plan.YearKind).ThenBy(plan => plan.Name)
            .Select(plan => new PlanChoice(plan.Id, new PlanYear(plan.YearKind, plan.StartYear), plan.Name))
            .Take(MostPlans)
            .ToListAsync(cancel);

    /// <summary>One page of a list, with what becomes of each row; null where there is none for this person.</summary>
    /// <param name="access">Who looks.</param>
    /// <param name="listId">The list.</param>
    /// <param name="fate">Only rows of this fate; null for all.</param>
    /// <param name="page">From 1; a page beyond the last gives the last.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<ListPreview?> PreviewAsync(UserAccess access, Guid listId, RowFate? fate, int page, CancellationToken cancel = default)
    {
        if (await FindAsync(access, listId, cancel) is not { } import) return null;
        var table = import.ReadTable();
        var isOpen = import.State == ImportState.Preview;
        var check = isOpen ? await ListCheck.ReadAsync(db, import, clock.Today, cancel) : null;
        var cells = table.Rows.ToDictionary(row => row.Number, row => row.Cells);
        var title = import.ReadColumns().Index().FirstOrDefault(column => column.Item is ListField.Title or ListField.Name).Index;
        IReadOnlyList<ListPreviewRow> rows = check is null
            ? [.. import.ReadRefused().Select(row => new ListPreviewRow(row.Number, cells[row.Number][title], RowFate.Bad, [], row.Refusals))]
            : [.. check.Rows.Where(row => fate is null || row.Fate == fate).Select(row => new ListPreviewRow(row.Number, row.Label, row.Fate, row.Changes, row.Refusals) { Remarks = row.Remarks })];
        var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new ListPreview
        {
            Import = import,
            Check = check,
            Columns = [.. table.Heads.Zip(import.ReadColumns()).Select((column, index) => new ListColumnRow(column.First, column.Second,
                [.. table.Rows.Select(row => row.Cells[index]).Where(cell => cell.Length > 0).Distinct().Take(Samples)]))],
            Units = isOpen && import.Kind == ListKind.Activities ? await UnitsAsync(import.Defaults, cancel) : [],
            Fate = fate,
            Page = page,
            Pages = pages,
            RowCount = rows.Count,
            Rows = [.. rows.Skip((page - 1) * PageSize).Take(PageSize).Select(row => row with { Cells = cells[row.Number] })],
        };
    }

    /// <summary>The rows of a list that cannot be read in, as they stand in it, each with why; null where there is none for this person.</summary>
    public async Task<RefusedRows?> RefusedAsync(UserAccess access, Guid listId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, listId, cancel) is not { } import) return null;
        var refused = import.State != ImportState.Preview ? import.ReadRefused()
            : [.. (await ListCheck.ReadAsync(db, import, clock.Today, cancel)).Rows.Where(row => row.Fate == RowFate.Bad).Select(row => new RefusedRow(row.Number, row.Refusals))];
        var table = import.ReadTable();
        var cells = table.Rows.ToDictionary(row => row.Number, row => row.Cells);
        return new RefusedRows(import.FileName, import.Kind, table.Heads, [.. refused.Select(row => (cells[row.Number], row.Refusals))]);
    }

    private async Task<IReadOnlyList<UnitOption>> UnitsAsync(ListDefaults chosen, CancellationToken cancel) =>
        [.. (await UnitTree.ReadAsync(db, cancel)).Rows
            .Where(row => !row.Unit.IsClosed || row.Unit.Id == chosen.OwnerUnitId || chosen.UnitIds.Contains(row.Unit.Id))
            .Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth, row.Unit.IsClosed))];

    private async Task<ListImport?> FindAsync(UserAccess access, Guid listId, CancellationToken cancel) =>
        await db.ListImports.AsNoTracking().Include(import => import.Plan).Include(import => import.CreatedBy).Include(import => import.ConfirmedBy)
            .AsSingleQuery().SingleOrDefaultAsync(import => import.Id == listId, cancel) is { } import && ListImportService.MayRead(access, import.Kind) ? import : null;
}
