using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Reminders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ImportUndoServiceTests : ImportTests
{
    [Fact]
    public async Task Undo_NewPlan_RemovesEverythingAndCanBeImportedAgain()
    {
        var id = await PrepareAsync(ReportOf(3));
        await ConfirmAsync(id);

        Assert.True((await UndoAsync(id)).IsDone);

        Assert.Null(await PlanOfAsync("2023/24"));
        await using var db = Database.Open();
        Assert.Equal(0, await db.Notes.CountAsync() + await db.NoteRevisions.CountAsync() + await db.NoteStateChanges.CountAsync());
        var import = (await PreviewAsync(id)).Import;
        Assert.Equal((ImportState.Undone, "2023/24", null), (import.State, import.NewPlanYear, import.PlanId));
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.SubjectId == id && entry.Action == AuditAction.ImportUndone));

        Assert.True((await Service(db).TakeUpAsync(await Sample.AccessOfAsync(Sample.Reviewer), id, import.Version)).IsDone);
        Assert.True((await ConfirmAsync(id)).IsDone);
        Assert.Equal(3, (await NotesAsync((await PlanOfAsync("2023/24"))!.Id)).Count);
    }

    [Fact]
    public async Task Undo_PlanThatWasThere_LeavesItAsItWas()
    {
        var written = await Sample.AddActivityAsync(1, "Åtgärd nummer 1", Sample.North);
        await Sample.WriteAsync(written, Sample.North, NoteState.Draft, followUp: "Rektorns egen text.");
        await Sample.AddActivityAsync(2, "Åtgärd nummer 2", Sample.South);
        var id = await PrepareAsync(ReportOf(3, "Uppföljning 2026/27"));
        await ConfirmAsync(id);

        Assert.True((await UndoAsync(id)).IsDone);

        var notes = await NotesAsync(Sample.Plan.Id);
        Assert.Equal(["Rektorns egen text.", ""], notes.Select(note => note.FollowUp));
        Assert.Equal([NoteState.Draft, NoteState.Missing], notes.Select(note => note.State));
        await using var db = Database.Open();
        Assert.Equal(1, await db.NoteRevisions.CountAsync());
    }

    [Fact]
    public async Task Undo_TwiceAsByADoubleClick_IsDone()
    {
        var id = await PrepareAsync(ReportOf(1));
        await ConfirmAsync(id);
        var version = (await PreviewAsync(id)).Import.Version;

        Assert.True((await UndoAsync(id, version)).IsDone);
        Assert.True((await UndoAsync(id, version)).IsDone);
    }

    [Fact]
    public async Task Undo_SomebodyWroteSince_IsRefusedWithTheActivityNamed()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            var note = await db.Notes.FirstAsync(note => note.Activity.Number == 2);
            await new NoteWritingService(db, Database.Clock, Database.Faults).SaveAsync(
                await Sample.AccessOfAsync(Sample.Reviewer), note.Id, new NoteSave { Version = note.Version, Text = new NoteText(null, "Ny text", "") });
        }

        var outcome = await UndoAsync(id);

        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal(("ImportNoteWritten", "2. Åtgärd nummer 2", "Provkommunen"), (refusal.Code, refusal.Arguments[0], refusal.Arguments[1]));
        Assert.Equal(2, (await NotesAsync(Sample.Plan.Id)).Count);
    }

    [Fact]
    public async Task Undo_NoteSubmittedSince_IsRefused()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            var note = await db.Notes.FirstAsync(note => note.Activity.Number == 1);
            note.Save(note.Text with { Status = NoteStatus.InProgress }, Sample.Reviewer.Id, Database.Clock.Now);
            note.Submit(Sample.Reviewer.Id, Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("ImportNoteWritten", Assert.Single((await UndoAsync(id)).Refusals).Code);
    }

    [Fact]
    public async Task Undo_ReminderSent_IsRefused()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            var note = await db.Notes.FirstAsync(note => note.Activity.Number == 1);
            db.Reminders.Add(new Reminder(note.Id, Sample.Reviewer.Id, Database.Clock.Now, "Snart sista dag."));
            db.Audit.Add(new AuditEntry(Database.Clock.Now, Sample.Reviewer.Id, AuditAction.Reminded, note.Id, "1. Åtgärd nummer 1"));
            await db.SaveChangesAsync();
        }

        Assert.Equal("ImportNoteHandled", Assert.Single((await UndoAsync(id)).Refusals).Code);
    }

    [Fact]
    public async Task Undo_SomebodyCommented_IsRefused()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            var note = await db.Notes.FirstAsync(note => note.Activity.Number == 1);
            var comment = new NewComment { Id = Guid.CreateVersion7(), Text = "Stämmer det här?" };
            Assert.True((await new NoteCommentService(db, Database.Clock, Database.Faults).AddAsync(await Sample.AccessOfAsync(Sample.Reviewer), note.Id, comment)).IsDone);
        }

        var refusal = Assert.Single((await UndoAsync(id)).Refusals);
        Assert.Equal(("ImportNoteCommented", "1. Åtgärd nummer 1"), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Undo_TextCarriedToALaterYear_IsRefused()
    {
        var id = await ImportedAsync();
        var later = await Sample.AddActivityAsync(7, "Fortsättning", Sample.North);
        await using (var db = Database.Open())
        {
            var imported = await db.Notes.FirstAsync(note => note.Activity.Number == 1);
            var note = await db.Notes.SingleAsync(note => note.ActivityId == later.Id);
            Assert.True(note.CarryOver(imported, Sample.Head.Id, Database.Clock.Now).IsDone);
            await db.SaveChangesAsync();
        }

        var refusal = Assert.Single((await UndoAsync(id)).Refusals);
        Assert.Equal(("ImportNoteCarried", "1. Åtgärd nummer 1"), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Undo_ActivityChangedWidenedOrContinued_IsRefused()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            var first = await db.Activities.SingleAsync(activity => activity.Number == 1);
            db.Audit.Add(new AuditEntry(Database.Clock.Now, Sample.Reviewer.Id, AuditAction.ActivityChanged, first.Id, "1. Åtgärd nummer 1"));
            var second = await db.Activities.SingleAsync(activity => activity.Number == 2);
            db.Notes.Add(new Note(second.Id, Sample.North.Id));
            db.Activities.Add(new Activity(Guid.CreateVersion7(), Sample.FixedPlan.Id, 1,
                new ActivityFacts { Title = "Fortsättning", OwnerUnitId = Sample.North.Id, ContinuesId = first.Id }));
            await db.SaveChangesAsync();
        }

        var refusals = (await UndoAsync(id)).Refusals;

        Assert.Equal(["ImportUnitAdded", "ImportActivityChanged", "ImportActivityContinued"], refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public async Task Undo_PlanFixedSince_IsRefused()
    {
        var id = await ImportedAsync();
        await using (var db = Database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == Sample.Plan.Id)).Fix(Sample.Reviewer.Id, Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("PlanIsFixed", Assert.Single((await UndoAsync(id)).Refusals).Code);
    }

    [Fact]
    public async Task Undo_PlanGotAnotherActivitySince_KeepsThePlan()
    {
        var id = await PrepareAsync(ReportOf(2));
        await ConfirmAsync(id);
        var plan = (await PlanOfAsync("2023/24"))!;
        await Sample.AddActivityAsync(plan, 9, "Tillagd för hand", null, Sample.North);

        Assert.True((await UndoAsync(id)).IsDone);

        Assert.Equal("Tillagd för hand", Assert.Single(await NotesAsync(plan.Id)).Activity.Title);
        Assert.Equal(plan.Id, (await PreviewAsync(id)).Import.PlanId);
    }

    [Fact]
    public async Task Undo_AnotherPreviewPointsAtThePlan_GetsANewPlanInstead()
    {
        var id = await PrepareAsync(ReportOf(2));
        await ConfirmAsync(id);
        var other = await PrepareAsync(ReportOf(3));
        Assert.NotNull((await PreviewAsync(other)).Import.PlanId);

        Assert.True((await UndoAsync(id)).IsDone);

        Assert.Equal((null, "2023/24"), ((await PreviewAsync(other)).Import.PlanId, (await PreviewAsync(other)).Import.NewPlanYear));
        Assert.True((await ConfirmAsync(other)).IsDone);
    }

    [Fact]
    public async Task Undo_ByAPrincipal_IsNotFound()
    {
        var id = await ImportedAsync();
        await using var db = Database.Open();

        var outcome = await new ImportUndoService(db, Database.Clock).UndoAsync(
            await Sample.AccessOfAsync(Sample.Head), id, (await PreviewAsync(id)).Import.Version);

        Assert.True(outcome.IsNotFound);
    }

    /// <summary>Two activities imported into the open plan, as drafts of the authority.</summary>
    private async Task<Guid> ImportedAsync()
    {
        var id = await PrepareAsync(ReportOf(2, "Uppföljning 2026/27"));
        Assert.True((await ConfirmAsync(id)).IsDone);
        return id;
    }
}
