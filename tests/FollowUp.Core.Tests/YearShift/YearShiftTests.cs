using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.YearShift;

/// <summary>What the tests of year shifts have in common.</summary>
public abstract class YearShiftTests : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected SampleAuthority Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Sample = await SampleAuthority.CreateAsync(Database);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Everything with all units, from the open plan into a new one.</summary>
    protected ShiftChoice All(params Activity[] activities) => new()
    {
        ActivityIds = [.. activities.Select(activity => activity.Id)],
        UnitIds = [.. new[] { Sample.Authority, Sample.Administration, Sample.Area, Sample.North, Sample.South, Sample.Preschool }.Select(unit => unit.Id)],
        WithResponsible = true,
        WithInstructions = true,
        MovesDueDates = true,
    };

    protected async Task<ShiftPreview> PreviewAsync(ShiftChoice choice, Plan? from = null)
    {
        await using var db = Database.Open();
        return (await new YearShiftQueries(db).PreviewAsync(await Sample.AccessOfAsync(Sample.Reviewer), (from ?? Sample.Plan).Id, choice))!;
    }

    /// <summary>Looks at the preview and carries it out.</summary>
    protected async Task<Outcome<Guid>> CarryOutAsync(ShiftChoice choice, Guid? id = null, Plan? from = null) =>
        await CarryOutAsync(choice, id ?? Guid.CreateVersion7(), (await PreviewAsync(choice, from)).Seal, from);

    protected async Task<Outcome<Guid>> CarryOutAsync(ShiftChoice choice, Guid id, string seen, Plan? from = null, AppUser? by = null)
    {
        await using var db = Database.Open();
        return await new YearShiftService(db, Database.Clock, Database.Faults).CarryOutAsync(
            await Sample.AccessOfAsync(by ?? Sample.Reviewer), id, (from ?? Sample.Plan).Id, choice, seen);
    }

    protected async Task<Outcome> UndoAsync(Guid shiftId, Plan? from = null)
    {
        await using var db = Database.Open();
        return await new YearShiftUndoService(db, Database.Clock, Database.Faults).UndoAsync(
            await Sample.AccessOfAsync(Sample.Administrator), (from ?? Sample.Plan).Id, shiftId);
    }

    /// <summary>The activities of a plan by number.</summary>
    protected async Task<List<Activity>> ActivitiesAsync(Guid planId)
    {
        await using var db = Database.Open();
        return await db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId).OrderBy(activity => activity.Number).ToListAsync();
    }

    protected async Task<Plan> AddPlanAsync(int year, string name = "")
    {
        var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, year), name, "Kvalitetsrapport");
        await using var db = Database.Open();
        db.Plans.Add(plan);
        await db.SaveChangesAsync();
        return plan;
    }

    protected async Task CloseAsync(Unit unit)
    {
        await using var db = Database.Open();
        (await db.Units.SingleAsync(each => each.Id == unit.Id)).Close(Database.Clock.Now);
        await db.SaveChangesAsync();
    }

    protected async Task WriteAsync(Guid planId, int number)
    {
        await using var db = Database.Open();
        var note = await db.Notes.FirstAsync(note => note.Activity.PlanId == planId && note.Activity.Number == number && note.UnitId == Sample.North.Id);
        var outcome = await new NoteWritingService(db, Database.Clock, Database.Faults).SaveAsync(
            await Sample.AccessOfAsync(Sample.Head), note.Id, new NoteSave { Version = note.Version, Text = new NoteText(null, "Vi har börjat.", "") });
        Assert.True(outcome.IsDone);
    }
}
