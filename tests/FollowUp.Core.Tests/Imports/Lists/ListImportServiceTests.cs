using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports.Lists;

public sealed class ListImportServiceTests : ListTests
{
    private static readonly string[][] TwoGoodOneBad =
        [["Nr", "Aktivitet", "Enhet"], ["1", "Trygga raster", "Norra provskolan"], ["2", "Läsning", "Södra provskolan"], ["3", "Räkning", "Okänd skola"]];

    [Fact]
    public async Task Prepare_HeadBelowATitle_FindsTheHeadAndKeepsTheRowNumbers()
    {
        var id = await PrepareAsync(ListKind.Activities, ["Årets aktiviteter"], ["Beslutade i nämnden", "2026"], ["Uppdrag/Aktivitet:", "", "Fel", "Ansvarig enhet"], ["Läsning", "", "Gammalt fel", "Norra provskolan"]);

        var preview = await PreviewAsync(id);
        Assert.Equal(["Uppdrag/Aktivitet:", "Ansvarig enhet"], preview.Columns.Select(column => column.Head));
        Assert.Equal([ListField.Title, ListField.OwnerUnit], preview.Columns.Select(column => column.Field!.Value));
        Assert.Equal((4, RowFate.New), (preview.Rows.Single().Number, preview.Rows.Single().Fate));
    }

    [Fact]
    public async Task Prepare_WhatIsNoListToReadIn_IsRefused()
    {
        Assert.Equal("ListNoRows", CodeOf(await TryPrepareAsync(ListKind.Activities, Sample.Reviewer, ["Nr", "Aktivitet"])));
        Assert.Equal("ListTooManyRows", CodeOf(await TryPrepareAsync(ListKind.Activities, Sample.Reviewer, [["Nr"], .. Enumerable.Range(0, ListImport.MaxRows + 1).Select(number => new[] { $"{number}" })])));
        Assert.True((await TryPrepareAsync(ListKind.Units, Sample.Reviewer, ["Namn"], ["Ny"])).IsNotFound);
        Assert.True((await TryPrepareAsync(ListKind.Activities, Sample.Head, ["Namn"], ["Ny"])).IsNotFound);
        await using var db = Database.Open();
        var table = new ListContent([new ListContentRow(1, ["Aktivitet"]), new ListContentRow(2, ["A"])]);
        Assert.Equal("PlanIsFixed", CodeOf(await Service(db).PrepareAsync(await Sample.AccessOfAsync(Sample.Reviewer), new NewList(Guid.CreateVersion7(), ListKind.Activities, Sample.FixedPlan.Id, "", table))));
        Assert.Equal("ActivityPlanMissing", CodeOf(await Service(db).PrepareAsync(await Sample.AccessOfAsync(Sample.Reviewer), new NewList(Guid.CreateVersion7(), ListKind.Activities, null, "", table))));
    }

    [Fact]
    public async Task Prepare_TwiceAsByADoubleClick_KeepsOne()
    {
        await using var db = Database.Open();
        var list = new NewList(Guid.CreateVersion7(), ListKind.Activities, Sample.Plan.Id, "", new ListContent([new ListContentRow(1, ["Aktivitet"]), new ListContentRow(2, ["A"])]));
        var access = await Sample.AccessOfAsync(Sample.Reviewer);

        Assert.Equal([list.Id, list.Id], [(await Service(db).PrepareAsync(access, list)).Value, (await Service(db).PrepareAsync(access, list)).Value]);
        Assert.Equal(1, await db.ListImports.CountAsync());
    }

    [Fact]
    public async Task Map_ChoosesColumns_AndTheRowsAreReadAnew()
    {
        var id = await PrepareAsync(ListKind.Activities, ["Vad", "Var"], ["Läsning", "Norra provskolan"]);
        var preview = await PreviewAsync(id);
        Assert.Equal([ListField.Title], preview.Check!.Missing);
        Assert.Equal("ListColumnsMissing", CodeOf(await ConfirmAsync(id)));
        await using var db = Database.Open();
        var access = await Sample.AccessOfAsync(Sample.Reviewer);

        Assert.Equal("ListColumnTwice", CodeOf(await Service(db).MapAsync(access, id, preview.Import.Version, [ListField.Title, ListField.Title])));
        Assert.Equal("ListColumnUnknown", CodeOf(await Service(db).MapAsync(access, id, preview.Import.Version, [ListField.Title, ListField.Email])));
        Assert.Equal("ListColumnUnknown", CodeOf(await Service(db).MapAsync(access, id, preview.Import.Version, [ListField.Title])));
        Assert.True((await Service(db).MapAsync(access, id, preview.Import.Version, [ListField.Title, ListField.OwnerUnit])).IsDone);
        Assert.True((await Service(db).MapAsync(access, id, preview.Import.Version, [null, ListField.Title])).IsConflict);
        Assert.Equal(RowFate.New, (await PreviewAsync(id)).Rows.Single().Fate);
    }

    [Fact]
    public async Task Confirm_GoodRows_GoIn_AndTheBadOnesAreKeptWithTheReason()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        Assert.True((await ConfirmAsync(id)).IsDone);

        var preview = await PreviewAsync(id);
        Assert.Equal((ImportState.Confirmed, 2, 0, 0, 1), (preview.Import.State, preview.Import.Added, preview.Import.Changed, preview.Import.Unchanged, preview.Import.RefusedCount));
        Assert.Equal((4, "Räkning"), (preview.Rows.Single().Number, preview.Rows.Single().Label));
        await using var db = Database.Open();
        var refused = (await new ListImportQueries(db, Database.Clock).RefusedAsync(await Sample.AccessOfAsync(Sample.Reviewer), id))!;
        Assert.Equal(["3", "Räkning", "Okänd skola"], refused.Rows.Single().Cells);
        Assert.Equal(("ListUnitUnknown", "OwnerUnit", "Okänd skola"), (refused.Rows[0].Refusals[0].Code, refused.Rows[0].Refusals[0].Field, refused.Rows[0].Refusals[0].Arguments[0]));
        Assert.Equal("2/3", (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ListConfirmed)).Detail);
    }

    [Fact]
    public async Task Confirm_TwiceAsByADoubleClick_ReadsInOnce()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        var shown = await PreviewAsync(id);

        Assert.True((await ConfirmAsync(id, shown)).IsDone);
        Assert.True((await ConfirmAsync(id, shown)).IsDone);
        await using var db = Database.Open();
        Assert.Equal(2, await db.Activities.CountAsync());
    }

    [Fact]
    public async Task Confirm_AtTheSameTimeFromTheSamePage_ReadsInOnce()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        var shown = await PreviewAsync(id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConfirmAsync(id, shown)));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        await using var db = Database.Open();
        Assert.Equal((2, 1), (await db.Activities.CountAsync(), await db.Audit.CountAsync(entry => entry.Action == AuditAction.ListConfirmed)));
    }

    [Fact]
    public async Task Confirm_ThePlanChangedSinceItWasShown_ReadsInNothing()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        var shown = await PreviewAsync(id);
        await Sample.AddActivityAsync(1, "Någon annans", Sample.South);

        Assert.Equal("ListChangedMeanwhile", CodeOf(await ConfirmAsync(id, shown)));
        await using var db = Database.Open();
        Assert.Equal(1, await db.Activities.CountAsync());
    }

    [Fact]
    public async Task Confirm_NothingNew_IsRefused()
    {
        await Sample.AddActivityAsync(1, "Trygga raster", Sample.North);
        Assert.Equal("ListNothingToRead", CodeOf(await ConfirmAsync(await PrepareAsync(ListKind.Activities, TwoGoodOneBad[..2]))));
    }

    [Fact]
    public async Task Discarded_CanBeTakenUpAgain_AndReadIn()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        var access = await Sample.AccessOfAsync(Sample.Reviewer);
        await using (var db = Database.Open()) Assert.True((await Service(db).DiscardAsync(access, id, (await PreviewAsync(id)).Import.Version)).IsDone);
        Assert.Equal("ListNotInPreview", CodeOf(await ConfirmAsync(id)));
        await using (var db = Database.Open()) Assert.True((await Service(db).TakeUpAsync(access, id, (await PreviewAsync(id)).Import.Version)).IsDone);
        Assert.True((await ConfirmAsync(id)).IsDone);
        await using (var db = Database.Open()) Assert.Equal("ListNotInPreview", CodeOf(await Service(db).DiscardAsync(access, id, (await PreviewAsync(id)).Import.Version)));
    }

    [Fact]
    public async Task Undo_TakesOutWhatWasAdded_AndTheListCanBeReadInAgain()
    {
        var kept = await Sample.AddActivityAsync(1, "Raster", Sample.North);
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        Assert.True((await ConfirmAsync(id)).IsDone);

        Assert.True((await UndoAsync(id)).IsDone);
        await using (var db = Database.Open())
        {
            Assert.Equal((kept.Id, "Trygga raster"), await db.Activities.Select(activity => ValueTuple.Create(activity.Id, activity.Title)).SingleAsync());
            Assert.Equal(1, await db.Notes.CountAsync());
            Assert.True((await Service(db).TakeUpAsync(await Sample.AccessOfAsync(Sample.Reviewer), id, (await PreviewAsync(id)).Import.Version)).IsDone);
        }

        Assert.True((await ConfirmAsync(id)).IsDone);
    }

    [Fact]
    public async Task Undo_SomebodyHasWritten_IsRefusedWithTheActivityNamed()
    {
        var id = await PrepareAsync(ListKind.Activities, TwoGoodOneBad);
        Assert.True((await ConfirmAsync(id)).IsDone);
        Activity written;
        await using (var db = Database.Open()) written = await db.Activities.SingleAsync(activity => activity.Number == 1);
        await Sample.WriteAsync(written, Sample.North, NoteState.Draft);

        var refusal = (await UndoAsync(id)).Refusals[0];
        Assert.Equal(("ImportNoteWritten", "1. Trygga raster"), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Undo_Units_TakesOutThoseThatWereAdded()
    {
        var id = await PrepareAsync(ListKind.Units, ["Namn", "Hör till"], ["Nya området", "Provkommunen"], ["Nya skolan", "Nya området"], ["Norra provskolan", "Grundskola"]);
        Assert.True((await ConfirmAsync(id)).IsDone);
        Assert.True((await PreviewAsync(id)).Import.CanBeUndone);

        Assert.True((await UndoAsync(id)).IsDone);
        await using var db = Database.Open();
        Assert.Equal((6, 1), (await db.Units.CountAsync(), await db.Audit.CountAsync(entry => entry.Action == AuditAction.ListUndone)));
        Assert.True((await UndoAsync(id)).IsDone);
        Assert.True((await Service(db).TakeUpAsync(await Sample.AccessOfAsync(Sample.Administrator), id, (await PreviewAsync(id)).Import.Version)).IsDone);
        Assert.True((await ConfirmAsync(id)).IsDone);
    }

    [Fact]
    public async Task Undo_UnitsThatSomethingHasBeenBuiltOn_IsRefusedWithTheReason()
    {
        var id = await PrepareAsync(ListKind.Units, ["Namn"], ["Ett"], ["Två"], ["Tre"], ["Fyra"]);
        Assert.True((await ConfirmAsync(id)).IsDone);
        await using (var db = Database.Open())
        {
            var units = await db.Units.ToDictionaryAsync(unit => unit.Name);
            await Sample.AddActivityAsync(1, "Aktivitet", units["Ett"]);
            await Sample.AddUserAsync("Ny Person", "ny@prov.example", [], [(units["Två"], MembershipKind.Writer)]);
            db.Units.Add(new Unit(Guid.CreateVersion7(), "Under tre", units["Tre"].Id, null));
            db.Audit.Add(new AuditEntry(Database.Clock.Now, Sample.Administrator.Id, AuditAction.UnitChanged, units["Fyra"].Id, "Fyra"));
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            [("ListUnitUsed", "Ett"), ("ListUnitHasPeople", "Två"), ("ListUnitHasUnits", "Tre"), ("ListUnitChanged", "Fyra")],
            (await UndoAsync(id)).Refusals.Select(refusal => (refusal.Code, (string)refusal.Arguments[0])));
        await using var after = Database.Open();
        Assert.Equal(11, await after.Units.CountAsync());
    }

    [Fact]
    public async Task Undo_UnitsThatSomethingElsePointsAt_IsRefusedByTheDatabase()
    {
        var id = await PrepareAsync(ListKind.Units, ["Namn"], ["Ett"]);
        Assert.True((await ConfirmAsync(id)).IsDone);
        await using (var db = Database.Open()) await Sample.DelegateAsync(Sample.Deputy, await db.Units.SingleAsync(unit => unit.Name == "Ett"), DelegationKind.StandIn, Database.Clock.Today, null);

        Assert.Equal("ListBuiltOn", CodeOf(await UndoAsync(id)));
    }

    [Fact]
    public async Task Undo_People_TakesTheirAccountsOut_AndIsRefusedOnceOneIsInUse()
    {
        string[][] list = [["Namn", "E-post", "Roller", "Enheter"], ["Ny Rektor", "ny@prov.example", "Rektor", "Norra provskolan, Rektor"], ["Nyare Rektor", "nyare@prov.example", "Rektor", ""]];
        var id = await PrepareAsync(ListKind.People, list);
        Assert.True((await ConfirmAsync(id)).IsDone);
        await using (var db = Database.Open())
        {
            (await db.Users.SingleAsync(user => user.Name == "Ny Rektor")).PasswordHash = "satt";
            await db.SaveChangesAsync();
        }

        var refusal = Assert.Single((await UndoAsync(id)).Refusals);
        Assert.Equal(("ListPersonStarted", "Ny Rektor"), (refusal.Code, refusal.Arguments[0]));
        await using (var db = Database.Open())
        {
            (await db.Users.SingleAsync(user => user.Name == "Ny Rektor")).PasswordHash = null;
            await db.SaveChangesAsync();
        }

        Assert.True((await UndoAsync(id)).IsDone);
        await using var after = Database.Open();
        Assert.Equal((7, 0), (await after.Users.CountAsync(), await after.Users.CountAsync(user => user.Name.StartsWith("Ny"))));
    }

    [Fact]
    public async Task Undo_AListThatAddedNothing_Stays()
    {
        var id = await PrepareAsync(ListKind.Units, ["Namn", "Skolform"], ["Norra provskolan", "Förskola"]);
        Assert.True((await ConfirmAsync(id)).IsDone);
        Assert.Equal("ListStays", CodeOf(await UndoAsync(id)));
    }

    [Fact]
    public async Task Confirm_AThousandRows_IsOneSaveOfAFewSeconds()
    {
        var id = await PrepareAsync(ListKind.Activities,
            [["Nr", "Aktivitet", "Enhet", "Berörda enheter"], .. Enumerable.Range(1, 1_000).Select(number => new[] { $"{number}", $"Aktivitet {number}", "Norra provskolan", "Södra provskolan; Åsens förskola" })]);
        var shown = await PreviewAsync(id);
        Database.ForgetCommands();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.True((await ConfirmAsync(id, shown)).IsDone);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.InRange(Database.Commands.Count(command => command.Contains("SELECT", StringComparison.Ordinal)), 1, 20);
        await using var db = Database.Open();
        Assert.Equal((1_000, 3_000), (await db.Activities.CountAsync(), await db.Notes.CountAsync()));
    }
}
