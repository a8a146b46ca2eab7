using FollowUp.Core.House;
using FollowUp.Core.Tests.Reports;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.House;

public sealed class HouseServiceTests : IAsyncLifetime
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
    public async Task Choose_IsRemembered_AndCanBeChangedFromWhatWasShown()
    {
        Assert.Equal((null, "Provkommunen", ""), ((await ReadAsync()).Version, (await ReadAsync()).AuthorityName, (await ReadAsync()).Accent));

        Assert.True((await ChooseAsync(null, new HouseChoices { Accent = " #0B4F8A ", Completed = " Klar ", SupervisorAddress = "https://tillsyn.example/anmal" })).IsDone);
        var first = await ReadAsync();
        Assert.Equal(("#0b4f8a", "Klar", "https://tillsyn.example/anmal"), (first.Accent, first.Completed, first.SupervisorAddress));

        Assert.True((await ChooseAsync(null, new HouseChoices())).IsConflict);
        Assert.True((await ChooseAsync(first.Version, new HouseChoices())).IsDone);
        Assert.Equal("", (await ReadAsync()).Accent);
    }

    [Fact]
    public async Task Choose_WhatCannotBe_IsRefusedBesideEachField()
    {
        var outcome = await ChooseAsync(null, new HouseChoices
        {
            Accent = "#ffcc00",
            NotStarted = "Nej",
            NotCarriedOut = "nej",
            SupervisorAddress = "javascript:alert(1)",
            DataProtectionAddress = "www.example",
            ReportTitle = new string('a', HouseSettings.TitleLength + 1),
            AssessedOn = _database.Clock.Today.AddDays(1),
        });

        Assert.Equal(
            [("ColorContrast", "Accent"), ("LabelTwice", "NotCarriedOut"), ("TextTooLong", "ReportTitle"), ("AddressUnknown", "SupervisorAddress"), ("AddressUnknown", "DataProtectionAddress"), ("DayNotCome", "AssessedOn")],
            outcome.Refusals.Select(refusal => (refusal.Code, refusal.Field)));
        Assert.Null((await ReadAsync()).Version);
    }

    [Fact]
    public async Task Choose_ByOthersThanAdministrators_IsNotFound()
    {
        foreach (var user in new[] { _sample.Reviewer, _sample.Head, _sample.Reader })
        {
            Assert.True((await ChooseAsync(null, new HouseChoices(), user)).IsNotFound);
            Assert.True((await DoAsync((service, access) => service.SetLogoAsync(access, LogoSamples.Png(4, 3)), user)).IsNotFound);
            Assert.True((await DoAsync((service, access) => service.ShowLogoAsync(access, true), user)).IsNotFound);
        }
    }

    [Fact]
    public async Task Logo_SetRemovedAndRestored()
    {
        Assert.Equal("LogoKindUnknown", Assert.Single((await DoAsync((service, access) => service.SetLogoAsync(access, "<?php"u8.ToArray()[1..]))).Refusals).Code);
        Assert.True((await DoAsync((service, access) => service.SetLogoAsync(access, LogoSamples.Png(4, 3)))).IsDone);
        Assert.True((await ReadAsync()).HasLogo);
        Assert.Equal("image/png", (await LogoAsync())!.MediaType);

        Assert.True((await DoAsync((service, access) => service.ShowLogoAsync(access, false))).IsDone);
        Assert.False((await ReadAsync()).HasLogo);
        Assert.Null(await LogoAsync());
        Assert.True((await DoAsync((service, access) => service.ShowLogoAsync(access, true))).IsDone);
        Assert.Equal(LogoSamples.Png(4, 3), (await LogoAsync())!.Content);
    }

    [Theory]
    [InlineData("#14524e", true)]
    [InlineData("#0b4f8a", true)]
    [InlineData("#7a1f5c", true)]
    [InlineData("#000000", true)]
    [InlineData("#ff0000", false)]
    [InlineData("#8a8a8a", false)]
    [InlineData("#ffffff", false)]
    public void Color_IsReadable_WhereItStandsOutOnEveryGround(string typed, bool isReadable) => Assert.Equal(isReadable, AccentColor.Read(typed)!.IsReadable);

    [Theory]
    [InlineData("")]
    [InlineData("röd")]
    [InlineData("#fff")]
    [InlineData("#12345g")]
    [InlineData("#-12345")]
    [InlineData("#123456;}")]
    public void Color_SomethingElse_IsNone(string typed) => Assert.Null(AccentColor.Read(typed));

    [Fact]
    public void Color_OnDarkGround_IsLighter()
    {
        var color = AccentColor.Read("#14524e")!;

        Assert.Equal("#14524e", color.Accent);
        Assert.True(AccentColor.Read("#000000")!.Contrast > color.Contrast);
        Assert.True(string.CompareOrdinal(color.DarkAccent, color.Accent) > 0, color.DarkAccent);
        Assert.NotEqual(color.Accent, color.DarkAccent);
    }

    private async Task<HouseFacts> ReadAsync()
    {
        await using var db = _database.Open();
        return await new HouseQueries(db).ReadAsync();
    }

    private async Task<HouseLogo?> LogoAsync()
    {
        await using var db = _database.Open();
        return await new HouseQueries(db).LogoAsync();
    }

    private Task<Outcome> ChooseAsync(Guid? version, HouseChoices choices, AppUser? user = null) =>
        DoAsync((service, access) => service.ChooseAsync(access, version, choices), user);

    private async Task<Outcome> DoAsync(Func<HouseService, UserAccess, Task<Outcome>> change, AppUser? user = null)
    {
        await using var db = _database.Open();
        return await change(new HouseService(db, _database.Clock, _database.Faults), await _sample.AccessOfAsync(user ?? _sample.Administrator));
    }
}
