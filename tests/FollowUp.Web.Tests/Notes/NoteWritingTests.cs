using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Notes;

/// <summary>The addresses that the writing page uses by itself; a browser does the same in the browser tests.</summary>
public sealed class NoteWritingTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Save_ByTheScript_AnswersWithTheNewVersionAndTheClock()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);

        var answer = await SendAsync(visitor, note, "", ("FollowUp", "Halva meningen"), ("IsAutomatic", "true"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var saved = await ReadAsync(note);
        Assert.Equal(saved.Version, told.GetProperty("version").GetGuid());
        Assert.Equal("Sparat 10.00", told.GetProperty("saved").GetString());
        Assert.Equal("Halva meningen", saved.FollowUp);
    }

    [Fact]
    public async Task Save_TwoWritersInDifferentFields_AnswersTheSecondWithBoth()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await SendAsync(head, note, "", ("FollowUp", "Evas uppföljning."));

        var answer = await SendAsync(deputy, note, "", ("Analysis", "Dans analys."));

        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("Eva Provsson", told.GetProperty("joined").GetString());
        Assert.Equal("Evas uppföljning.", told.GetProperty("text").GetProperty("FollowUp").GetString());
        Assert.Equal(("Evas uppföljning.", "Dans analys."), ((await ReadAsync(note)).FollowUp, (await ReadAsync(note)).Analysis));
    }

    [Fact]
    public async Task Save_TwoWritersInOneParagraph_AnswersWithBothTextsAndTheChoices()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await SendAsync(head, note, "", ("FollowUp", "Evas uppföljning."));

        var answer = await SendAsync(deputy, note, "", ("FollowUp", "Dans uppföljning."));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal((await ReadAsync(note)).Version.ToString(), answer.Headers.GetValues("X-Note-Version").Single());
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Sätt ihop", html, StringComparison.Ordinal);
        Assert.Contains("<ins>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Behåll min", "Dans uppföljning.")]
    [InlineData("Behåll den andras", "Evas uppföljning.")]
    [InlineData("Sätt ihop", "Evas uppföljning.\n\nDans uppföljning.")]
    public async Task Resolve_WithoutScripts_DoesWhatTheButtonSays(string button, string expected)
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await head.PressAsync("Spara", ("FollowUp", "Evas uppföljning."));
        await deputy.PressAsync("Spara", ("FollowUp", "Dans uppföljning."));

        await deputy.PressAsync(button);

        Assert.Equal($"/notes/{note.Id}", deputy.Address);
        Assert.Equal(expected, (await ReadAsync(note)).FollowUp);
        Assert.Equal(expected, deputy.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
    }

    [Fact]
    public async Task Save_WithoutScriptsInDifferentFields_JoinsAndSaysSo()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await head.PressAsync("Spara", ("FollowUp", "Evas uppföljning."));

        await deputy.PressAsync("Spara", ("Analysis", "Dans analys."));

        Assert.Contains("Du och Eva Provsson skrev samtidigt", deputy.Text);
        Assert.Equal(("Evas uppföljning.", "Dans analys."), ((await ReadAsync(note)).FollowUp, (await ReadAsync(note)).Analysis));
    }

    [Fact]
    public async Task Save_ByTheScriptAfterTheSessionEnded_Answers401()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        visitor.Client.DefaultRequestHeaders.Add("X-Requested-With", "XMLHttpRequest");
        var fields = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.editor")!).ToList();
        await visitor.PressAsync("Logga ut");

        var answer = await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Save_WithoutScriptsAfterTheSessionEnded_TextGoesAlongThroughTheSignIn()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var fields = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.editor")!)
            .Select(field => field.Key == "FollowUp" ? new("FollowUp", "Skrivet när sessionen\nhade tagit slut.") : field).ToList();
        await visitor.PressAsync("Logga ut");

        await visitor.ReadAsync(await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent(fields)), "/notes");
        Assert.Contains("Det du skrev finns kvar", visitor.Text);
        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", "fel-lösenord-1"));
        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Head.Email), ("Password", Testing.SampleAuthority.Password));
        Assert.Contains("Skrivet när sessionen", visitor.Text);
        await visitor.PressAsync("Spara texten");

        Assert.Equal($"/notes/{note.Id}", visitor.Address);
        Assert.Equal("Skrivet när sessionen\nhade tagit slut.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_ByTheScriptOfASubmittedNote_AnswersWithTheReason()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await head.PressAsync("Klarmarkera");

        var answer = await SendAsync(deputy, note, "", ("FollowUp", "För sent."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("klarmarkerad", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
        Assert.NotEqual("För sent.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_FromAnotherSiteWithoutSession_IsNotKeptForTheNextSignIn()
    {
        var visitor = _app.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/users/new")
        {
            Content = new FormUrlEncodedContent([new("Name", "Ond Person"), new("Email", "ond@prov.example"), new("Roles", "Administrator")]),
        };
        visitor.Client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Origin", "https://annan.example");

        await visitor.ReadAsync(await visitor.Client.SendAsync(request), "/users/new");

        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.StartsWith("/account/login", visitor.Address, StringComparison.Ordinal);
        Assert.DoesNotContain("Det du skrev finns kvar", visitor.Text);
        Assert.Empty(visitor.Page.QuerySelectorAll("input[name^=Kept]"));
    }

    [Fact]
    public async Task Save_WithoutScriptsAfterTheSessionEnded_IsNotShownToSomebodyElse()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var fields = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.editor")!)
            .Select(field => field.Key == "FollowUp" ? new("FollowUp", "Rektors utkast,\nsom är enhetens eget.") : field).ToList();
        await visitor.PressAsync("Logga ut");
        await visitor.ReadAsync(await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent(fields)), "/notes");

        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Reviewer.Email), ("Password", Testing.SampleAuthority.Password));

        Assert.DoesNotContain("Rektors utkast", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("någon annan än du", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithAnotherPersonsToken_ShowsWhatWasTyped()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var fields = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.editor")!)
            .Select(field => field.Key == "FollowUp" ? new("FollowUp", "Skrivet innan\nnågon annan loggade in.") : field).ToList();
        await visitor.PressAsync("Logga ut");
        await visitor.PressAsync("Logga in", ("Email", _app.Sample.Deputy.Email), ("Password", Testing.SampleAuthority.Password));

        await visitor.ReadAsync(await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent(fields)), "/notes");

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Answer.StatusCode);
        Assert.Equal("Skrivet innan\nnågon annan loggade in.", visitor.Page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Submit_WithoutScriptsAfterSomebodySaved_PutsBothTextsTogether()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await deputy.PressAsync("Spara", ("FollowUp", "Dans uppföljning."));

        await head.PressAsync("Klarmarkera", ("FollowUp", "Evas uppföljning."));
        Assert.Equal(HttpStatusCode.Conflict, head.Answer.StatusCode);
        await head.PressAsync("Sätt ihop");

        Assert.Equal("Dans uppföljning.\n\nEvas uppföljning.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Submit_WithoutScriptsAfterSomebodySavedElsewhere_ShowsTheJoinedTextToRead()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await deputy.PressAsync("Spara", ("Analysis", "Dans analys."));

        await head.PressAsync("Klarmarkera", ("FollowUp", "Evas uppföljning."));

        Assert.Contains("sammanfogade", head.Text);
        Assert.Equal("Dans analys.", head.Page.QuerySelector("textarea[name=Analysis]")!.TextContent);
        Assert.Equal((NoteState.Draft, "Evas uppföljning."), ((await ReadAsync(note)).State, (await ReadAsync(note)).FollowUp));
        await head.PressAsync("Klarmarkera");
        Assert.Equal(NoteState.Submitted, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Resolve_TooLongTogether_ShowsTheChoiceAgainAndOverwritesNothing()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        var (evas, dans) = (new string('e', 15_000), new string('d', 15_000));
        await head.PressAsync("Spara", ("FollowUp", evas));
        await deputy.PressAsync("Spara", ("FollowUp", dans));

        await deputy.PressAsync("Sätt ihop");

        Assert.Contains("för lång", deputy.Text);
        Assert.Equal(evas, (await ReadAsync(note)).FollowUp);
        await deputy.PressAsync("Sätt ihop", ("FollowUp", "Kort."));
        Assert.Equal($"{evas}\n\nKort.", (await ReadAsync(note)).FollowUp);
    }

    [Fact]
    public async Task Save_ByTheScriptInConflictWithASubmittedText_SaysWhyInsteadOfAskingForAChoice()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);
        await head.PressAsync("Klarmarkera", ("FollowUp", "Evas uppföljning."));

        var answer = await SendAsync(deputy, note, "", ("FollowUp", "Dans uppföljning."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("klarmarkerad", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Presence_AnotherWriter_IsNamed()
    {
        var note = await NoteAsync(NoteState.Draft);
        var head = await OpenAsync(_app.Sample.Head, note);
        var deputy = await OpenAsync(_app.Sample.Deputy, note);

        await SendAsync(head, note, "/presence", ("isWriting", "true"));
        var answer = await SendAsync(deputy, note, "/presence", ("isWriting", "false"));

        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Eva Provsson skriver här just nu.", told.GetProperty("writers").GetString());
    }

    [Fact]
    public async Task Sheet_WriteAndSubmitOneAfterTheOther_ComesBackToThePage()
    {
        foreach (var number in new[] { 1, 2 })
        {
            var activity = await _app.Sample.AddActivityAsync(number, $"Aktivitet {number}", _app.Sample.North);
            await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Missing);
        }

        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync("/");
        await visitor.FollowAsync("Skriv alla på en sida");
        Assert.Contains("0 av 2 klara", visitor.Text);

        await visitor.PressAsync("Klarmarkera", ("Status", "InProgress"), ("FollowUp", "Den första är på gång."));

        Assert.StartsWith("/notes", visitor.Address, StringComparison.Ordinal);
        Assert.Contains("1 av 2 klara", visitor.Text);
        Assert.Contains("Den första är på gång.", visitor.Text);
        Assert.Single(visitor.Page.QuerySelectorAll("form.editor"));
        Assert.Equal(visitor.Page.QuerySelectorAll("[id]").Length, visitor.Page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    /// <summary>Posts the fields of the open form as the script does.</summary>
    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, Note note, string address, params (string Name, string Value)[] changed)
    {
        var fields = Visitor.Values((IHtmlFormElement)visitor.Page.QuerySelector("form.editor")!)
            .Where(field => changed.All(change => change.Name != field.Key))
            .Concat(changed.Select(change => new KeyValuePair<string, string>(change.Name, change.Value)));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/notes/{note.Id}{address}") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Requested-With", "XMLHttpRequest");
        return visitor.Client.SendAsync(request);
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North);
        return await _app.Sample.WriteAsync(activity, _app.Sample.North, state);
    }

    private async Task<Visitor> OpenAsync(AppUser user, Note note)
    {
        var visitor = await _app.SignInAsync(user);
        await visitor.OpenAsync($"/notes/{note.Id}");
        return visitor;
    }

    private async Task<Note> ReadAsync(Note note)
    {
        await using var db = _app.OpenDatabase();
        return await db.Notes.AsNoTracking().SingleAsync(x => x.Id == note.Id);
    }
}
