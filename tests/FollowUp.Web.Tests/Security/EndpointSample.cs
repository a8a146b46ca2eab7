using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;

namespace FollowUp.Web.Tests.Security;

/// <summary>Fresh things for one row of the matrix, all belonging to the unit whose rektor is <c>Head</c>.</summary>
public static class EndpointSample
{
    private static int _number = 100;

    /// <summary>Makes them and puts their keys into the address: <c>{note}</c> (a draft), <c>{submitted}</c> (a note), <c>{import}</c>, <c>{goalArea}</c>, <c>{activity}</c>, <c>{plan}</c>, <c>{unit}</c>, <c>{user}</c>.</summary>
    public static async Task<string> FillInAsync(WebApp app, string address)
    {
        if (!address.Contains('{')) return address;
        if (address.Contains("{goalArea}")) return address.Replace("{goalArea}", (await AddGoalAreaAsync(app)).ToString());
        var activity = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Aktivitet i matrisen", app.Sample.North);
        var note = await app.Sample.WriteAsync(activity, app.Sample.North, NoteState.Draft);
        var other = await app.Sample.AddActivityAsync(Interlocked.Increment(ref _number), "Klarmarkerad i matrisen", app.Sample.North);
        var submitted = await app.Sample.WriteAsync(other, app.Sample.North, NoteState.Submitted);
        if (address.Contains("{import}", StringComparison.Ordinal)) address = address.Replace("{import}", (await ImportAsync(app)).ToString());
        return address
            .Replace("{submitted}", submitted.Id.ToString())
            .Replace("{note}", note.Id.ToString())
            .Replace("{activity}", activity.Id.ToString())
            .Replace("{plan}", app.Sample.Plan.Id.ToString())
            .Replace("{fixedPlan}", app.Sample.FixedPlan.Id.ToString())
            .Replace("{unit}", app.Sample.North.Id.ToString())
            .Replace("{user}", app.Sample.Deputy.Id.ToString());
    }

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

    private static async Task<Guid> AddGoalAreaAsync(WebApp app)
    {
        await using var db = app.OpenDatabase();
        var area = new GoalArea(Guid.CreateVersion7(), "Målområde i matrisen", 1);
        db.GoalAreas.Add(area);
        await db.SaveChangesAsync();
        return area.Id;
    }
}
