using System.Text.Json;
using FollowUp.Core.Audit;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ImportServiceTests : ImportTests
{
    [Theory]
    [InlineData("fjolaret-2018-2019", "2018/19", NoteState.Approved)]
    [InlineData("kvalitetsrapport-2024-2025", "2024/25", NoteState.Approved)]
    public async Task Confirm_RealReportStraightAway_GivesThePlanItsActivities(string name, string year, NoteState state)
    {
        var path = SharedReport(name);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(path + ".expected.json")).RootElement;
        var id = await PrepareAsync(await File.ReadAllTextAsync(path + ".txt"), name + ".txt");

        Assert.True((await ConfirmAsync(id)).IsDone);

        var plan = await PlanOfAsync(year);
        Assert.Equal(expected.GetProperty("title").GetString(), plan!.ReportTitle);
        var notes = await NotesAsync(plan.Id);
        var activities = expected.GetProperty("activities").EnumerateArray().ToList();
        Assert.Equal(activities.Count, notes.Count);
        foreach (var (activity, note) in activities.Zip(notes))
        {
            Assert.Equal(activity.GetProperty("number").GetInt32(), note.Activity.Number);
            Assert.Equal(activity.GetProperty("title").GetString(), note.Activity.Title);
            Assert.Equal(activity.GetProperty("followUp").GetString(), note.FollowUp);
            Assert.Equal(activity.GetProperty("analysis").GetString(), note.Analysis);
            Assert.Contains(note.Status?.ToString(), activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => status.GetString()));
            Assert.Equal((state, Sample.Authority.Id), (note.State, note.UnitId));
        }
    }

    [Fact]
    public async Task Confirm_SameReportTwice_AddsNothingTheSecondTime()
    {
        var report = ReportOf(4) + "Uppdrag/Aktivitet\n\nÅtgärd nummer 4\n\nUppföljning\n\nSamma rubrik en gång till.\n";
        await ConfirmAsync(await PrepareAsync(report));
        var plan = await PlanOfAsync("2023/24");
        var before = await NotesAsync(plan!.Id);

        var again = await PrepareAsync(report);
        var preview = await PreviewAsync(again);
        Assert.True((await ConfirmAsync(again)).IsDone);

        Assert.Equal(plan.Id, preview.Import.PlanId);
        Assert.Equal((0, 5), (preview.Added, preview.Matched));
        Assert.All(preview.Rows, row => Assert.Equal(NoteFate.Same, row.Fate));
        Assert.Equal(before.Select(note => note.Version), (await NotesAsync(plan.Id)).Select(note => note.Version));
    }

    [Fact]
    public async Task Prepare_TextWithoutActivities_IsRefused()
    {
        var outcome = await PrepareAsync(Guid.CreateVersion7(), "Hej!\n\nDet här är ett brev.");

        Assert.Equal("ImportNoActivities", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Prepare_TwiceAsByADoubleClick_IsReadOnce()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal(id, (await PrepareAsync(id, ReportOf(2))).Value);
        Assert.Equal(id, (await PrepareAsync(id, ReportOf(2))).Value);

        await using var db = Database.Open();
        Assert.Equal(2, await db.ImportRows.CountAsync());
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.SubjectId == id && entry.Action == AuditAction.ImportRead));
    }

    [Fact]
    public async Task Prepare_ByAPrincipal_IsNotFound() =>
        Assert.True((await PrepareAsync(Guid.CreateVersion7(), ReportOf(1), user: Sample.Head)).IsNotFound);

    [Fact]
    public async Task Prepare_YearWithAnOpenPlan_SuggestsThatPlanAndDrafts()
    {
        var import = (await PreviewAsync(await PrepareAsync(ReportOf(1, "Uppföljning läsåret 2026/27")))).Import;

        Assert.Equal((Sample.Plan.Id, NoteState.Draft, Sample.Authority.Id), (import.PlanId, import.NoteState, import.DefaultUnitId));
    }

    [Fact]
    public async Task Prepare_YearWithAFixedPlan_SuggestsANewPlanWithAName()
    {
        var id = await PrepareAsync(ReportOf(1, "Kvalitetsrapport läsåret 2025/26"));
        var import = (await PreviewAsync(id)).Import;

        Assert.Equal((null, "2025/26", "Kvalitetsrapport läsåret 2025/26"), (import.PlanId, import.NewPlanYear, import.NewPlanName));
        Assert.True((await ConfirmAsync(id)).IsDone);
        Assert.NotNull(await PlanOfAsync("2025/26", "Kvalitetsrapport läsåret 2025/26"));
    }

    [Theory]
    [InlineData("", "", "ImportYearMissing")]
    [InlineData("2018/20", "", "ImportYearUnreadable")]
    [InlineData("2026/2027", "", "ImportPlanExists")]
    [InlineData("2025/26", "", "ImportFixedPlanExists")]
    public async Task Confirm_NewPlanThatCannotBeMade_IsRefusedAndTheChoiceKept(string year, string name, string code)
    {
        var id = await PrepareAsync(ReportOf(1));

        var outcome = await ConfirmAsync(id, choose: choice => choice with { PlanId = null, NewPlanYear = year, NewPlanName = name });

        Assert.Equal(code, Assert.Single(outcome.Refusals).Code);
        var preview = await PreviewAsync(id);
        Assert.Equal(year, preview.Import.NewPlanYear);
        Assert.Equal(code, Assert.Single(preview.Obstacles).Code);
    }

    [Fact]
    public async Task Confirm_FixedPlan_IsRefused()
    {
        var id = await PrepareAsync(ReportOf(1));

        var outcome = await ConfirmAsync(id, choose: choice => choice with { PlanId = Sample.FixedPlan.Id });

        Assert.Equal("PlanIsFixed", Assert.Single(outcome.Refusals).Code);
        Assert.Empty(await NotesAsync(Sample.FixedPlan.Id));
        Assert.DoesNotContain((await PreviewAsync(id)).Plans, plan => plan.Id == Sample.FixedPlan.Id);
    }

    [Fact]
    public async Task Confirm_PlanWithActivities_MatchesAddsAndOverwritesNothing()
    {
        var written = await Sample.AddActivityAsync(1, "Åtgärd nummer 1", Sample.North);
        await Sample.WriteAsync(written, Sample.North, NoteState.Draft, followUp: "Rektorns egen text.");
        await Sample.AddActivityAsync(2, "ÅTGÄRD  NUMMER 2", Sample.South);
        await Sample.AddActivityAsync(3, "Något helt annat", Sample.South);
        var id = await PrepareAsync(ReportOf(3, "Uppföljning 2026/27"));

        var preview = await PreviewAsync(id);
        Assert.True((await ConfirmAsync(id)).IsDone);

        Assert.Equal([NoteFate.Kept, NoteFate.Written, NoteFate.Written], preview.Rows.Select(row => row.Fate));
        Assert.Equal([1, 2, 4], preview.Rows.Select(row => row.Place!.Number));
        Assert.True(preview.Rows[2].Place!.IsNumberTaken);
        var notes = await NotesAsync(Sample.Plan.Id);
        Assert.Equal(
            ["Rektorns egen text.", "Arbetet på avdelning 2 följer planen.", "", "Arbetet på avdelning 3 följer planen."],
            notes.Select(note => note.FollowUp));
        Assert.Equal([Sample.North.Id, Sample.South.Id, Sample.South.Id, Sample.Authority.Id], notes.Select(note => note.UnitId));
        Assert.Equal([1, 2, 3, 4], notes.Select(note => note.Activity.Number));
    }

    [Fact]
    public async Task Confirm_UnitsNamedChosenAndUnknown_GoWhereThePreviewSaid()
    {
        var id = await PrepareAsync(
            """
            Rapport 2023/24

            Aktivitet 1: Första
            Ansvarig enhet: NORRA provskolan
            Uppföljning: Ett.

            Aktivitet 2: Andra
            Ansvarig enhet: Västra skolan
            Uppföljning: Två.

            Aktivitet 3: Tredje
            Uppföljning: Tre.
            """);
        var rows = (await PreviewAsync(id)).Rows;
        Assert.Equal([UnitTrouble.None, UnitTrouble.Unknown, UnitTrouble.None], rows.Select(row => row.Place!.UnitTrouble));

        Assert.True((await ConfirmAsync(id, rows: [As(rows[2].Row) with { UnitId = Sample.Preschool.Id }])).IsDone);

        var notes = await NotesAsync((await PlanOfAsync("2023/24"))!.Id);
        Assert.Equal([Sample.North.Id, Sample.Authority.Id, Sample.Preschool.Id], notes.Select(note => note.UnitId));
        Assert.Equal([Sample.North.Id, Sample.Authority.Id, Sample.Preschool.Id], notes.Select(note => note.Activity.OwnerUnitId));
    }

    [Fact]
    public async Task Confirm_MatchedActivityWithoutTheUnit_GetsTheUnit()
    {
        await Sample.AddActivityAsync(1, "Åtgärd nummer 1", Sample.North);
        var id = await PrepareAsync(ReportOf(1, "Uppföljning 2026/27"));
        var row = (await PreviewAsync(id)).Rows[0].Row;
        await CorrectAsync(id, rows: [As(row) with { UnitId = Sample.South.Id }]);
        Assert.True((await PreviewAsync(id)).Rows[0].IsUnitNew);

        Assert.True((await ConfirmAsync(id)).IsDone);

        Assert.Equal(2, (await NotesAsync(Sample.Plan.Id)).Count);
    }

    [Fact]
    public async Task Confirm_RowsToMend_AreRefusedUntilMendedOrLeftOutAndCorrectionsAreKept()
    {
        var id = await PrepareAsync(ReportOf(3));
        var rows = (await PreviewAsync(id)).Rows;
        var tooLong = new string('x', TypedText.MaxLength + 1);

        var refused = await ConfirmAsync(id, rows: [As(rows[0].Row) with { Title = "" }, As(rows[1].Row) with { Analysis = tooLong }]);

        Assert.Equal(("ImportRowsToMend", 2), (Assert.Single(refused.Refusals).Code, refused.Refusals[0].Arguments[0]));
        var preview = await PreviewAsync(id);
        Assert.Equal(tooLong.Length, preview.Rows[1].Row.Analysis.Length);
        Assert.Equal([new ImportMend(1, 1), new ImportMend(2, 1)], preview.Mends);

        Assert.True((await ConfirmAsync(id, rows:
            [As(preview.Rows[0].Row) with { Title = "Rubrik" }, As(preview.Rows[1].Row) with { IsIncluded = false }])).IsDone);
        Assert.Equal(["Rubrik", "Åtgärd nummer 3"], (await NotesAsync((await PlanOfAsync("2023/24"))!.Id)).Select(note => note.Activity.Title));
    }

    [Fact]
    public async Task Confirm_NothingIncluded_IsRefused()
    {
        var id = await PrepareAsync(ReportOf(1));
        var row = (await PreviewAsync(id)).Rows[0].Row;

        var outcome = await ConfirmAsync(id, rows: As(row) with { IsIncluded = false });

        Assert.Equal("ImportNothingIncluded", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Confirm_ActivityWithoutText_StaysMissing()
    {
        await ConfirmAsync(await PrepareAsync("Rapport 2023/24\n\n1. Uppdrag/Aktivitet\n\nUtan text\n\nUppföljning\n\n-\n\nAnalys\n\n-\n"));

        var note = Assert.Single(await NotesAsync((await PlanOfAsync("2023/24"))!.Id));
        Assert.Equal((NoteState.Missing, null), (note.State, note.SavedAt));
    }

    [Fact]
    public async Task Correct_OldVersion_IsConflictAndChangesNothing()
    {
        var id = await PrepareAsync(ReportOf(1));
        var preview = await PreviewAsync(id);
        var row = preview.Rows[0].Row;
        Assert.True((await CorrectAsync(id, rows: As(row) with { Title = "Min rubrik" })).IsDone);

        var late = await CorrectAsync(id, preview.Import.Version, rows: As(row) with { Title = "Din rubrik" });

        Assert.True(late.IsConflict);
        Assert.Equal("Min rubrik", (await PreviewAsync(id)).Rows[0].Row.Title);
    }

    [Fact]
    public async Task Correct_NothingChanged_KeepsTheVersion()
    {
        var id = await PrepareAsync(ReportOf(2));
        var preview = await PreviewAsync(id);

        Assert.True((await CorrectAsync(id, rows: [.. preview.Rows.Select(row => As(row.Row))])).IsDone);

        Assert.Equal(preview.Import.Version, (await PreviewAsync(id)).Import.Version);
    }

    [Fact]
    public async Task Correct_UnitOrPlanThatDoesNotExist_IsRefused()
    {
        var id = await PrepareAsync(ReportOf(1));
        var row = (await PreviewAsync(id)).Rows[0].Row;

        Assert.Equal("ImportUnitGone", (await CorrectAsync(id, rows: As(row) with { UnitId = Guid.NewGuid() })).Refusals[0].Code);
        Assert.Equal("ImportUnitGone", (await CorrectAsync(id, choose: choice => choice with { DefaultUnitId = Guid.NewGuid() })).Refusals[0].Code);
        Assert.Equal("ImportPlanGone", (await CorrectAsync(id, choose: choice => choice with { PlanId = Guid.NewGuid() })).Refusals[0].Code);
    }

    [Fact]
    public async Task Correct_RowOfAnotherImport_IsLeftAlone()
    {
        var (mine, other) = (await PrepareAsync(ReportOf(1)), await PrepareAsync(ReportOf(1)));
        var row = (await PreviewAsync(other)).Rows[0].Row;

        await CorrectAsync(mine, rows: As(row) with { Title = "Fel import" });

        Assert.Equal("Åtgärd nummer 1", (await PreviewAsync(other)).Rows[0].Row.Title);
    }

    [Fact]
    public async Task Confirm_AtTheSameTimeFromTheSameForm_ImportsOnce()
    {
        var id = await PrepareAsync(ReportOf(20));
        var version = (await PreviewAsync(id)).Import.Version;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ConfirmAsync(id, version))));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        Assert.Equal(20, (await NotesAsync((await PlanOfAsync("2023/24"))!.Id)).Count);
        await using var db = Database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.ImportConfirmed));
    }

    [Fact]
    public async Task Confirm_AfterSomebodyElseDid_IsConflict()
    {
        var id = await PrepareAsync(ReportOf(2));
        var version = (await PreviewAsync(id)).Import.Version;
        Assert.True((await ConfirmAsync(id, version)).IsDone);

        Assert.True((await ConfirmAsync(id, version, Sample.SecondReviewer)).IsConflict);
    }

    [Fact]
    public async Task Confirm_TwoImportsOfTheSameNewYear_SecondIsToldToChooseThePlan()
    {
        var (first, second) = (await PrepareAsync(ReportOf(2)), await PrepareAsync(ReportOf(2)));
        Assert.True((await ConfirmAsync(first)).IsDone);

        Assert.Equal("ImportPlanExists", Assert.Single((await ConfirmAsync(second)).Refusals).Code);

        var plan = await PlanOfAsync("2023/24");
        Assert.True((await ConfirmAsync(second, choose: choice => choice with { PlanId = plan!.Id })).IsDone);
        Assert.Equal(2, (await NotesAsync(plan!.Id)).Count);
    }

    [Fact]
    public async Task Confirm_TwoThousandRows_IsDoneInOneSaveWithinReasonableTime()
    {
        var id = await PrepareAsync(ReportOf(2_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.True((await ConfirmAsync(id)).IsDone);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
        Assert.Equal(2_000, (await NotesAsync((await PlanOfAsync("2023/24"))!.Id)).Count);
        Assert.True((await UndoAsync(id)).IsDone);
        Assert.Null(await PlanOfAsync("2023/24"));
    }

    [Fact]
    public async Task Discard_ThenTakeUp_IsAPreviewAgain()
    {
        var id = await PrepareAsync(ReportOf(1));
        var access = await Sample.AccessOfAsync(Sample.Reviewer);
        await using var db = Database.Open();
        var version = (await PreviewAsync(id)).Import.Version;

        Assert.True((await Service(db).DiscardAsync(access, id, version)).IsDone);
        Assert.Equal("ImportNotInPreview", Assert.Single((await ConfirmAsync(id)).Refusals).Code);
        var discarded = await PreviewAsync(id);
        Assert.Equal(ImportState.Discarded, discarded.Import.State);
        Assert.Null(discarded.Rows[0].Place);

        db.ChangeTracker.Clear();
        Assert.True((await Service(db).TakeUpAsync(access, id, discarded.Import.Version)).IsDone);
        Assert.True((await ConfirmAsync(id)).IsDone);
    }

    [Fact]
    public async Task Confirm_IntoAClosedUnit_HasToBeMended()
    {
        var id = await PrepareAsync(ReportOf(1));
        await using (var db = Database.Open())
        {
            (await db.Units.SingleAsync(unit => unit.Id == Sample.South.Id)).Close(Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var outcome = await ConfirmAsync(id, choose: choice => choice with { DefaultUnitId = Sample.South.Id });

        Assert.Equal("ImportRowsToMend", Assert.Single(outcome.Refusals).Code);
        Assert.Equal("ImportUnitMissing", Assert.Single((await PreviewAsync(id)).Rows[0].Place!.Errors).Code);
    }
}
