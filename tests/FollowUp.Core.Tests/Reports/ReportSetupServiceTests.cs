using FollowUp.Core.Audit;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class ReportSetupServiceTests : IAsyncLifetime
{
    private static readonly ReportChoices Some = new()
    {
        Title = "Kvalitetsrapport",
        HasUnitNotes = true,
        Order = ReportOrder.GoalArea,
        RegistryNumber = "UN 2026/12",
        Foreword = "Ett **ord**\r\nförst ",
        Closing = "Tack.",
        Signatures = "Rut Rektor\r\n\r\n Ordförande ",
    };

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Choose_First_IsRememberedWithTitleAndAudit()
    {
        var before = (await ReadAsync())!;
        Assert.Equal((Guid.Empty, _sample.Plan.ReportTitle, ReportOrder.Number), (before.Version, before.Title, before.Order));

        Assert.True((await ChooseAsync(null, Some)).IsDone);

        var chosen = (await ReadAsync())!;
        Assert.NotEqual(Guid.Empty, chosen.Version);
        Assert.Equal(("Kvalitetsrapport", true, ReportOrder.GoalArea), (chosen.Title, chosen.HasUnitNotes, chosen.Order));
        Assert.Equal(("UN 2026/12", "Ett **ord**\nförst ", "Tack.", "Rut Rektor\nOrdförande"), (chosen.RegistryNumber, chosen.Foreword, chosen.Closing, chosen.Signatures));
        await using var db = _database.Open();
        var audit = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ReportSetupChanged);
        Assert.Equal((_sample.Plan.Id, "2026/27", _sample.Reviewer.Id), (audit.SubjectId, audit.Subject, audit.UserId!.Value));
        Assert.NotEqual(_sample.Plan.Version, (await db.Plans.SingleAsync(plan => plan.Id == _sample.Plan.Id)).Version);
    }

    [Fact]
    public async Task Choose_ALanguage_IsThePlansAndTheReports()
    {
        Assert.Equal(Languages.Swedish, (await ReadAsync())!.Language);
        Assert.Equal("LanguageUnknown", Assert.Single((await ChooseAsync(null, Some with { Language = "de" })).Refusals).Code);
        await ChooseAsync(null, Some);

        Assert.True((await ChooseAsync((await ReadAsync())!.Version, Some with { Language = Languages.English })).IsDone);

        Assert.Equal(Languages.English, (await ReadAsync())!.Language);
        await using var db = _database.Open();
        Assert.Equal(Languages.English, (await new AnnualReportQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id))!.Language);
        Assert.Equal(Languages.Swedish, (await db.Plans.SingleAsync(plan => plan.Id == _sample.FixedPlan.Id)).Language);
    }

    [Fact]
    public async Task Choose_TwiceAsByADoubleClick_IsDoneOnce()
    {
        var both = await Task.WhenAll(ChooseAsync(null, Some), ChooseAsync(null, Some));
        var again = await ChooseAsync(null, Some);

        Assert.All(both.Append(again), outcome => Assert.True(outcome.IsDone));
        await using var db = _database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.ReportSetupChanged));
    }

    [Fact]
    public async Task Choose_SomebodyElseChoseInBetween_IsAConflict()
    {
        await ChooseAsync(null, Some);
        var version = (await ReadAsync())!.Version;

        Assert.True((await ChooseAsync(null, Some with { Closing = "Från början" })).IsConflict);
        Assert.True((await ChooseAsync(version, Some with { Closing = "Ändrad" }, _sample.Administrator)).IsDone);
        Assert.True((await ChooseAsync(version, Some with { Closing = "Från den gamla" })).IsConflict);
        Assert.Equal("Ändrad", (await ReadAsync())!.Closing);
    }

    [Fact]
    public async Task Choose_TwoDifferentFirstChoicesAtOnce_OneWins()
    {
        var both = await Task.WhenAll(ChooseAsync(null, Some), ChooseAsync(null, Some with { Closing = "En annan" }));

        Assert.Equal((1, 1), (both.Count(outcome => outcome.IsDone), both.Count(outcome => outcome.IsConflict)));
    }

    [Fact]
    public async Task Choose_TheTitleWasChangedElsewhere_IsAConflict()
    {
        Assert.True((await ChooseAsync(null, Some with { TitleBefore = "En äldre titel" })).IsConflict);
        Assert.True((await ChooseAsync(null, Some with { TitleBefore = _sample.Plan.ReportTitle })).IsDone);
    }

    [Fact]
    public async Task Choose_WhatCannotBe_IsRefusedBesideItsField()
    {
        var outcome = await ChooseAsync(null, Some with
        {
            Title = " ",
            UnitId = Guid.CreateVersion7(),
            SchoolForm = SchoolForm.Preschool,
            Order = (ReportOrder)9,
            RegistryNumber = new string('1', ReportSetup.RegistryNumberLength + 1),
            Foreword = new string('x', TypedText.MaxLength) + "\n",
            Signatures = string.Join('\n', Enumerable.Range(1, ReportSetup.MaxSignatures + 1)),
        });

        Assert.Equal(
            [
                ("ReportTitleMissing", "Title"), ("TextTooLong", "RegistryNumber"), ("TextTooLong", "Foreword"), ("TooManySignatures", "Signatures"),
                ("ReportOrderUnknown", "Order"), ("ReportUnitOrForm", "SchoolForm"), ("ReportUnitGone", "UnitId"),
            ],
            outcome.Refusals.Select(refusal => (refusal.Code, refusal.Field!)));
        Assert.Equal("ReportFormUnknown", Assert.Single((await ChooseAsync(null, Some with { SchoolForm = (SchoolForm)99 })).Refusals).Code);
        Assert.Equal(Guid.Empty, (await ReadAsync())!.Version);
    }

    [Fact]
    public async Task Choose_ClosedUnit_IsTakenAndOffered()
    {
        await using (var db = _database.Open())
        {
            db.Attach(_sample.South).Entity.Close(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.True((await ChooseAsync(null, Some with { UnitId = _sample.South.Id })).IsDone);

        var read = (await ReadAsync())!;
        Assert.Equal(_sample.South.Id, read.UnitId);
        Assert.Equal(
            [("Grundskola", 0, false), ("Norra provskolan", 1, false), ("Södra provskolan", 1, true), ("Utbildningsförvaltningen", 0, false), ("Åsens förskola", 0, false)],
            read.Units.Select(unit => (unit.Name, unit.Depth, unit.IsClosed)));
        Assert.Equal([SchoolForm.Preschool, SchoolForm.CompulsorySchool], read.SchoolForms);
        Assert.False(read.HasGoalAreas);
    }

    [Fact]
    public async Task EveryChange_OfAFixedPlan_IsRefused()
    {
        await using (var db = _database.Open())
        {
            db.ReportLogos.Add(new LogoFile(_sample.FixedPlan.Id, "image/png", LogoSamples.Png(1, 1), "Vapen"));
            await db.SaveChangesAsync();
        }

        var outcomes = new[]
        {
            await DoAsync(_sample.Reviewer, (service, access) => service.ChooseAsync(access, _sample.FixedPlan.Id, null, Some)),
            await DoAsync(_sample.Reviewer, (service, access) => service.SetLogoAsync(access, _sample.FixedPlan.Id, Logo)),
            await DoAsync(_sample.Reviewer, (service, access) => service.RemoveLogoAsync(access, _sample.FixedPlan.Id)),
            await DoAsync(_sample.Reviewer, (service, access) => service.RestoreLogoAsync(access, _sample.FixedPlan.Id)),
        };

        Assert.All(outcomes, outcome => Assert.Equal("PlanIsFixed", Assert.Single(outcome.Refusals).Code));
        Assert.True((await ReadAsync(_sample.Administrator, _sample.FixedPlan.Id))!.Plan.IsFixed);
    }

    [Fact]
    public async Task EveryChange_ByThoseWhoDoNotPlan_IsNotFound()
    {
        foreach (var user in new[] { _sample.Head, _sample.Reader })
        {
            Assert.True((await ChooseAsync(null, Some, user)).IsNotFound);
            Assert.True((await SetLogoAsync(Logo, user)).IsNotFound);
            Assert.True((await DoAsync(user, (service, access) => service.RemoveLogoAsync(access, _sample.Plan.Id))).IsNotFound);
            Assert.Null(await ReadAsync(user));
        }

        Assert.True((await DoAsync(_sample.Reviewer, (service, access) => service.ChooseAsync(access, Guid.CreateVersion7(), null, Some))).IsNotFound);
        Assert.Null(await ReadAsync(_sample.Reviewer, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Logo_SetRewordedRemovedAndRestored()
    {
        Assert.Null(await LogoAsync(_sample.Reviewer));
        Assert.True((await SetLogoAsync(Logo)).IsDone);
        Assert.True((await SetLogoAsync(new LogoUpload([], "Kommunens vapen"))).IsDone);
        var logo = (await LogoAsync(_sample.Reviewer))!;
        Assert.Equal(("image/png", "Kommunens vapen"), (logo.MediaType, logo.Text));
        Assert.Equal(LogoSamples.Png(4, 3), logo.Content);
        Assert.Equal(new ReportLogoFacts("image/png", "Kommunens vapen"), (await ReadAsync())!.Logo);

        Assert.True((await DoAsync(_sample.Reviewer, (service, access) => service.RemoveLogoAsync(access, _sample.Plan.Id))).IsDone);
        Assert.Null((await ReadAsync())!.Logo);
        Assert.Null(await LogoAsync(_sample.Reviewer));
        Assert.Equal("LogoMissing", Assert.Single((await SetLogoAsync(new LogoUpload([], "Kommunens vapen"))).Refusals).Code);

        Assert.True((await DoAsync(_sample.Reviewer, (service, access) => service.RestoreLogoAsync(access, _sample.Plan.Id))).IsDone);
        Assert.NotNull(await LogoAsync(_sample.Reviewer));
    }

    [Fact]
    public async Task SetLogo_TwiceAsByADoubleClick_IsDone()
    {
        var both = await Task.WhenAll(SetLogoAsync(Logo), SetLogoAsync(Logo));

        Assert.All(both, outcome => Assert.True(outcome.IsDone));
    }

    [Fact]
    public async Task SetLogo_NoPictureOrNoText_IsRefusedBesideTheField()
    {
        var outcome = await SetLogoAsync(new LogoUpload("Hej"u8.ToArray(), " "));

        Assert.Equal([("LogoKindUnknown", "File"), ("LogoTextMissing", "Text")], outcome.Refusals.Select(refusal => (refusal.Code, refusal.Field!)));
    }

    [Fact]
    public async Task Logo_IsSeenByThoseWhoMayReadTheReport()
    {
        await SetLogoAsync(Logo);
        Assert.Null(await LogoAsync(_sample.Head));
        Assert.Null(await LogoAsync(_sample.Reader));

        await _sample.AddActivityAsync(1, "Norras", _sample.North);

        Assert.NotNull(await LogoAsync(_sample.Head));
        Assert.Null(await LogoAsync(_sample.OtherHead));
        Assert.Null(await LogoAsync(_sample.Reader));
    }

    private static LogoUpload Logo => new(LogoSamples.Png(4, 3), "Vapen");

    private Task<Outcome> ChooseAsync(Guid? version, ReportChoices choices, AppUser? by = null) =>
        DoAsync(by ?? _sample.Reviewer, (service, access) => service.ChooseAsync(access, _sample.Plan.Id, version, choices));

    private Task<Outcome> SetLogoAsync(LogoUpload upload, AppUser? by = null) =>
        DoAsync(by ?? _sample.Reviewer, (service, access) => service.SetLogoAsync(access, _sample.Plan.Id, upload));

    private async Task<Outcome> DoAsync(AppUser user, Func<ReportSetupService, UserAccess, Task<Outcome>> change)
    {
        await using var db = _database.Open();
        return await change(new ReportSetupService(db, _database.Clock, _database.Faults), await _sample.AccessOfAsync(user));
    }

    private async Task<ReportSetupDetails?> ReadAsync(AppUser? user = null, Guid? planId = null)
    {
        await using var db = _database.Open();
        return await new ReportSetupQueries(db).ReadAsync(await _sample.AccessOfAsync(user ?? _sample.Reviewer), planId ?? _sample.Plan.Id);
    }

    private async Task<ReportLogo?> LogoAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new ReportSetupQueries(db).LogoAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id);
    }
}
