using System.Text.Json;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Web.Views.HandOuts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.HandOuts;

/// <summary>Everything about one activity or one person as a file.</summary>
public sealed class HandOutTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private Activity _activity = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        var sample = _app.Sample;
        var earlier = await sample.AddActivityAsync(sample.FixedPlan, 4, "Trygga raster i fjol", null, sample.North);
        await sample.WriteAsync(earlier, sample.North, NoteState.Approved, followUp: "Fjolårets text.");
        _activity = await sample.AddActivityAsync(1, "Trygga/raster: \"nu\" <b>", sample.North, sample.South);
        var note = await sample.WriteAsync(_activity, sample.North, NoteState.Returned, followUp: "Inlämnat av rektor.");
        await sample.WriteAsync(_activity, sample.South, NoteState.Draft, followUp: "Södras hemliga utkast.");
        await using var db = _app.OpenDatabase();
        db.Attach(_activity).Entity.Change(new ActivityFacts { Title = _activity.Title, OwnerUnitId = _activity.OwnerUnitId, Responsible = "Eva Provsson", ContinuesId = earlier.Id });
        db.NoteComments.Add(new NoteComment(Guid.CreateVersion7(), note.Id, null, CommentPart.Analysis, "Är det allt?", sample.Reviewer.Id, _app.Database.Clock.Now));
        db.GapWaivers.Add(new GapWaiver(note.Id, GapKind.Returned, "Enheten är ny.", sample.Reviewer.Id, _app.Database.Clock.Now));
        db.Audit.Add(new AuditEntry(_app.Database.Clock.Now, sample.Administrator.Id, AuditAction.UserChanged, sample.Deputy.Id, "Dan Testberg"));
        db.Audit.Add(new AuditEntry(_app.Database.Clock.Now, sample.Head.Id, AuditAction.NoteSubmitted, note.Id, "1. Trygga raster"));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Activity_FromItsPage_HoldsEveryYearAndLeavesDraftsOut()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync($"/activities/{_activity.Id}");
        await visitor.FollowAsync("Hämta filen");

        var file = visitor.Answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "Aktivitet 1 Tryggaraster nu b 2026-11-18.html"), (file.DispositionType, file.FileNameStar));
        Assert.Equal("Aktivitet 1: Trygga/raster: \"nu\" <b>", visitor.Page.QuerySelector("h1")!.TextContent);
        foreach (var part in new[]
        {
            "Läsåret 2025/26: 4. Trygga raster i fjol", "Fjolårets text.", "Inlämnat av rektor.", "Skriv mer om varför.", "Är det allt?", "Enheten är ny.", "Klarmarkerad", "Utkast, visas inte", "Eva Provsson",
        })
            Assert.Contains(part, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hemliga", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        var entry = await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ActivityHandedOut);
        Assert.Equal((_activity.Id, _app.Sample.Reviewer.Id), (entry.SubjectId, entry.UserId));
    }

    [Fact]
    public async Task Activity_AsJson_IsTheSame()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        using var json = JsonDocument.Parse(await visitor.Client.GetStreamAsync($"/activities/{_activity.Id}/handout/json", TestContext.Current.CancellationToken));

        Assert.Equal("followup-file", json.RootElement.GetProperty("schema").GetString());
        var text = json.RootElement.GetRawText();
        Assert.Contains("Fjolårets text.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hemliga", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_FromTheirPage_HoldsWhatTheyDidAndNobodyElsesData()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/users/{_app.Sample.Head.Id}");
        await visitor.FollowAsync("Hämta filen");

        foreach (var part in new[] { "Uppgifter om Eva Provsson", "eva@prov.example", "Norra provskolan", "Södras hemliga utkast.", "Klarmarkerad", "1. Trygga/raster" })
            Assert.Contains(part, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dan Testberg", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Är det allt?", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(_app.Sample.Head.Id, (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.PersonHandedOut)).SubjectId);

        await visitor.OpenAsync($"/users/{_app.Sample.Administrator.Id}");
        await visitor.FollowAsync("Hämta filen");
        Assert.Contains("Konto ändrat", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dan Testberg", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_ReadInEnglish_IsInEnglish()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await visitor.OpenAsync($"/activities/{_activity.Id}/handout/html");

        Assert.Equal("en", visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("The activity year by year", visitor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j", "abcdefghij")]
    [InlineData(" .Åsa\t.. ", "Åsa")]
    public void Name_OfAFile_CanBeSavedEverywhere(string name, string safe) => Assert.Equal(safe, HandOutResult.Safe(name));
}
