using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Tests.Security;

/// <summary>Fresh things for one row of the matrix, all belonging to the unit whose rektor is <c>Head</c>.</summary>
public static class EndpointSample
{
    private static int _number = 100;

    /// <summary>Makes them and puts their keys into the address: <c>{note}</c> (a draft), <c>{revision}</c> (its version), <c>{comment}</c> (a remark about it), <c>{continued}</c> (a note without text whose activity goes on from an earlier one), <c>{submitted}</c> (a note), <c>{import}</c>, <c>{list}</c> (of activities) and <c>{peopleList}</c> (read in from a file), <c>{goalArea}</c>, <c>{activity}</c>, <c>{plan}</c>, <c>{logoPlan}</c> (a plan with a picture on its report's cover), <c>{shift}</c> (from the fixed plan into the open one), <c>{unit}</c>, <c>{merge}</c> (of that unit into another), <c>{user}</c>, <c>{delegation}</c>, <c>{preparedFile}</c> (made by <c>Head</c>), <c>{headSession}</c> (a sign-in of <c>Head</c>). Where an address has <c>{template}</c>, the house has a template for its reports.</summary>
    public static async Task<string> FillInAsync(WebApp app, string address)
    {
        if (!address.Contains('{')) return address;
        if (address.Contains("ist}")) return address.Replace("{list}", (await ListAsync(app, ListKind.Activities)).ToString()).Replace("{peopleList}", (await ListAsync(app, ListKind.People)).ToString());
        if (address.Contains("{goalArea}")) return address.Replace("{goalArea}", (await AddGoalAreaAsync(app)).ToString());
        if (address.Contains("{logoPlan}")) return address.Replace("{logoPlan}", (await AddPlanWithLogoAsync(app)).ToString());
        if (address.Contains("{merge}")) return address.Replace("{merge}", (await AddMergeAsync(app)).ToString());
        if (address.Contains("{checkPoint}")) return await AddCheckPointAsync(app, address);
        if (address.Contains("{headSession}")) return address.Replace("{headSession}", (await AddSessionAsync(app)).ToString());
        if (address.Contains("{template}")) return await UseTemplateAsync(app, address);
        var activity = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Aktivitet i matrisen", app.Sample.North);
        var note = await app.Sample.WriteAsync(activity, app.Sample.North, NoteState.Draft);
        var other = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Klarmarkerad i matrisen", app.Sample.North);
        var submitted = await app.Sample.WriteAsync(other, app.Sample.North, NoteState.Submitted);
        if (address.Contains("{import}", StringComparison.Ordinal)) address = address.Replace("{import}", (await ImportAsync(app)).ToString());
        if (address.Contains("{comment}", StringComparison.Ordinal)) address = address.Replace("{comment}", (await CommentAsync(app, note)).ToString());
        if (address.Contains("{continued}", StringComparison.Ordinal)) address = address.Replace("{continued}", (await ContinuedAsync(app)).ToString());
        if (address.Contains("{preparedFile}", StringComparison.Ordinal)) address = address.Replace("{preparedFile}", (await PrepareFileAsync(app)).ToString());
        if (address.Contains("{shift}", StringComparison.Ordinal)) address = address.Replace("{shift}", (await ShiftAsync(app)).ToString());
        if (address.Contains("{delegation}", StringComparison.Ordinal)) address = address.Replace("{delegation}", (await DelegateAsync(app)).ToString());
        if (address.Contains("{kept", StringComparison.Ordinal) || address.Contains("{share", StringComparison.Ordinal) || address.Contains("{secret}", StringComparison.Ordinal))
            address = await KeepAsync(app, address);
        return address
            .Replace("{submitted}", submitted.Id.ToString())
            .Replace("{note}", note.Id.ToString())
            .Replace("{revision}", note.Revisions.First().Id.ToString())
            .Replace("{activity}", activity.Id.ToString())
            .Replace("{plan}", app.Sample.Plan.Id.ToString())
            .Replace("{fixedPlan}", app.Sample.FixedPlan.Id.ToString())
            .Replace("{unit}", app.Sample.North.Id.ToString())
            .Replace("{user}", app.Sample.Deputy.Id.ToString());
    }

    private static async Task<Guid> AddSessionAsync(WebApp app)
    {
        await using var db = app.OpenDatabase();
        return await new UserSessionService(db, app.Database.Clock).BeginAsync(app.Sample.Head.Id, null, "Firefox, Windows");
    }

    /// <summary>A fixed version of the fixed plan's report, and a link to it.</summary>
    private static async Task<string> KeepAsync(WebApp app, string address)
    {
        var plan = app.Sample.FixedPlan.Id;
        await using var db = app.OpenDatabase();
        var access = await app.Sample.AccessOfAsync(app.Sample.Administrator);
        var kept = await db.FixedReports.SingleOrDefaultAsync(report => report.PlanId == plan);
        if (kept is null)
        {
            var report = (await new AnnualReportQueries(db, app.Database.Clock).ReadAsync(access, plan))!;
            using var json = new MemoryStream();
            await ReportJson.WriteAsync(report, json);
            kept = new FixedReport(plan, 1, report.Title, access.UserId, app.Database.Clock.Now);
            kept.Keep(ReportFormat.Json, "rapport.json", json.ToArray());
            db.FixedReports.Add(kept);
            await db.SaveChangesAsync();
        }

        var shareId = Guid.CreateVersion7();
        var shared = await new ReportShareService(db, app.Database.Clock, app.Database.Faults).ShareAsync(access, kept.Id, shareId, app.Database.Clock.Today);
        return address.Replace("{keptPlan}", plan.ToString()).Replace("{kept}", kept.Id.ToString()).Replace("{share}", shareId.ToString()).Replace("{secret}", shared.Value);
    }

    private static async Task<Guid> CommentAsync(WebApp app, Note note)
    {
        var comment = new NoteComment(Guid.CreateVersion7(), note.Id, null, CommentPart.Whole, "Kommentar i matrisen", app.Sample.Reviewer.Id, app.Database.Clock.Now);
        await using var db = app.OpenDatabase();
        db.NoteComments.Add(comment);
        await db.SaveChangesAsync();
        return comment.Id;
    }

    private static async Task<Guid> AddMergeAsync(WebApp app)
    {
        var merge = new UnitMerge(Guid.CreateVersion7(), app.Sample.North.Id, app.Sample.South.Id, app.Sample.Administrator.Id, app.Database.Clock.Now);
        await using var db = app.OpenDatabase();
        db.UnitMerges.Add(merge);
        await db.SaveChangesAsync();
        return merge.Id;
    }

    private static async Task<Guid> PrepareFileAsync(WebApp app)
    {
        await using var db = app.OpenDatabase();
        var file = new FileToPrepare(app.Sample.Plan.Id, "rapport.pdf", "application/pdf", new MemoryStream([1, 2, 3]));
        return await new PreparedFileService(db, app.Database.Clock).KeepAsync(await app.Sample.AccessOfAsync(app.Sample.Head), file);
    }

    private static async Task<Guid> ContinuedAsync(WebApp app)
    {
        var earlier = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Den tidigare i matrisen", app.Sample.North);
        await app.Sample.WriteAsync(earlier, app.Sample.North, NoteState.Approved);
        var activity = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Fortsatt i matrisen", app.Sample.North);
        await using var db = app.OpenDatabase();
        db.Attach(activity).Entity.Change(new() { Title = activity.Title, OwnerUnitId = activity.OwnerUnitId, ContinuesId = earlier.Id });
        await db.SaveChangesAsync();
        return (await db.Notes.SingleAsync(note => note.ActivityId == activity.Id)).Id;
    }

    private static async Task<Guid> ShiftAsync(WebApp app)
    {
        var shift = new Shift(Guid.CreateVersion7(), app.Sample.FixedPlan.Id, app.Sample.Plan, app.Sample.Reviewer.Id, app.Database.Clock.Now);
        await using var db = app.OpenDatabase();
        db.YearShifts.Add(shift);
        await db.SaveChangesAsync();
        return shift.Id;
    }

    private static async Task<Guid> DelegateAsync(WebApp app) =>
        (await app.Sample.DelegateAsync(app.Sample.Deputy, app.Sample.North, DelegationKind.Writing, app.Database.Clock.Today, null)).Id;

    private static async Task<Guid> ImportAsync(WebApp app)
    {
        var document = new ReadDocument(["1. Uppdrag/Aktivitet", "", "Aktivitet i matrisen", "", "Uppföljning", "", "Text."]);
        var import = new ReportImport(
            Guid.CreateVersion7(), "matris.txt", document, ReportReader.Read(document), app.Sample.Reviewer.Id, app.Database.Clock.Now);
        await using var db = app.OpenDatabase();
        db.Imports.Add(import);
        await db.SaveChangesAsync();
        return import.Id;
    }

    private static async Task<Guid> ListAsync(WebApp app, ListKind kind)
    {
        var table = new ListTable(["Namn", "Uppdrag"], [new ListContentRow(2, ["Matris", "Matris"])]);
        var list = new ListImport(Guid.CreateVersion7(), kind, kind == ListKind.Activities ? app.Sample.Plan.Id : null, "matris.xlsx", table);
        list.Sign(app.Sample.Administrator.Id, app.Database.Clock.Now);
        await using var db = app.OpenDatabase();
        db.ListImports.Add(list);
        await db.SaveChangesAsync();
        return list.Id;
    }

    private static async Task<Guid> AddPlanWithLogoAsync(WebApp app)
    {
        var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2027), $"Matris {Interlocked.Increment(ref _number)}", "Årsrapport");
        await using (var db = app.OpenDatabase())
        {
            db.Plans.Add(plan);
            db.ReportLogos.Add(new LogoFile(plan.Id, "image/png", [1, 2, 3], "Vapen"));
            await db.SaveChangesAsync();
        }

        await app.Sample.AddActivityAsync(plan, 1, "Aktivitet i matrisen", null, app.Sample.North);
        return plan.Id;
    }

    private static async Task<string> UseTemplateAsync(WebApp app, string address)
    {
        await using var db = app.OpenDatabase();
        var template = await db.ReportTemplates.SingleOrDefaultAsync();
        if (template is null) db.ReportTemplates.Add(new ReportTemplate(new TemplateUpload("matris.docx", [1, 2, 3], Guid.Empty), app.Sample.Reviewer.Id, app.Database.Clock.Now));
        else template.Restore();
        await db.SaveChangesAsync();
        return address.Replace("{template}", "template");
    }

    /// <summary>A check-point that is open, in a plan of its own with one activity of the unit: <c>{checkPlan}</c> and <c>{checkPointNote}</c>.</summary>
    private static async Task<string> AddCheckPointAsync(WebApp app, string address)
    {
        var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2027), $"Matris {Interlocked.Increment(ref _number)}", "Årsrapport");
        var point = new CheckPoint(Guid.CreateVersion7(), plan.Id,
            new CheckPointFacts { Name = "Avstämning", FirstDay = app.Database.Clock.Today, LastDay = app.Database.Clock.Today });
        await using var db = app.OpenDatabase();
        db.Plans.Add(plan);
        db.CheckPoints.Add(point);
        await db.SaveChangesAsync();
        var activity = await app.Sample.AddActivityAsync(plan, 1, "Aktivitet i matrisen", null, app.Sample.North);
        var note = await db.Notes.SingleAsync(note => note.ActivityId == activity.Id);
        return address.Replace("{checkPoint}", point.Id.ToString()).Replace("{checkPlan}", plan.Id.ToString()).Replace("{checkPointNote}", note.Id.ToString());
    }

    private static async Task<Guid> AddGoalAreaAsync(WebApp app)
    {
        await using var db = app.OpenDatabase();
        var area = new GoalArea(Guid.CreateVersion7(), "Målområde i matrisen", 1);
        db.GoalAreas.Add(area);
        await db.SaveChangesAsync();
        return area.Id;
    }
}
