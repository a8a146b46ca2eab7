using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

public sealed class ReportSetupTests : IAsyncLifetime
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><!-- hemligt --><path d=\"M0 0h4v3z\"/></svg>";

    private WebApp _app = null!;
    private Visitor _visitor = null!;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _visitor = await _app.SignInAsync(_app.Sample.Administrator);
        _address = $"/reports/{_app.Sample.Plan.Id}/setup";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Edit_FilledIn_IsRememberedAndShownAgain()
    {
        await _visitor.OpenAsync(_address);
        Assert.Equal(["number", "unit"], _visitor.Page.QuerySelectorAll("input[name=Order]").Select(order => order.GetAttribute("value")!.ToLowerInvariant()));
        Assert.Equal("Hela Provkommunen", _visitor.Page.QuerySelector("#Part option")!.TextContent);
        Assert.Equal(["Del av organisationen", "Skolform"], _visitor.Page.QuerySelectorAll("#Part optgroup").Select(group => group.GetAttribute("label")));

        await _visitor.PressAsync("Spara", ("Title", "Kvalitetsrapport"), ("Part", $"{_app.Sample.Area.Id}"), ("Order", "Unit"), ("HasUnitNotes", "true"),
            ("RegistryNumber", "UN 2026/12"), ("Foreword", "Ett **ord** först"), ("Closing", "Tack."), ("Signatures", "Ordförande\r\nSkolchef"));

        Assert.Contains("Valen är sparade.", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal($"{_app.Sample.Area.Id}", _visitor.Page.QuerySelector("#Part option[selected]")!.GetAttribute("value"));
        Assert.Equal("Unit", _visitor.Page.QuerySelector("input[name=Order][checked]")!.GetAttribute("value"));
        Assert.NotNull(_visitor.Page.QuerySelector("input[name=HasUnitNotes][checked]"));
        Assert.Equal(("Kvalitetsrapport", "UN 2026/12"), (Value("Title"), Value("RegistryNumber")));
        Assert.Equal("Ordförande\nSkolchef", _visitor.Page.QuerySelector("#Signatures")!.TextContent.Trim().ReplaceLineEndings("\n"));

        await _visitor.PressAsync("Spara", ("Part", "Preschool"), ("HasUnitNotes", null));
        await using var db = _app.OpenDatabase();
        var setup = await db.ReportSetups.SingleAsync();
        Assert.Equal((null, SchoolForm.Preschool, false), (setup.UnitId, setup.SchoolForm, setup.HasUnitNotes));
        Assert.Equal("Ett **ord** först", setup.Foreword);
    }

    [Fact]
    public async Task Edit_WhatCannotBe_KeepsWhatWasTypedAndSaysWhyBesideTheField()
    {
        await _visitor.OpenAsync(_address);
        await _visitor.PressAsync("Spara", ("Title", "Kvar"), ("Foreword", "Mitt förord"), ("RegistryNumber", new string('1', 101)), ("Signatures", string.Join('\n', Enumerable.Range(1, 11))));

        Assert.Contains("1 tecken för lång", _visitor.Page.QuerySelector("#RegistryNumber-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("högst 10 underskrifter", _visitor.Page.QuerySelector("#Signatures-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Kvar", "Mitt förord"), (Value("Title"), _visitor.Page.QuerySelector("#Foreword")!.TextContent.Trim()));

        await _visitor.PressAsync("Spara", ("Title", ""));
        Assert.Contains("Skriv årsrapportens titel.", _visitor.Page.QuerySelector("#Title-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_SomebodyElseSavedFirst_ComesBackWithWhatWasTypedAndCanBeSavedOnceMore()
    {
        await _visitor.OpenAsync(_address);
        var other = await _app.SignInAsync(_app.Sample.Reviewer);
        await other.OpenAsync(_address);
        await other.PressAsync("Spara", ("Title", "Den andras titel"), ("Closing", "Den andras"));

        await _visitor.PressAsync("Spara", ("Closing", "Mina ord"));
        Assert.Contains("Någon annan", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Mina ord", _visitor.Page.QuerySelector("#Closing")!.TextContent.Trim());

        await _visitor.PressAsync("Spara");
        Assert.Contains("Valen är sparade.", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Mina ord", _visitor.Page.QuerySelector("#Closing")!.TextContent.Trim());
    }

    [Fact]
    public async Task Edit_TheSameFormTwice_IsSavedOnce()
    {
        await _visitor.OpenAsync(_address);
        var form = Visitor.Values((AngleSharp.Html.Dom.IHtmlFormElement)_visitor.Page.QuerySelector($"form[action='{_address}']")!).ToList();
        form.RemoveAll(field => field.Key == "Closing");
        form.Add(new("Closing", "Tack."));

        await _visitor.ReadAsync(await _visitor.Client.PostAsync(_address, new FormUrlEncodedContent(form)), _address);
        await _visitor.ReadAsync(await _visitor.Client.PostAsync(_address, new FormUrlEncodedContent(form)), _address);

        Assert.Contains("Valen är sparade.", _visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_FixedPlan_HasNoFormAndKeepsWhatWasTypedWhenItWasFixedMeanwhile()
    {
        await _visitor.OpenAsync(_address);
        await using (var db = _app.OpenDatabase())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _app.Sample.Plan.Id)).Fix(_app.Sample.Reviewer.Id, _app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await _visitor.PressAsync("Spara", ("Closing", "Mina ord"));
        Assert.Contains("Rapporten är fastställd och planen låst.", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Mina ord", _visitor.Page.QuerySelector("#Closing")!.TextContent.Trim());

        await _visitor.OpenAsync(_address);
        Assert.Contains("Rapporten är fastställd och kan inte ändras.", _visitor.Text, StringComparison.Ordinal);
        Assert.Empty(_visitor.Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Preview_Markdown_IsShownWithoutHtml()
    {
        await _visitor.OpenAsync(_address);
        var url = _visitor.Page.QuerySelector("[data-preview-for=Foreword]")!.GetAttribute("data-preview-url")!;
        var token = _visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await _visitor.Client.PostAsync(url, new FormUrlEncodedContent([new("text", "**Fet** <b onclick=x>"), new("__RequestVerificationToken", token)]));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<strong>Fet</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logo_Uploaded_IsServedCleanedAndByItselfThenRemovedAndBack()
    {
        await UploadAsync("vapen.png", Encoding.UTF8.GetBytes(Svg), "Kommunens vapen");
        Assert.Contains("Logotypen är sparad.", _visitor.Text, StringComparison.Ordinal);
        var image = _visitor.Page.QuerySelector("main img")!;
        Assert.Equal("Kommunens vapen", image.GetAttribute("alt"));

        var answer = await _visitor.Client.GetAsync(image.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", string.Join(';', answer.Headers.GetValues("Content-Security-Policy")).Trim());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("hemligt", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await _visitor.PressAsync("Ta bort logotypen");
        Assert.Null(_visitor.Page.QuerySelector("main img"));
        await _visitor.PressAsync("Ångra");
        Assert.Contains("Logotypen är tillbaka.", _visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(_visitor.Page.QuerySelector("main img"));
        Assert.Contains("script-src 'self'", string.Join(';', _visitor.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logo_ThatIsNoPictureOrTooMuch_SaysWhyBesideTheField()
    {
        await UploadAsync("vapen.svg", Encoding.UTF8.GetBytes(Svg.Replace("<path", "<script/><path", StringComparison.Ordinal)), "Vapen");
        Assert.Contains("SVG-bilden innehåller programkod", _visitor.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Vapen", Value("Text"));

        await UploadAsync("vapen.png", new byte[LogoFile.MaxBytes + 10], "");
        Assert.Contains("högst 1 MB", _visitor.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Skriv vad bilden föreställer.", _visitor.Page.QuerySelector("#Text-error")!.TextContent, StringComparison.Ordinal);

        await UploadAsync("vapen.png", null, "Vapen");
        Assert.Contains("Välj en bild.", _visitor.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
    }

    private string? Value(string field) => _visitor.Page.GetElementById(field)!.GetAttribute("value");

    private async Task UploadAsync(string name, byte[]? content, string text)
    {
        await _visitor.OpenAsync(_address);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(_visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(text), "Text" },
        };
        if (content is not null)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "file", name);
        }

        await _visitor.ReadAsync(await _visitor.Client.PostAsync($"{_address}/logo", form), $"{_address}/logo");
    }
}
