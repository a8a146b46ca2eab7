using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FollowUp.Core.Notes;
using FollowUp.Testing;
using FollowUp.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>The machine's clock is set back or on while people work.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(-3)]
    [InlineData(-24 * 400)]
    [InlineData(7)]
    public async Task ClockJumps_HoursAtOnce_PeopleGoOnWritingAndAllVersionsAreKept(int hours)
    {
        var activity = await _app.Sample.AddActivityAsync(90, "Läslyftet", _app.Sample.North);
        var id = (await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Draft)).Id;
        var (head, reviewer) = (await _app.SignInAsync(_app.Sample.Head), await _app.SignInAsync(_app.Sample.Reviewer));
        await SaveAsync(head, id, "Före hoppet.");

        _app.Database.Time.AdjustTime(_app.Database.Time.GetUtcNow().AddHours(hours));
        await SaveAsync(head, id, "Efter hoppet.");
        await SaveAsync(head, id, "Efter hoppet, en gång till.");

        foreach (var address in new[] { "/", $"/notes/{id}", $"/notes/{id}/history", "/activities" })
        {
            await head.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, head.Answer.StatusCode);
            Assert.StartsWith(address, head.Address, StringComparison.Ordinal);
        }

        foreach (var address in new[] { "/reviews", "/plans", "/reports" })
        {
            await reviewer.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, reviewer.Answer.StatusCode);
            Assert.StartsWith(address, reviewer.Address, StringComparison.Ordinal);
        }

        await _app.SignInAsync(_app.Sample.Administrator);
        await using var db = _app.OpenDatabase();
        var note = await db.Notes.Include(found => found.Revisions).SingleAsync(found => found.Id == id);
        Assert.Equal("Efter hoppet, en gång till.", note.Text.FollowUp);
        Assert.Superset(new HashSet<string> { "Före hoppet.", "Efter hoppet.", "Efter hoppet, en gång till." }, note.Revisions.Select(revision => revision.Text.FollowUp).ToHashSet());
    }

    [Fact]
    public async Task ClockJumpsOnPastTheSession_SignsOut_AndBackAgainLetsOneSignInAndWrite()
    {
        var activity = await _app.Sample.AddActivityAsync(91, "Mattelyftet", _app.Sample.North);
        var id = (await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Draft)).Id;
        var head = await _app.SignInAsync(_app.Sample.Head);
        var start = _app.Database.Time.GetUtcNow();

        _app.Database.Time.AdjustTime(start.AddDays(2));
        await head.OpenAsync($"/notes/{id}");
        Assert.StartsWith("/account/login", head.Address, StringComparison.Ordinal);
        await head.SignInAsync(_app.Sample.Head.Email!, SampleAuthority.Password);
        await SaveAsync(head, id, "Skriven i morgon.");

        _app.Database.Time.AdjustTime(start);
        await SaveAsync(head, id, "Skriven i dag.");
        await head.OpenAsync($"/notes/{id}/history");
        Assert.Equal(HttpStatusCode.OK, head.Answer.StatusCode);
    }

    [Fact]
    public async Task ClockSetBack_ChoicesOfTheHouseAreReadAgainAllTheSame()
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync("/account/login");

        // As another node would change it.
        await using (var db = _app.OpenDatabase())
        {
            await db.Units.Where(unit => unit.ParentId == null).ExecuteUpdateAsync(unit => unit.SetProperty(found => found.Name, "Nykommunen"));
        }

        _app.Database.Time.AdjustTime(_app.Database.Time.GetUtcNow().AddHours(-2));
        await visitor.OpenAsync("/account/login");
        Assert.Equal("Nykommunen", _app.Services.GetRequiredService<HouseBook>().Facts.AuthorityName);
    }

    private static async Task SaveAsync(Visitor visitor, Guid note, string text)
    {
        var fields = await NodeVisitor.FieldsAsync(visitor, $"/notes/{note}");
        fields["FollowUp"] = text;
        using var answer = await NodeVisitor.SaveAsync(visitor, $"/notes/{note}", fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(fields["Version"], (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetString());
        using var presence = await NodeVisitor.SaveAsync(visitor, $"/notes/{note}/presence", [new("isWriting", "true"), new("__RequestVerificationToken", fields["__RequestVerificationToken"])]);
        Assert.Equal(HttpStatusCode.OK, presence.StatusCode);
    }
}
