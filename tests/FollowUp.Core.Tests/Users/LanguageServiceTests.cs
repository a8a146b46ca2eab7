using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class LanguageServiceTests : IAsyncLifetime
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
    public async Task Choose_ALanguage_IsOnesOwnAndKeptInTheAudit()
    {
        Assert.Null((await _sample.AccessOfAsync(_sample.Head)).Language);

        Assert.True((await ChooseAsync(Languages.English)).IsDone);
        Assert.True((await ChooseAsync(Languages.English)).IsDone);

        Assert.Equal(Languages.English, (await _sample.AccessOfAsync(_sample.Head)).Language);
        Assert.Null((await _sample.AccessOfAsync(_sample.Reviewer)).Language);
        await using (var db = _database.Open())
        {
            var entry = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.LanguageChosen);
            Assert.Equal(((Guid?)_sample.Head.Id, _sample.Head.Id), (entry.UserId, entry.SubjectId));
        }

        Assert.True((await ChooseAsync(null)).IsDone);
        Assert.Null((await _sample.AccessOfAsync(_sample.Head)).Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de")]
    [InlineData("EN")]
    public async Task Choose_WhatThereIsNot_IsRefused(string language)
    {
        Assert.Equal("LanguageUnknown", Assert.Single((await ChooseAsync(language)).Refusals).Code);
        Assert.Null((await _sample.AccessOfAsync(_sample.Head)).Language);
    }

    private async Task<Outcome> ChooseAsync(string? language)
    {
        await using var db = _database.Open();
        return await new LanguageService(db, _database.Clock).ChooseAsync(await _sample.AccessOfAsync(_sample.Head), language);
    }
}
