using System.Net;
using FollowUp.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Exports;

/// <summary>Who took a report or a list out of the system is in the audit.</summary>
public sealed class TakenReportsTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Report_AsAFileOrAsText_IsInTheAudit()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        foreach (var address in new[] { "files/Word", "files/Excel", "text" })
        {
            using var answer = await visitor.Client.GetAsync($"/reports/{_app.Sample.Plan.Id}/{address}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // Somebody whose report it is not takes none.
        var reader = await _app.SignInAsync(_app.Sample.Reader);
        using var denied = await reader.Client.GetAsync($"/reports/{_app.Sample.Plan.Id}/files/Word");
        Assert.NotEqual(HttpStatusCode.OK, denied.StatusCode);

        await using var db = _app.OpenDatabase();
        var entries = await db.Audit.Where(entry => entry.Action == AuditAction.ReportExported).OrderBy(entry => entry.At).ToListAsync();
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Equal((_app.Sample.Reviewer.Id, _app.Sample.Plan.Id), (entry.UserId!.Value, entry.SubjectId)));
        Assert.Equal([".docx", ".txt", ".xlsx"], entries.Select(entry => Path.GetExtension(entry.Subject)).Order());
    }

    [Theory]
    [InlineData("/activities/export")]
    [InlineData("/goal-areas/export")]
    [InlineData("/plans/export")]
    [InlineData("/units/export")]
    [InlineData("/users/export")]
    [InlineData("/audit/export")]
    [InlineData("/imports/export")]
    public async Task List_WhateverIsInIt_IsInTheAudit(string address)
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);

        using var answer = await visitor.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = _app.OpenDatabase();
        Assert.Equal(_app.Sample.Administrator.Id, (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ListExported)).UserId);
    }
}
