using FollowUp.Core.Audit;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class ReportTemplateServiceTests : IAsyncLifetime
{
    private static readonly TemplateUpload First = new(@"C:\Mallar\kommun.docx", [1, 2, 3], Guid.Empty);

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Upload_First_IsUsedWithNameTimeAndAudit()
    {
        var before = (await ReadAsync())!;
        Assert.Equal((Guid.Empty, null), (before.Version, before.Used));
        Assert.Equal(_sample.Plan.Id, before.NewestPlanId);

        Assert.True((await UploadAsync(First)).IsDone);

        var read = (await ReadAsync())!;
        Assert.NotEqual(Guid.Empty, read.Version);
        Assert.Equal(new UsedTemplate("kommun.docx", _sample.Reviewer.Name, _database.Clock.Now), read.Used);
        Assert.Equal([1, 2, 3], (await UsedAsync())!.Content);
        await using var db = _database.Open();
        var audit = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ReportTemplateChanged);
        Assert.Equal((ReportTemplate.OnlyId, "kommun.docx", _sample.Reviewer.Id), (audit.SubjectId, audit.Subject, audit.UserId!.Value));
    }

    [Fact]
    public async Task Upload_TwiceAsByADoubleClick_IsDoneOnce()
    {
        var both = await Task.WhenAll(UploadAsync(First), UploadAsync(First));
        var again = await UploadAsync(First);

        Assert.All(both.Append(again), outcome => Assert.True(outcome.IsDone));
        Assert.Equal(1, await AuditsAsync(AuditAction.ReportTemplateChanged));
    }

    [Fact]
    public async Task Upload_TwoDifferentFirstOnesAtOnce_OneWins()
    {
        var both = await Task.WhenAll(UploadAsync(First), UploadAsync(First with { Content = [4] }));

        Assert.Equal((1, 1), (both.Count(outcome => outcome.IsDone), both.Count(outcome => outcome.IsConflict)));
    }

    [Fact]
    public async Task Upload_Another_ReplacesTheOneThatWasShownAndNoOther()
    {
        await UploadAsync(First);
        var version = (await ReadAsync())!.Version;

        Assert.True((await UploadAsync(new TemplateUpload("ny.docx", [4], version), _sample.Administrator)).IsDone);
        Assert.True((await UploadAsync(new TemplateUpload("sen.docx", [5], version))).IsConflict);

        Assert.Equal(("ny.docx", _sample.Administrator.Name), ((await ReadAsync())!.Used!.FileName, (await ReadAsync())!.Used!.UploadedBy));
        Assert.Equal([4], (await UsedAsync())!.Content);
    }

    [Fact]
    public async Task Upload_NothingOrTooMuch_IsRefusedBesideTheField()
    {
        var nothing = await UploadAsync(First with { Content = [] });
        var tooMuch = await UploadAsync(First with { Content = new byte[ReportTemplate.MaxBytes + 1] });

        Assert.Equal([("WordTemplateMissing", "File"), ("WordTemplateTooLarge", "File")], nothing.Refusals.Concat(tooMuch.Refusals).Select(refusal => (refusal.Code, refusal.Field!)));
        Assert.Null((await ReadAsync())!.Used);
    }

    [Fact]
    public async Task Upload_LongestFileAndName_IsKeptWithTheNamesEnd()
    {
        Assert.True((await UploadAsync(new TemplateUpload(new string('a', 300) + ".docx", new byte[ReportTemplate.MaxBytes], Guid.Empty))).IsDone);

        var used = (await UsedAsync())!;
        Assert.Equal((new string('a', ReportTemplate.FileNameLength - 5) + ".docx", ReportTemplate.MaxBytes), (used.FileName, used.Content.Length));
    }

    [Fact]
    public async Task Remove_AndRestore_TakesItOutOfUseAndBack()
    {
        await UploadAsync(First);
        var version = (await ReadAsync())!.Version;

        Assert.All(await Task.WhenAll(RemoveAsync(version), RemoveAsync(version)), outcome => Assert.True(outcome.IsDone));
        Assert.Null((await ReadAsync())!.Used);
        Assert.Null(await UsedAsync());

        var removed = (await ReadAsync())!.Version;
        Assert.All(await Task.WhenAll(RestoreAsync(removed), RestoreAsync(removed)), outcome => Assert.True(outcome.IsDone));
        Assert.Equal("kommun.docx", (await ReadAsync())!.Used!.FileName);
        Assert.Equal([1, 2, 3], (await UsedAsync())!.Content);
        Assert.Equal((1, 1), (await AuditsAsync(AuditAction.ReportTemplateRemoved), await AuditsAsync(AuditAction.ReportTemplateRestored)));
    }

    [Fact]
    public async Task Upload_AfterARemoval_IsUsed()
    {
        await UploadAsync(First);
        await RemoveAsync((await ReadAsync())!.Version);

        Assert.True((await UploadAsync(First with { Version = (await ReadAsync())!.Version })).IsDone);

        Assert.NotNull(await UsedAsync());
    }

    [Fact]
    public async Task Remove_OneThatWasReplacedMeanwhile_IsAConflict()
    {
        await UploadAsync(First);
        var version = (await ReadAsync())!.Version;
        await UploadAsync(new TemplateUpload("ny.docx", [4], version));

        Assert.True((await RemoveAsync(version)).IsConflict);
        Assert.Equal("ny.docx", (await ReadAsync())!.Used!.FileName);
    }

    [Fact]
    public async Task Restore_AnotherWasTakenIntoUseAndRemovedMeanwhile_IsAConflict()
    {
        await UploadAsync(First);
        await RemoveAsync((await ReadAsync())!.Version);
        var shown = (await ReadAsync())!.Version;
        await UploadAsync(new TemplateUpload("ny.docx", [4], shown), _sample.Administrator);
        await RemoveAsync((await ReadAsync())!.Version, _sample.Administrator);

        Assert.True((await RestoreAsync(shown)).IsConflict);
        Assert.Null(await UsedAsync());
        Assert.True((await RestoreAsync((await ReadAsync())!.Version)).IsDone);
        Assert.Equal([4], (await UsedAsync())!.Content);
    }

    [Fact]
    public async Task Read_NewestPlanIsFixed_TriesTheTemplateOnNoFixedReport()
    {
        await using (var db = _database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Fix(_sample.Administrator.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Null((await ReadAsync())!.NewestPlanId);
    }

    [Fact]
    public async Task Everything_ByThoseWhoDoNotPlan_IsNotFound()
    {
        Assert.True((await RemoveAsync(Guid.Empty)).IsNotFound);
        Assert.True((await RestoreAsync(Guid.Empty)).IsNotFound);
        await UploadAsync(First);
        var version = (await ReadAsync())!.Version;

        foreach (var user in new[] { _sample.Head, _sample.Reader })
        {
            Assert.True((await UploadAsync(First with { Content = [9] }, user)).IsNotFound);
            Assert.True((await RemoveAsync(version, user)).IsNotFound);
            Assert.True((await RestoreAsync(version, user)).IsNotFound);
            Assert.Null(await ReadAsync(user));
            Assert.Null(await FileAsync(user));
        }

        Assert.Equal("kommun.docx", (await FileAsync(_sample.Administrator))!.FileName);
    }

    private Task<Outcome> UploadAsync(TemplateUpload upload, AppUser? by = null) => DoAsync(by, (service, access) => service.UploadAsync(access, upload));

    private Task<Outcome> RemoveAsync(Guid version, AppUser? by = null) => DoAsync(by, async (service, access) => await service.RemoveAsync(access, version));

    private Task<Outcome> RestoreAsync(Guid version, AppUser? by = null) => DoAsync(by, (service, access) => service.RestoreAsync(access, version));

    private async Task<Outcome> DoAsync(AppUser? user, Func<ReportTemplateService, UserAccess, Task<Outcome>> change)
    {
        await using var db = _database.Open();
        return await change(new ReportTemplateService(db, _database.Clock, _database.Faults), await _sample.AccessOfAsync(user ?? _sample.Reviewer));
    }

    private async Task<ReportTemplateDetails?> ReadAsync(AppUser? user = null)
    {
        await using var db = _database.Open();
        return await new ReportTemplateQueries(db).ReadAsync(await _sample.AccessOfAsync(user ?? _sample.Reviewer));
    }

    private async Task<TemplateFile?> FileAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new ReportTemplateQueries(db).FileAsync(await _sample.AccessOfAsync(user));
    }

    private async Task<TemplateFile?> UsedAsync()
    {
        await using var db = _database.Open();
        return await new ReportTemplateQueries(db).UsedAsync();
    }

    private async Task<int> AuditsAsync(AuditAction action)
    {
        await using var db = _database.Open();
        return await db.Audit.CountAsync(entry => entry.Action == action);
    }
}
