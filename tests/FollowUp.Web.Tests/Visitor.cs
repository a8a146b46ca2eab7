using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace FollowUp.Web.Tests;

/// <summary>Acts as a browser without script: opens pages, follows their links, fills and posts their forms with everything that is in them.</summary>
public sealed class Visitor(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client => client;

    /// <summary>The answer to the last request, redirects followed.</summary>
    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>The page shown now.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>Where the last page was found, after redirects.</summary>
    public string Address { get; private set; } = "/";

    /// <summary>The text of the page's content, white space folded.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public async Task<IHtmlDocument> OpenAsync(string address) => await ReadAsync(await client.GetAsync(address), address);

    /// <summary>Follows the first link with this text (or that contains it).</summary>
    public async Task<IHtmlDocument> FollowAsync(string text)
    {
        var link = Page.QuerySelectorAll("a[href]").FirstOrDefault(link => link.TextContent.Contains(text, StringComparison.CurrentCulture));
        Assert.True(link is not null, $"No link '{text}' on {Address}: {Text}");
        return await OpenAsync(link!.GetAttribute("href")!);
    }

    /// <summary>Posts the form that has a button with this text, as if it were clicked, with the given fields changed.</summary>
    public async Task<IHtmlDocument> PressAsync(string button, params (string Name, string? Value)[] fields)
    {
        var pressed = Page.QuerySelectorAll("button").FirstOrDefault(found => found.TextContent.Trim().Contains(button, StringComparison.CurrentCulture));
        Assert.True(pressed is not null, $"No button '{button}' on {Address}: {Text}");
        var form = (pressed!.GetAttribute("form") is { } id ? Page.GetElementById(id) : pressed.Closest("form")) as IHtmlFormElement;
        Assert.True(form is not null, $"The button '{button}' is in no form.");
        var values = Values(form!).ToList();
        foreach (var (name, value) in fields)
        {
            Assert.True(values.Any(has => has.Key == name) || form!.Elements.Any(element => element.GetAttribute("name") == name),
                $"The form of '{button}' has no field '{name}'.");
            values.RemoveAll(has => has.Key == name);
            if (value is not null) values.Add(new(name, value));
        }

        if (pressed.GetAttribute("name") is { } own) values.Add(new(own, pressed.GetAttribute("value") ?? ""));
        var address = pressed.GetAttribute("formaction") ?? form!.GetAttribute("action");
        if (string.IsNullOrEmpty(address)) address = Address;
        if (!string.Equals(form!.Method, "post", StringComparison.OrdinalIgnoreCase))
            return await OpenAsync($"{address.Split('?')[0]}?{await new FormUrlEncodedContent(values).ReadAsStringAsync()}");
        return await ReadAsync(await client.PostAsync(address, new FormUrlEncodedContent(values)), address);
    }

    public async Task SignInAsync(string email, string password)
    {
        await OpenAsync("/account/login");
        await PressAsync("Logga in", ("Email", email), ("Password", password));
        Assert.True(Address != "/account/login", $"Sign-in failed: {Text}");
    }

    /// <summary>Reads an answer as the page shown now, following redirects as a browser does.</summary>
    public async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer, string address)
    {
        for (var hops = 0; answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && hops < 10; hops++)
        {
            address = answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString;
            answer = await client.GetAsync(address);
        }

        Answer = answer;
        Address = address;
        Page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync());
        return Page;
    }

    /// <summary>The fields of a form as a browser would send them, without any button.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Values(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled")) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } choice:
                    if (choice.IsChecked) yield return new(name, choice.Value);
                    break;
                case IHtmlInputElement { Type: "file" or "submit" or "button" }:
                    break;
                case IHtmlInputElement input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.SelectedOptions) yield return new(name, option.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
            }
        }
    }
}
