using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads the annual report, whole or a unit's part, and the list of those there are.</summary>
public sealed class AnnualReportQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>More waivers than an appendix can hold.</summary>
    private const int MaxWaivers = 10_000;

    /// <summary>How many years the figure over the years compares at the most.</summary>
    private const int YearsCompared = 5;

    /// <summary>The reports that this person may read, newest year first.</summary>
    public Task<Page<ReportRow>> ListAsync(UserAccess access, PageRequest page, CancellationToken cancel = default)
    {
        var own = access.OwnUnits;
        var all = access.SeesAllUnits;
        var isReader = access.Roles.Contains(AppRole.Reader);
        var activities = db.Activities.Where(activity => activity.DroppedAt == null && (all
            || (isReader && (activity.Plan.FixedAt != null || db.FixedReports.Any(report => report.PlanId == activity.PlanId)))
            || own.Contains(activity.OwnerUnitId)
            || db.Notes.Any(note => note.ActivityId == activity.Id && own.Contains(note.UnitId))));
        var notes = db.Notes.Where(note => note.Activity.DroppedAt == null && (all
            || (isReader && (note.Activity.Plan.FixedAt != null || db.FixedReports.Any(report => report.PlanId == note.Activity.PlanId)))
            || own.Contains(note.UnitId)));
        return db.Plans.AsNoTracking().WithReportFor(access, db).ToPageAsync(
            plan => plan.StartYear,
            plan => plan.Id,
            plan => new ReportRow
            {
                PlanId = plan.Id,
                YearKind = plan.YearKind,
                StartYear = plan.StartYear,
                Name = plan.Name,
                Title = plan.ReportTitle,
                FixedAt = plan.FixedAt,
                Activities = activities.Count(activity => activity.PlanId == plan.Id),
                Notes = notes.Count(note => note.Activity.PlanId == plan.Id),
                HandedIn = notes.Count(note => note.Activity.PlanId == plan.Id
                    && (note.State == NoteState.Submitted || note.State == NoteState.Approved)),
            },
            page,
            descending: true,
            cancel: cancel);
    }

    /// <summary>
    /// Reads the report of a plan: the whole for reviewers and administrators, and for readers the fixed version; the own units'
    /// part for a principal. A chosen part is read as it is now, and so only by those who may read its units anyway. The number of commands
    /// before the first activity is fixed; then two for each <see cref="ReportActivities.ChunkSize"/> activities, and one more for each year back that one of them goes.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="scope">How much is wanted; with nothing chosen what is remembered for the plan, or all that this person may read.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>The report; null where there is none for this person.</returns>
    public async Task<AnnualReport?> ReadAsync(UserAccess access, Guid planId, ReportScope? scope = null, CancellationToken cancel = default)
    {
        var plan = await FindAsync(access, planId, cancel);
        if (plan is null) return null;
        var tree = await UnitTree.ReadAsync(db, plan.NamedAt, cancel);
        var setup = await db.ReportSetups.AsNoTracking().SingleOrDefaultAsync(setup => setup.PlanId == planId, cancel) ?? new ReportSetup(planId);
        var remembered = new ReportScope { UnitId = setup.UnitId, SchoolForm = setup.SchoolForm };
        var asked = scope ?? new ReportScope();
        var mayReadWhole = ReportVisibility.MayReadWhole(access, plan.FixedAt is not null);

        // The whole is what there is where no part is remembered, so that whoever asks for it by name gets the fixed version too.
        if (mayReadWhole && !remembered.IsChosen && asked.UnitId is not null && asked.UnitId == tree.Authority?.Id) asked = new ReportScope();
        if (plan.Kept is { } kept && !asked.IsChosen && IsKeptRead(access, plan)) return await KeptAsync(kept, cancel);
        var part = asked.IsChosen ? ReportPart.For(access, tree, access.SeesAllUnits, asked)
            : ReportPart.For(access, tree, mayReadWhole, mayReadWhole ? remembered : asked);
        if (part is null) return null;

        var logo = await db.ReportLogos.AsNoTracking().SingleOrDefaultAsync(logo => logo.PlanId == planId && logo.RemovedAt == null, cancel);
        var activities = await ReportActivities.ReadAsync(db, planId, part, tree, setup, cancel);
        return new AnnualReport
        {
            PlanId = planId,
            Title = plan.ReportTitle,
            Language = plan.Language,
            YearLabel = new PlanYear(plan.YearKind, plan.StartYear).ToString(),
            AuthorityName = tree.Authority?.Name ?? "",
            UnitName = part.Name,
            UnitId = part.UnitId,
            SchoolForm = part.SchoolForm,
            ReadOn = clock.Today,
            FixedAt = plan.FixedAt,
            FixedBy = plan.FixedBy,
            RegistryNumber = setup.RegistryNumber,
            Foreword = setup.Foreword,
            Closing = setup.Closing,
            SignatureLines = setup.SignatureLines,
            Logo = logo is null ? null : new ReportLogo(logo.MediaType, logo.Content, logo.Text),
            Order = setup.Order,
            HasUnitNotes = setup.HasUnitNotes,
            Entries = activities.Entries,
            Figures = [.. activities.Figures, .. await YearsAsync(access, planId, part, tree, cancel)],
            Waivers = await WaiversAsync(planId, part, clock.DayOf(plan.FixedAt ?? clock.Now), cancel),
            Activities = activities.TextsAsync(cancel),
        };
    }

    /// <summary>
    /// The units among which this person may choose a part of the report, parents before children: those that the plan's
    /// activities concern, and those above them; the authority, for the whole, where all units are theirs to see. Empty where there is nothing
    /// to choose between.
    /// </summary>
    public async Task<IReadOnlyList<UnitTreeRow>> PartsAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        var plan = await FindAsync(access, planId, cancel);
        if (plan is null) return [];
        var tree = await UnitTree.ReadAsync(db, plan.NamedAt, cancel);
        var owners = db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null).Select(activity => activity.OwnerUnitId);
        var writers = db.Notes.Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null).Select(note => note.UnitId);
        var concerned = (await owners.Union(writers).OrderBy(id => id).Take(UnitTree.MaxUnits).ToListAsync(cancel)).ToHashSet();

        var parts = tree.Rows
            .Where(row => access.SeesAllUnits || (row.Unit.ParentId is not null && access.Owns(row.Unit.Id)))
            .Where(row => tree.WithAllBelow(row.Unit.Id).Any(concerned.Contains))
            .ToList();

        // A reader has the fixed report beside the own units' parts.
        return parts.Count < 2 && !(!access.SeesAllUnits && access.Roles.Contains(AppRole.Reader)) ? [] : parts;
    }

    /// <summary>
    /// True where the fixed version is what is read with nothing chosen: for all who may read the whole of a fixed plan; and always for a reader, who
    /// sees no open plan.
    /// </summary>
    private static bool IsKeptRead(UserAccess access, PlanHead plan) =>
        plan.FixedAt is not null ? ReportVisibility.MayReadWhole(access, true) : !access.SeesAllUnits && access.Roles.Contains(AppRole.Reader);

    private async Task<AnnualReport> KeptAsync(Guid fixedReportId, CancellationToken cancel) => ReportJson.Read(new MemoryStream(
        await db.FixedReportFiles.AsNoTracking().Where(file => file.FixedReportId == fixedReportId && file.Format == ReportFormat.Json)
            .Select(file => file.Content).SingleAsync(cancel)));

    private Task<PlanHead?> FindAsync(UserAccess access, Guid planId, CancellationToken cancel) =>
        db.Plans.WithReportFor(access, db)
            .Where(plan => plan.Id == planId)
            .Select(plan => new PlanHead(plan.ReportTitle, plan.Language, plan.YearKind, plan.StartYear, plan.FixedAt, plan.FixedBy!.Name, plan.NamedAt,
                db.FixedReports.Where(report => report.PlanId == plan.Id).OrderByDescending(report => report.Number).Select(report => (Guid?)report.Id).FirstOrDefault()))
            .SingleOrDefaultAsync(cancel);

    private async Task<IReadOnlyList<ReportWaiver>> WaiversAsync(Guid planId, ReportPart part, DateOnly day, CancellationToken cancel)
    {
        var notes = db.Notes.AsNoTracking().OfPlan(planId);
        if (part.Units is { } units) notes = notes.Where(note => units.Contains(note.UnitId));
        var read = await db.GapWaivers.AsNoTracking()
            .Join(notes, waiver => waiver.NoteId, note => note.Id, (waiver, note) => new
            {
                note.Activity.Number, note.Activity.Title,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.Unit.SortKey, waiver.Kind, waiver.Reason, By = waiver.WaivedBy.Name, waiver.WaivedAt,
                note.State, note.Status, HasAnalysis = note.Analysis.Trim() != "", note.Activity.DueOn,
            })
            .OrderBy(found => found.Number).ThenBy(found => found.SortKey).ThenBy(found => found.Kind)
            .Take(MaxWaivers)
            .ToListAsync(cancel);
        return [.. read
            .Where(found => NoteGaps.Of(found.State, found.Status, found.HasAnalysis, found.DueOn < day).Contains(found.Kind))
            .Select(found => new ReportWaiver(found.Number, found.Title, found.UnitName, found.Kind, found.Reason, found.By, found.WaivedAt))];
    }

    /// <summary>
    /// The statuses of the plans of the same kind of year, this one and at most four before it; nothing where it is the first. Counted are the notes
    /// that are printed, and of what this person neither owns nor oversees only what is fixed.
    /// </summary>
    private async Task<IReadOnlyList<ReportFigure>> YearsAsync(UserAccess access, Guid planId, ReportPart part, UnitTree tree, CancellationToken cancel)
    {
        var mine = await db.Plans.Where(plan => plan.Id == planId).Select(plan => new { plan.YearKind, plan.StartYear, plan.Name }).SingleAsync(cancel);
        var notes = db.Notes.AsNoTracking().Where(note => note.Activity.DroppedAt == null
            && note.Activity.Plan.YearKind == mine.YearKind && note.Activity.Plan.Name == mine.Name
            && note.Activity.Plan.StartYear <= mine.StartYear && note.Activity.Plan.StartYear > mine.StartYear - YearsCompared);
        if (!access.SeesAllUnits && !(part.Units?.All(access.Owns) ?? false)) notes = notes.Where(note => note.Activity.Plan.FixedAt != null);
        var counted = part.Units is { } units ? await CountPrintedAsync(notes, units, tree, cancel) : await CountOwnersAsync(notes, cancel);
        var rows = counted.GroupBy(found => found.StartYear).OrderBy(year => year.Key)
            .Select(year => new ReportFigureRow(new PlanYear(mine.YearKind, year.Key).ToString(), null,
                StatusCounts.Of(year.SelectMany(found => Enumerable.Repeat(found.Status, found.Count)))))
            .ToList();
        return rows.Count < 2 ? [] : [new ReportFigure(FigureKind.Year, rows)];
    }

    /// <summary>Of the whole, the owning units' notes are printed.</summary>
    private static Task<List<YearCount>> CountOwnersAsync(IQueryable<Note> notes, CancellationToken cancel) => notes
        .Where(note => note.UnitId == note.Activity.OwnerUnitId)
        .GroupBy(note => new
        {
            note.Activity.Plan.StartYear,
            Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
        })
        .Select(group => new YearCount(group.Key.StartYear, group.Key.Status, group.Count()))
        .ToListAsync(cancel);

    /// <summary>Of a part, the owning unit's note is printed where it belongs to the part, else the first unit's in the order of the tree.</summary>
    private static async Task<List<YearCount>> CountPrintedAsync(IQueryable<Note> notes, IReadOnlyList<Guid> units, UnitTree tree, CancellationToken cancel)
    {
        var read = await notes
            .Where(note => units.Contains(note.UnitId) && (note.UnitId == note.Activity.OwnerUnitId || !units.Contains(note.Activity.OwnerUnitId)))
            .Select(note => new
            {
                note.ActivityId,
                note.UnitId,
                note.Activity.Plan.StartYear,
                Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
            })
            .ToListAsync(cancel);
        var order = tree.Order();
        return [.. read.GroupBy(note => note.ActivityId).Select(activity => activity.MinBy(note => order[note.UnitId])!)
            .Select(note => new YearCount(note.StartYear, note.Status, 1))];
    }

    private sealed record YearCount(int StartYear, NoteStatus? Status, int Count);

    private sealed record PlanHead(string ReportTitle, string Language, YearKind YearKind, int StartYear, DateTime? FixedAt, string? FixedBy, DateTime? NamedAt, Guid? Kept);
}
