using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reminders;

public sealed class WithdrawalServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task RemoveUnit_NothingWritten_GoesWithItsReminders()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await using (var db = _database.Open())
        {
            var note = await db.Notes.SingleAsync(x => x.ActivityId == activity.Id && x.UnitId == _sample.South.Id);
            db.Reminders.Add(new Reminder(note.Id, _sample.Reviewer.Id, _database.Clock.Now, "Skriv gärna."));
            await db.SaveChangesAsync();
        }

        Assert.True((await RemoveUnitAsync(activity, _sample.South)).IsDone);

        await using var after = _database.Open();
        Assert.Equal(_sample.North.Id, (await after.Notes.SingleAsync(x => x.ActivityId == activity.Id)).UnitId);
        Assert.False(await after.Reminders.AnyAsync());
        var entry = await after.Audit.SingleAsync(x => x.SubjectId == activity.Id);
        Assert.Equal((AuditAction.ActivityUnitRemoved, "Södra provskolan"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task RemoveUnit_ResponsibleOrWritten_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await _sample.WriteAsync(activity, _sample.South, NoteState.Draft);

        Assert.Equal("UnitIsResponsible", Assert.Single((await RemoveUnitAsync(activity, _sample.North)).Refusals).Code);
        Assert.Equal("UnitHasWritten", Assert.Single((await RemoveUnitAsync(activity, _sample.South)).Refusals).Code);
        Assert.True((await RemoveUnitAsync(activity, _sample.Preschool)).IsDone);
    }

    [Fact]
    public async Task RemoveUnit_SomebodyCommented_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await using (var db = _database.Open())
        {
            var note = await db.Notes.SingleAsync(x => x.ActivityId == activity.Id && x.UnitId == _sample.South.Id);
            db.NoteComments.Add(new NoteComment(Guid.CreateVersion7(), note.Id, null, CommentPart.Whole, "Börja gärna.", _sample.Reviewer.Id, _database.Clock.Now));
            await db.SaveChangesAsync();
        }

        Assert.Equal("UnitHasComments", Assert.Single((await RemoveUnitAsync(activity, _sample.South)).Refusals).Code);
    }

    [Fact]
    public async Task RemoveUnit_FixedPlanOrPrincipal_IsNotDone()
    {
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North, _sample.South);
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);

        Assert.Equal("PlanIsFixed", Assert.Single((await RemoveUnitAsync(last, _sample.South)).Refusals).Code);
        Assert.True((await RemoveUnitAsync(activity, _sample.South, _sample.Head)).IsNotFound);
    }

    private async Task<Outcome> RemoveUnitAsync(Activity activity, Unit unit, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await new WithdrawalService(db, _database.Clock).RemoveUnitAsync(await _sample.AccessOfAsync(by ?? _sample.Reviewer), activity.Id, unit.Id);
    }
}
