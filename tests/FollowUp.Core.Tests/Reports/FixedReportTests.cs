using System.Security.Cryptography;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class FixedReportTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _note = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _note = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North), _sample.North, NoteState.Submitted);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Fix_SomethingMissing_IsRefusedUntilItIsWaived()
    {
        var missing = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Ingen skrev", _sample.North), _sample.North, NoteState.Missing);

        Assert.Equal("ReportHasGaps", Assert.Single((await FixAsync()).Refusals).Code);
        await using (var db = _database.Open())
        {
            Assert.Empty(await db.FixedReports.ToListAsync());
            await new WaiverService(db, _database.Clock, _database.Faults).WaiveAsync(await _sample.AccessOfAsync(_sample.Reviewer), missing.Id, "Enheten är ny.");
        }

        Assert.True((await FixAsync()).IsDone);

        var report = (await ReadAsync(_sample.Reader))!;
        var waiver = Assert.Single(report.Waivers);
        Assert.Equal((2, GapKind.NoNote, "Enheten är ny."), (waiver.Number, waiver.Kind, waiver.Reason));
    }

    [Fact]
    public async Task Fix_Ready_KeepsTheReportWithChecksumTimeAndPersonAndLocksThePlan()
    {
        Assert.True((await FixAsync()).IsDone);

        await using var db = _database.Open();
        var kept = await db.FixedReports.Include(report => report.Files).SingleAsync();
        Assert.Equal((1, _sample.Administrator.Id, _database.Clock.Now), (kept.Number, kept.FixedById, kept.FixedAt));
        var file = Assert.Single(kept.Files);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Content)), file.Sha256);
        Assert.True((await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).IsFixed);
        Assert.Equal(AuditAction.PlanFixed, (await db.Audit.SingleAsync(entry => entry.SubjectId == _sample.Plan.Id)).Action);
        var report = ReportJson.Read(new MemoryStream(file.Content));
        Assert.Equal((1, "Ada Påhitt"), (report.FixedVersion, report.FixedBy));
    }

    [Fact]
    public async Task Fix_SomebodySavesMeanwhile_IsAConflictAndKeepsNothing()
    {
        var outcome = await FixAsync(async () =>
        {
            await using var db = _database.Open();
            (await db.Notes.SingleAsync()).Return("Skriv mer.", _sample.Reviewer.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        });

        Assert.True(outcome.IsConflict);
        await using var after = _database.Open();
        Assert.Empty(await after.FixedReports.ToListAsync());
        Assert.False((await after.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).IsFixed);
    }

    [Fact]
    public async Task Fix_SomebodyWithdrawsAWaiverMeanwhile_IsAConflictAndKeepsNothing()
    {
        var missing = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Ingen skrev", _sample.North), _sample.North, NoteState.Missing);
        await using (var db = _database.Open())
            await Waivers(db).WaiveAsync(await _sample.AccessOfAsync(_sample.Reviewer), missing.Id, "Enheten är ny.");

        var outcome = await FixAsync(async () =>
        {
            await using var db = _database.Open();
            await Waivers(db).WithdrawAsync(await _sample.AccessOfAsync(_sample.Reviewer), missing.Id);
        });

        Assert.True(outcome.IsConflict);
        await using var after = _database.Open();
        Assert.Empty(await after.FixedReports.ToListAsync());
    }

    [Fact]
    public async Task Fix_TextIsSavedInTheVeryMomentOfTheFixing_KeepsTheTextAndFixesNothing()
    {
        await using var db = _database.Open(new BeforeSave(async () =>
        {
            await using var other = _database.Open();
            var note = await other.Notes.SingleAsync();
            note.Return("Skriv mer.", _sample.Reviewer.Id, _database.Clock.Now);
            await other.SaveChangesAsync();
        }));

        Assert.True((await FixAsync(db)).IsConflict);
        await using var after = _database.Open();
        Assert.Empty(await after.FixedReports.ToListAsync());
        Assert.Equal((false, NoteState.Returned), ((await after.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).IsFixed, (await after.Notes.SingleAsync()).State));
        Assert.True((await FixAsync(after)).Refusals is [{ Code: "ReportHasGaps" }]);
    }

    [Fact]
    public async Task Save_ThePlanIsFixedInTheVeryMomentOfTheSave_IsRefusedAndTheNoteStaysAsItWas()
    {
        var note = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Skrivs", _sample.North), _sample.North, NoteState.Draft);
        await using (var db = _database.Open())
            await Waivers(db).WaiveAsync(await _sample.AccessOfAsync(_sample.Reviewer), note.Id, "Enheten är ny.");
        await using var writing = _database.Open(new BeforeSave(async () => Assert.True((await FixAsync()).IsDone)));

        var outcome = await new NoteWritingService(writing, _database.Clock, _database.Faults).SaveAsync(
            await _sample.AccessOfAsync(_sample.Head), note.Id, new NoteSave { Version = note.Version, Text = note.Text with { FollowUp = "I sista stund." } });

        Assert.Equal("PlanIsFixed", Assert.Single(outcome.Refusals).Code);
        await using var after = _database.Open();
        Assert.Equal((note.Version, note.FollowUp), await after.Notes.Where(each => each.Id == note.Id).Select(each => ValueTuple.Create(each.Version, each.FollowUp)).SingleAsync());
    }

    [Fact]
    public async Task Submit_ThePlanIsFixedInTheVeryMoment_IsRefused()
    {
        var note = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Skrivs", _sample.North), _sample.North, NoteState.Draft);
        await using (var db = _database.Open())
            await Waivers(db).WaiveAsync(await _sample.AccessOfAsync(_sample.Reviewer), note.Id, "Enheten är ny.");
        await using var submitting = _database.Open(new BeforeSave(async () => Assert.True((await FixAsync()).IsDone)));

        var outcome = await new NoteService(submitting, _database.Clock, _database.Faults).SubmitAsync(await _sample.AccessOfAsync(_sample.Head), note.Id, note.Version, note.Text);

        Assert.Equal("PlanIsFixed", Assert.Single(outcome.Refusals).Code);
        await using var after = _database.Open();
        Assert.Equal(NoteState.Draft, (await after.Notes.SingleAsync(each => each.Id == note.Id)).State);
    }

    [Fact]
    public async Task Save_OtherNotesOfThePlanAreSavedMeanwhile_DoesNotStandInTheirWay()
    {
        var note = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Skrivs", _sample.North), _sample.North, NoteState.Draft);
        var other = await _sample.WriteAsync(await _sample.AddActivityAsync(3, "Skrivs också", _sample.South), _sample.South, NoteState.Draft);
        await using var writing = _database.Open(new BeforeSave(async () =>
        {
            await using var db = _database.Open();
            Assert.True((await WriteAsync(db, _sample.OtherHead, other, "Samtidigt.")).IsDone);
        }));

        _database.ForgetCommands();
        Assert.True((await WriteAsync(writing, _sample.Head, note, "Just nu.")).IsDone);

        // A save that had to be tried anew would be one more.
        Assert.Equal(2, _database.Commands.Count(command => command.Contains("UPDATE \"Notes\"", StringComparison.Ordinal) || command.Contains("UPDATE [Notes]", StringComparison.Ordinal)));
        await using var after = _database.Open();
        Assert.Equal(2, await after.Notes.CountAsync(each => each.FollowUp == "Samtidigt." || each.FollowUp == "Just nu."));
    }

    private async Task<Outcome> WriteAsync(FollowUpDbContext db, AppUser user, Note note, string text) =>
        await new NoteWritingService(db, _database.Clock, _database.Faults).SaveAsync(
            await _sample.AccessOfAsync(user), note.Id, new NoteSave { Version = note.Version, Text = note.Text with { FollowUp = text } });

    [Fact]
    public async Task Fix_TakesTheStampBeforeItLooksForWhatIsMissing()
    {
        _database.ForgetCommands();
        await FixAsync();

        var commands = _database.Commands.ToList();
        var stamp = commands.FindIndex(command => command.Contains("Version", StringComparison.Ordinal) && command.Contains("Notes", StringComparison.Ordinal));
        Assert.InRange(stamp, 0, commands.FindIndex(command => command.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fix_SomebodyElseFixesMeanwhile_IsAConflict()
    {
        var outcome = await FixAsync(async () => Assert.True((await FixAsync(by: _sample.Reviewer)).IsDone));

        Assert.True(outcome.IsConflict);
        await using var db = _database.Open();
        Assert.Equal(_sample.Reviewer.Id, (await db.FixedReports.SingleAsync()).FixedById);
    }

    [Fact]
    public async Task Fix_SecondClickWhileTheFirstIsWritten_KeepsOneVersion()
    {
        Assert.True((await FixAsync(async () => Assert.True((await FixAsync()).IsDone))).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.FixedReports.CountAsync());
    }

    [Fact]
    public async Task Read_ReaderWhoChoosesAPart_GetsNothingThatWasNotFixed()
    {
        await FixAsync();
        await using var db = _database.Open();
        var queries = new AnnualReportQueries(db, _database.Clock);
        var reader = await _sample.AccessOfAsync(_sample.Reader);

        Assert.Null(await queries.ReadAsync(reader, _sample.Plan.Id, new ReportScope { UnitId = _sample.North.Id }));
        Assert.Null(await queries.ReadAsync(reader, _sample.Plan.Id, new ReportScope { SchoolForm = _sample.North.SchoolForm }));
        Assert.Empty(await queries.PartsAsync(reader, _sample.Plan.Id));
        Assert.Equal(1, (await queries.ReadAsync(reader, _sample.Plan.Id, new ReportScope { UnitId = _sample.Authority.Id }))!.FixedVersion);
        Assert.Equal("Norra provskolan", (await queries.ReadAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, new ReportScope { UnitId = _sample.North.Id }))!.UnitName);
    }

    [Fact]
    public async Task Read_ReaderWhoIsARektorToo_GetsTheFixedVersionWhileCorrectionsAreMade()
    {
        var both = await _sample.AddUserAsync("Bo Både", "bo@prov.example", [AppRole.Reader, AppRole.Principal], [(_sample.North, MembershipKind.Head)]);
        await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Södras", _sample.South), _sample.South, NoteState.Submitted);
        await FixAsync();
        await UnlockAsync();

        var report = (await ReadAsync(both))!;
        Assert.Equal((null, 1, 2), (report.UnitName, report.FixedVersion, report.Entries.Count));
        await using var db = _database.Open();
        var queries = new AnnualReportQueries(db, _database.Clock);
        var access = await _sample.AccessOfAsync(both);
        Assert.Equal("Norra provskolan", Assert.Single(await queries.PartsAsync(access, _sample.Plan.Id)).Unit.Name);
        Assert.Equal("Norra provskolan", (await queries.ReadAsync(access, _sample.Plan.Id, new ReportScope { UnitId = _sample.North.Id }))!.UnitName);
        Assert.Null(await queries.ReadAsync(access, _sample.Plan.Id, new ReportScope { UnitId = _sample.South.Id }));
        foreach (var user in new[] { both, _sample.Reader })
        {
            var listed = (await queries.ListAsync(await _sample.AccessOfAsync(user), new PageRequest())).Rows.Single(row => row.PlanId == _sample.Plan.Id);
            Assert.Equal((2, 2, 2), (listed.Activities, listed.Notes, listed.HandedIn));
        }
    }

    [Fact]
    public async Task Formats_OfAVersion_AreForThoseWhoMayReadTheWhole()
    {
        await FixAsync();
        await using var db = _database.Open();

        Assert.Equal([ReportFormat.Json], await Queries(db).FormatsAsync(await _sample.AccessOfAsync(_sample.Reader), _sample.Plan.Id, 1));
        Assert.Empty(await Queries(db).FormatsAsync(await _sample.AccessOfAsync(_sample.Reader), _sample.Plan.Id, 2));
        Assert.Empty(await Queries(db).FormatsAsync(await _sample.AccessOfAsync(_sample.Head), _sample.Plan.Id, 1));
    }

    [Fact]
    public async Task Fix_AgainAfterACorrection_IsANewVersionThatTellsWhatDiffers()
    {
        await FixAsync();
        await UnlockAsync();
        await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Ny aktivitet", _sample.South), _sample.South, NoteState.Submitted);
        await using (var db = _database.Open())
        {
            var note = await db.Notes.SingleAsync(note => note.Id == _note.Id);
            note.Reopen(_sample.Head.Id, _database.Clock.Now);
            note.Save(new NoteText(NoteStatus.NotCarriedOut, note.FollowUp, "Personalbrist."), _sample.Head.Id, _database.Clock.Now);
            note.Submit(_sample.Head.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.True((await FixAsync()).IsDone);

        await using var open = _database.Open();
        var found = (await Queries(open).ListAsync(await _sample.AccessOfAsync(_sample.Reader), _sample.Plan.Id))!;
        Assert.Equal([2, 1], found.Versions.Select(version => version.Number));
        Assert.Equal(
            [(DifferenceKind.StatusChanged, 1), (DifferenceKind.AnalysisChanged, 1), (DifferenceKind.ActivityAdded, 2)],
            found.Versions[0].Differences.Select(difference => (difference.Kind, difference.Number ?? 0)));
        Assert.Equal((_note.Status, NoteStatus.NotCarriedOut), (found.Versions[0].Differences[0].StatusBefore, found.Versions[0].Differences[0].StatusAfter));
        Assert.Empty(found.Versions[1].Differences);
    }

    [Fact]
    public async Task Read_WhileCorrectionsAreMade_GivesReadersTheFixedVersion()
    {
        await FixAsync();
        var before = await TextsAsync(_sample.Reader);
        await UnlockAsync();
        await using (var db = _database.Open())
        {
            var note = await db.Notes.SingleAsync(note => note.Id == _note.Id);
            note.Reopen(_sample.Head.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(before, await TextsAsync(_sample.Reader));
        Assert.NotEqual(before, await TextsAsync(_sample.Reviewer));
        await using var read = _database.Open();
        Assert.Null(await new AnnualReportQueries(read, _database.Clock).ReadAsync(
            await _sample.AccessOfAsync(_sample.Reader), _sample.Plan.Id, new ReportScope { UnitId = _sample.North.Id }));
    }

    [Fact]
    public async Task Fix_TwiceInAMoment_KeepsOneVersion()
    {
        Assert.True((await FixAsync()).IsDone);
        Assert.True((await FixAsync()).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.FixedReports.CountAsync());
    }

    [Fact]
    public async Task Fix_ByAPrincipal_DoesNotExist()
    {
        await using var db = _database.Open();
        var access = await _sample.AccessOfAsync(_sample.Head);
        Assert.True((await new ReportFixingService(db, _database.Clock, _database.Faults).FixAsync(access, _sample.Plan.Id, _sample.Plan.Version, Press(db, access))).IsNotFound);
        Assert.Null(await Queries(db).ListAsync(access, _sample.Plan.Id));
    }

    [Fact]
    public async Task Share_ALink_WorksUntilItsLastDayOrIsEnded()
    {
        await FixAsync();
        var id = Guid.CreateVersion7();
        var secret = (await ShareAsync(id, _database.Clock.Today.AddDays(7))).Value!;
        Assert.Equal("", (await ShareAsync(id, _database.Clock.Today.AddDays(7))).Value);
        Assert.Equal("ShareInThePast", Assert.Single((await ShareAsync(Guid.CreateVersion7(), _database.Clock.Today.AddDays(-1))).Refusals).Code);
        Assert.Equal("ShareTooLong", Assert.Single((await ShareAsync(Guid.CreateVersion7(), _database.Clock.Today.AddDays(ReportShare.MaxDays))).Refusals).Code);

        Assert.Equal(1, (await SharedAsync(secret))!.Report.Entries.Single().Number);
        Assert.Null(await SharedAsync(secret + "x"));
        Assert.Null(await SharedAsync((await HashAsync())!));
        _database.Time.Advance(TimeSpan.FromDays(7));
        Assert.NotNull(await SharedAsync(secret));
        _database.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await SharedAsync(secret));

        var other = Guid.CreateVersion7();
        var second = (await ShareAsync(other, _database.Clock.Today)).Value!;
        await using (var db = _database.Open())
            Assert.True((await Shares(db).EndAsync(await _sample.AccessOfAsync(_sample.Reviewer), other)).IsDone);
        Assert.Null(await SharedAsync(second));
        await using var after = _database.Open();
        Assert.Equal((2, 1), (await after.Audit.CountAsync(entry => entry.Action == AuditAction.ReportShared), await after.Audit.CountAsync(entry => entry.Action == AuditAction.ReportShareEnded)));
    }

    private async Task<Outcome> FixAsync(Func<Task>? meanwhile = null, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await FixAsync(db, meanwhile, by);
    }

    private async Task<Outcome> FixAsync(FollowUpDbContext db, Func<Task>? meanwhile = null, AppUser? by = null)
    {
        var access = await _sample.AccessOfAsync(by ?? _sample.Administrator);
        var version = await db.Plans.Where(plan => plan.Id == _sample.Plan.Id).Select(plan => plan.Version).SingleAsync();
        return await new ReportFixingService(db, _database.Clock, _database.Faults).FixAsync(access, _sample.Plan.Id, version, Press(db, access, meanwhile));
    }

    private ReportPress Press(FollowUpDbContext db, UserAccess access, Func<Task>? meanwhile = null) => new(
        cancel => new AnnualReportQueries(db, _database.Clock).ReadAsync(access, _sample.Plan.Id, null, cancel),
        async (report, cancel) =>
        {
            if (meanwhile is not null) await meanwhile();
            using var json = new MemoryStream();
            await ReportJson.WriteAsync(report, json, cancel);
            return [new ReportOutput(ReportFormat.Json, "rapport.json", json.ToArray())];
        });

    private async Task UnlockAsync()
    {
        _database.Time.Advance(TimeSpan.FromMinutes(10));
        await using var db = _database.Open();
        var version = await db.Plans.Where(plan => plan.Id == _sample.Plan.Id).Select(plan => plan.Version).SingleAsync();
        Assert.True((await new PlanService(db, _database.Clock, _database.Faults).UnlockAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id, version)).IsDone);
    }

    private async Task<AnnualReport?> ReadAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new AnnualReportQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id);
    }

    private async Task<List<string>> TextsAsync(AppUser user)
    {
        await using var db = _database.Open();
        var report = (await new AnnualReportQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id))!;
        return await report.Activities.Select(activity => activity.FollowUp).ToListAsync();
    }

    private async Task<Outcome<string>> ShareAsync(Guid id, DateOnly lastDay)
    {
        await using var db = _database.Open();
        return await Shares(db).ShareAsync(await _sample.AccessOfAsync(_sample.Reviewer), (await db.FixedReports.SingleAsync()).Id, id, lastDay);
    }

    private async Task<SharedReport?> SharedAsync(string secret)
    {
        await using var db = _database.Open();
        return await Queries(db).SharedAsync(secret);
    }

    private async Task<string?> HashAsync()
    {
        await using var db = _database.Open();
        return await db.ReportShares.Select(share => share.SecretHash).FirstOrDefaultAsync();
    }

    private WaiverService Waivers(FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private ReportShareService Shares(FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private FixedReportQueries Queries(FollowUpDbContext db) => new(db, _database.Clock);
}
