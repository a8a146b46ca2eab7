using FollowUp.Core.Activities;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;

namespace FollowUp.Core.Tests.Data;

/// <summary>Things to call the service layer with: one of each kind, in the states that they can be in.</summary>
public static class SampleWorlds
{
    public static async Task<(Dictionary<string, Guid>[] Worlds, List<UserAccess> People)> MakeAsync(TestDatabase database, SampleAuthority sample)
    {
        var now = database.Clock.Now;
        var everything = await sample.AddUserAsync("Alla Roller", "alla@prov.example", Enum.GetValues<AppRole>(), [(sample.Authority, MembershipKind.Head)], SampleAuthority.Password);
        var idle = await sample.AddUserAsync("Ingen Roll", "ingen@prov.example", [AppRole.Principal], [], null);
        var closed = new Unit(Guid.CreateVersion7(), "Nedlagda skolan", sample.Area.Id, SchoolForm.CompulsorySchool);
        var empty = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2027), "", "Uppföljning");
        var area = new GoalArea(Guid.CreateVersion7(), "Trygghet", 1);
        var closedArea = new GoalArea(Guid.CreateVersion7(), "Språk", 2);
        var imports = Enum.GetValues<ImportState>().Select(state => Import(state, sample, now)).ToList();
        var lists = Enum.GetValues<ListKind>().Select(kind => List(kind, sample, now)).ToList();
        await using (var db = database.Open())
        {
            closed.Close(now);
            closedArea.Close(now);
            db.Units.Add(closed);
            db.Plans.Add(empty);
            db.GoalAreas.AddRange(area, closedArea);
            db.Imports.AddRange(imports);
            db.ListImports.AddRange(lists);
            await db.SaveChangesAsync();
        }

        var delegation = await sample.DelegateAsync(sample.OtherHead, sample.North, DelegationKind.StandIn, database.Clock.Today, database.Clock.Today);
        var worlds = new List<Dictionary<string, Guid>>();
        foreach (var state in Enum.GetValues<NoteState>())
        {
            var activity = await sample.AddActivityAsync(worlds.Count + 1, $"Aktivitet {state}", sample.North, sample.South);
            var note = await sample.WriteAsync(activity, sample.North, state);
            worlds.Add(World(activity, note, worlds.Count < imports.Count ? imports[worlds.Count] : imports[0], area, sample.South, sample.Head));
        }

        var fixedOne = await sample.AddActivityAsync(sample.FixedPlan, 1, "Fjolårets", null, sample.North);
        worlds.Add(World(fixedOne, await sample.WriteAsync(fixedOne, sample.North, NoteState.Approved), imports[0], closedArea, closed, idle));
        var own = await sample.AddActivityAsync(90, "Huvudmannens", sample.Authority);
        worlds.Add(World(own, await sample.WriteAsync(own, sample.Authority, NoteState.Missing), imports[0], closedArea, sample.Authority, everything));
        worlds.Add(new(worlds[0]) { ["Plan"] = empty.Id, ["Unit"] = closed.Id, ["User"] = everything.Id });

        var point = new CheckPoint(Guid.CreateVersion7(), sample.Plan.Id,
            new CheckPointFacts { Name = "Avstämning", FirstDay = database.Clock.Today, LastDay = database.Clock.Today });
        await using (var db = database.Open())
        {
            db.Reminders.Add(new Reminder(worlds[0]["Note"], sample.Reviewer.Id, now, "Skriv gärna"));
            db.NoteComments.AddRange(worlds.DistinctBy(world => world["Comment"]).Select(world =>
                new NoteComment(world["Comment"], world["Note"], null, CommentPart.Whole, "Bra", sample.Reviewer.Id, now)));
            db.Attach(own).Entity.Drop("Ströks", now);
            var next = (await db.Activities.FindAsync(worlds[0]["Activity"]))!;
            next.Change(new ActivityFacts { Title = next.Title, OwnerUnitId = next.OwnerUnitId, ContinuesId = fixedOne.Id });
            db.CheckPoints.Add(point);
            db.CheckPointNotes.Add(new CheckPointNote(point.Id, worlds[1]["Note"], new CheckPointText(NoteStatus.InProgress, "Pågår"), sample.Head.Id, now));
            db.UnitDays.Add(new UnitDays(sample.Plan.Id, sample.North.Id, new UnitDaysFacts { GraceDays = 7 }));
            idle.Deactivate(now);
            db.Update(idle);
            await db.SaveChangesAsync();
        }

        var people = new List<UserAccess>();
        foreach (var user in new[] { everything, sample.Reviewer, sample.Administrator, sample.Head, sample.OtherHead, sample.Reader })
            people.Add(await sample.AccessOfAsync(user));
        foreach (var (index, world) in worlds.Index()) (world["Delegation"], world["List"], world["CheckPoint"]) = (delegation.Id, lists[index % lists.Count].Id, point.Id);
        return ([.. worlds], people);
    }

    private static Dictionary<string, Guid> World(Activity activity, Note note, ReportImport import, GoalArea area, Unit unit, AppUser user) => new()
    {
        ["Note"] = note.Id,
        ["Comment"] = Guid.CreateVersion7(),
        ["Revision"] = note.Revisions.FirstOrDefault()?.Id ?? Guid.Empty,
        ["Activity"] = activity.Id,
        ["Continues"] = activity.Id,
        ["Assignment"] = activity.Id,
        ["Plan"] = activity.PlanId,
        ["Report"] = activity.PlanId,
        ["Unit"] = unit.Id,
        ["Owner"] = note.UnitId,
        ["Parent"] = note.UnitId,
        ["GoalArea"] = area.Id,
        ["User"] = user.Id,
        ["Import"] = import.Id,
        ["Row"] = import.Rows.First().Id,
    };

    private static ListImport List(ListKind kind, SampleAuthority sample, DateTime now)
    {
        var table = new ListTable(["Namn", "E-post", "Uppdrag"], [new ListContentRow(2, ["Ny", "ny@prov.example", "Ny"])]);
        var list = new ListImport(Guid.CreateVersion7(), kind, kind == ListKind.Activities ? sample.Plan.Id : null, "lista.xlsx", table);
        list.Sign(sample.Reviewer.Id, now);
        return list;
    }

    private static ReportImport Import(ImportState state, SampleAuthority sample, DateTime now)
    {
        var read = new ReadActivity
        {
            Number = 30 + (int)state,
            Title = "Inläst",
            UnitName = sample.North.Name,
            FollowUp = "Gjort.",
            Analysis = "Därför.",
            Suggestion = null,
            FirstLine = 0,
            LastLine = 1,
        };
        var import = new ReportImport(
            Guid.CreateVersion7(), "rapport.txt", new ReadDocument(["30 Inläst", "Gjort."]),
            new ReadReport(null, [read], [LineKind.Label, LineKind.ActivityText]), sample.Reviewer.Id, now);
        import.Choose(new ImportChoice(sample.Plan.Id, "", "", sample.North.Id, NoteState.Draft));
        if (state is ImportState.Confirmed or ImportState.Undone) import.Confirm(sample.Plan.Id, sample.Reviewer.Id, now);
        if (state == ImportState.Undone) import.Undo(null);
        if (state == ImportState.Discarded) import.Discard();
        return import;
    }
}
