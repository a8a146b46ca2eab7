using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>Takes in a report, keeps it while it is corrected, and makes activities and notes of it.</summary>
public sealed class ImportService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Reads a report and keeps it as a preview, with a target suggested: the plan of the year that the report is about, or a new one.
    /// Refused where no activity is found.
    /// </summary>
    /// <param name="access">Who imports.</param>
    /// <param name="id">Made by the form, so that a second click finds the first one's work.</param>
    /// <param name="fileName">The file's name; empty where the text was pasted.</param>
    /// <param name="document">The report's lines.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome<Guid>> PrepareAsync(
        UserAccess access, Guid id, string fileName, ReadDocument document, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Import)) return Outcome<Guid>.From(Outcome.NotFound);
        if (await IsOwnAsync(access, id, cancel)) return id;
        var report = ReportReader.Read(document);
        if (report.Activities.Count == 0) return Outcome<Guid>.From(Outcome.Refused("ImportNoActivities"));
        if (report.Activities.Count > ReportImport.MaxRows)
            return Outcome<Guid>.From(Outcome.Refused("ImportTooManyActivities", null, report.Activities.Count, ReportImport.MaxRows));

        var import = new ReportImport(id, fileName, document, report, access.UserId, clock.Now);
        import.Choose(await SuggestAsync(access, import, document, cancel));
        db.Imports.Add(import);
        Record(access, import, AuditAction.ImportRead, $"{report.Activities.Count}");
        try
        {
            await db.SaveChangesAsync(cancel);
            return id;
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return await IsOwnAsync(access, id, cancel) ? id : Outcome<Guid>.From(Outcome.Conflict);
        }
    }

    /// <summary><em>Spara rättelser</em>: where the rows go, and the corrections of those shown.</summary>
    public async Task<Outcome> CorrectAsync(
        UserAccess access, Guid importId, Guid version, ImportChoice choice, IReadOnlyList<ImportRowCorrection> rows, CancellationToken cancel = default)
    {
        var ids = rows.Select(row => row.RowId).ToList();
        var import = await FindAsync(access, importId, db.Imports.Include(import => import.Rows.Where(row => ids.Contains(row.Id))), cancel);
        if (import is null) return Outcome.NotFound;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Preview) return Outcome.Refused("ImportNotInPreview");
        if (await TakeAsync(import, choice, rows, cancel) is { } refusal) return refusal;
        return import.Version == version ? Outcome.Done : await SaveAsync(access, import, version, AuditAction.ImportCorrected, "", cancel);
    }

    /// <summary>
    /// <em>Importera</em>, with what was typed since the last save. Where something has to be mended first the corrections are kept all the same,
    /// and the outcome says what.
    /// </summary>
    public async Task<Outcome> ConfirmAsync(
        UserAccess access, Guid importId, Guid version, ImportChoice choice, IReadOnlyList<ImportRowCorrection> rows, CancellationToken cancel = default)
    {
        var import = await FindAsync(access, importId, db.Imports.Include(import => import.Rows), cancel);
        if (import is null) return Outcome.NotFound;

        // The second click of a double click finds the work done.
        if (import.State == ImportState.Confirmed && import.ConfirmedById == access.UserId) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Preview) return Outcome.Refused("ImportNotInPreview");
        if (await TakeAsync(import, choice, rows, cancel) is { } refusal) return refusal;

        var confirmation = await ImportConfirmation.ReadAsync(db, import, cancel);
        if (confirmation.Refusals.Count > 0)
        {
            // What the first click of a double click made while the second was at work stands in its way here.
            if (await IsConfirmedByAsync(access, import.Id, AuditAction.ImportConfirmed, cancel)) return Outcome.Done;
            var saved = import.Version == version
                ? Outcome.Done : await SaveAsync(access, import, version, AuditAction.ImportCorrected, "", cancel);
            return saved.IsDone ? Outcome.Refused(confirmation.Refusals) : saved;
        }

        var plan = await confirmation.CarryOutAsync(access.UserId, clock.Now, cancel);
        if (confirmation.IsPlanNew) db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.PlanCreated, plan.Id, $"{plan.Year} {plan.Name}".TrimEnd()));
        return await SaveAsync(access, import, version, AuditAction.ImportConfirmed, $"{plan.Year} {plan.Name}".TrimEnd(), cancel);
    }

    /// <summary>Puts a preview aside. Nothing is lost: it can be taken up again.</summary>
    public Task<Outcome> DiscardAsync(UserAccess access, Guid importId, Guid version, CancellationToken cancel = default) =>
        ChangeAsync(access, importId, version, ImportState.Discarded, AuditAction.ImportDiscarded,
            state => state is ImportState.Preview or ImportState.Undone, import => import.Discard(), cancel);

    /// <summary>Makes a discarded or undone import a preview again.</summary>
    public Task<Outcome> TakeUpAsync(UserAccess access, Guid importId, Guid version, CancellationToken cancel = default) =>
        ChangeAsync(access, importId, version, ImportState.Preview, AuditAction.ImportTakenUp,
            state => state is ImportState.Discarded or ImportState.Undone, import => import.TakeUp(), cancel);

    private async Task<Outcome> ChangeAsync(
        UserAccess access, Guid importId, Guid version, ImportState to, AuditAction action,
        Func<ImportState, bool> mayFrom, Action<ReportImport> change, CancellationToken cancel)
    {
        var import = await FindAsync(access, importId, db.Imports, cancel);
        if (import is null) return Outcome.NotFound;
        if (import.State == to) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (!mayFrom(import.State)) return Outcome.Refused("ImportNotInPreview");
        change(import);
        return await SaveAsync(access, import, version, action, "", cancel);
    }

    private static async Task<ReportImport?> FindAsync(
        UserAccess access, Guid importId, IQueryable<ReportImport> imports, CancellationToken cancel) =>
        access.May(Permission.Import) ? await imports.SingleOrDefaultAsync(import => import.Id == importId, cancel) : null;

    private Task<bool> IsOwnAsync(UserAccess access, Guid id, CancellationToken cancel) =>
        db.Imports.AnyAsync(import => import.Id == id && import.CreatedById == access.UserId, cancel);

    /// <summary>Takes over what the form says; null when done. A unit or plan that is gone is refused before the database would.</summary>
    private async Task<Outcome?> TakeAsync(
        ReportImport import, ImportChoice choice, IReadOnlyList<ImportRowCorrection> corrections, CancellationToken cancel)
    {
        var units = await UnitTree.ReadAsync(db, cancel);
        if (choice.DefaultUnitId is { } unitId && units.Find(unitId) is null) return Outcome.Refused("ImportUnitGone", nameof(choice.DefaultUnitId));
        if (corrections.Any(row => row.UnitId is { } id && units.Find(id) is null)) return Outcome.Refused("ImportUnitGone");
        if (choice.PlanId is { } planId && planId != import.PlanId && !await db.Plans.AnyAsync(plan => plan.Id == planId, cancel))
            return Outcome.Refused("ImportPlanGone", nameof(choice.PlanId));

        import.Choose(choice);
        import.Correct(corrections);
        return null;
    }

    /// <summary>The plan of the year that the report is about; a new one where there is none, or where it is fixed: then with a name of its own.</summary>
    private async Task<ImportChoice> SuggestAsync(UserAccess access, ReportImport import, ReadDocument document, CancellationToken cancel)
    {
        Guid? unitId = access.AuthorityId == Guid.Empty ? null : access.AuthorityId;
        if (ReportYear.Guess(import.Title, import.FileName, document.Lines) is not { } year)
            return new ImportChoice(null, "", "", unitId, NoteState.Draft);

        var state = year.LastDay < clock.Today ? NoteState.Approved : NoteState.Draft;
        var ownName = import.Title.Length is > 0 and <= Plan.NameLength ? import.Title : import.FileName;
        var plans = await db.Plans
            .Where(plan => plan.StartYear == year.Start && plan.YearKind == year.Kind && (plan.Name == "" || plan.Name == ownName))
            .OrderBy(plan => plan.Name)
            .Select(plan => new { plan.Id, plan.Name, IsFixed = plan.FixedAt != null })
            .Take(2)
            .ToListAsync(cancel);
        var open = plans.Find(plan => !plan.IsFixed);
        if (open is not null) return new ImportChoice(open.Id, "", "", unitId, state);
        return new ImportChoice(null, year.ToString(), plans.Any(plan => plan.Name.Length == 0) ? ownName : "", unitId, state);
    }

    private void Record(UserAccess access, ReportImport import, AuditAction action, string detail) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, import.Id, import.FileName.Length > 0 ? import.FileName : import.Title, detail));

    private async Task<Outcome> SaveAsync(
        UserAccess access, ReportImport import, Guid version, AuditAction action, string detail, CancellationToken cancel)
    {
        Record(access, import, action, detail);
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (Exception fault) when (fault is DbUpdateConcurrencyException || (fault is DbUpdateException update && faults.IsUniqueViolation(update)))
        {
            db.ChangeTracker.Clear();
            return await IsConfirmedByAsync(access, import.Id, action, cancel) ? Outcome.Done : Outcome.Conflict;
        }
    }

    /// <summary>True where the first click of the same person got there while the second was at work.</summary>
    private async Task<bool> IsConfirmedByAsync(UserAccess access, Guid importId, AuditAction action, CancellationToken cancel) =>
        action == AuditAction.ImportConfirmed && await db.Imports.AnyAsync(
            import => import.Id == importId && import.State == ImportState.Confirmed && import.ConfirmedById == access.UserId, cancel);
}
