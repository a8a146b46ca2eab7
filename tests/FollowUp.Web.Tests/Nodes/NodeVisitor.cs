using System.Net;
using AngleSharp.Html.Dom;
using FollowUp.Core.Data.Demo;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>A person of the demonstration who is signed in at a process of its own, or at a proxy before several.</summary>
public static class NodeVisitor
{
    public static Visitor At(string address, string? language = null)
    {
        var cookies = new CookieContainer();
        if (language is not null) cookies.Add(new Uri(address), new Cookie("followup.language", language));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new Visitor(client);
    }

    public static async Task<Visitor> SignInAsync(string address)
    {
        var visitor = At(address);
        await visitor.SignInAsync(Demonstration.Accounts[0], Demonstration.Password);
        return visitor;
    }

    /// <summary>The addresses of notes that the person can write.</summary>
    public static async Task<IReadOnlyList<string>> NotesAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/");
        var notes = visitor.Page.QuerySelectorAll("main a[href*='/notes/']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(notes);
        return notes;
    }

    /// <summary>The fields of a note's form.</summary>
    public static async Task<Dictionary<string, string>> FieldsAsync(Visitor visitor, string note)
    {
        await visitor.OpenAsync(note);
        var form = Assert.IsType<IHtmlFormElement>(visitor.Page.QuerySelector("form.editor"), exactMatch: false);
        return Visitor.Values(form).GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.Last().Value);
    }

    /// <summary>Saves as the page's script does.</summary>
    public static Task<HttpResponseMessage> SaveAsync(Visitor visitor, string note, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancel = default) =>
        visitor.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, note) { Content = new FormUrlEncodedContent(fields), Headers = { { "X-Requested-With", "XMLHttpRequest" } } }, cancel);
}
