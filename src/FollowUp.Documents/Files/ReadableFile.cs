using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FollowUp.Documents.Markdown;

namespace FollowUp.Documents.Files;

/// <summary>A file that tells everything about something, in words: facts and texts in sections, each read while it is written.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Language">Its language tag.</param>
/// <param name="Notices">What the reader needs to know first: when it was made, what is left out and why.</param>
/// <param name="Sections">The sections in order.</param>
public sealed record ReadableFile(string Title, string Language, IReadOnlyList<string> Notices, IReadOnlyList<FileSection> Sections);

/// <param name="Heading">What it holds.</param>
/// <param name="Empty">What is said where it holds nothing.</param>
/// <param name="Entries">To be read once.</param>
public sealed record FileSection(string Heading, string Empty, IAsyncEnumerable<FileEntry> Entries);

/// <param name="Heading">What it is called.</param>
/// <param name="Facts">Short facts; those without a value are left out.</param>
/// <param name="Texts">What somebody wrote; those without text are left out.</param>
public sealed record FileEntry(string Heading, IReadOnlyList<FileFact> Facts, IReadOnlyList<FileText> Texts)
{
    internal IEnumerable<FileFact> Told => Facts.Where(fact => !string.IsNullOrEmpty(fact.Value));

    internal IEnumerable<FileText> Written => Texts.Where(text => !string.IsNullOrEmpty(text.Markdown));
}

public sealed record FileFact(string Label, string? Value);

/// <param name="Label">What it is.</param>
/// <param name="Markdown">As it was typed.</param>
public sealed record FileText(string Label, string? Markdown);

/// <summary>In what form the file is written.</summary>
public enum ReadableForm
{
    /// <summary>A page that stands alone and opens in any browser.</summary>
    Html = 1,

    /// <summary>The same for programs.</summary>
    Json = 2,
}

/// <summary>Writes a file to be read by people or by programs. No more than an entry is in memory.</summary>
public static class ReadableFileWriter
{
    /// <summary>What the JSON says it is.</summary>
    public const string Schema = "followup-file";

    /// <summary>Bytes that wait before they are sent on.</summary>
    private const int Waiting = 1 << 15;

    private const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c1b19; background: #fff; }
        h1 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 2px solid; } h3 { margin: 2rem 0 .5rem; font-size: 1.1rem; } h4 { margin: 1rem 0 .25rem; font-size: 1rem; }
        dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .1rem 1rem; margin: .5rem 0; } dt { color: #595650; } dd { margin: 0; overflow-wrap: anywhere; }
        .text { border-left: 3px solid #c9c5bc; padding-left: 1rem; overflow-wrap: anywhere; }
        .notice { background: #f4f2ec; padding: .5rem 1rem; }
        @media (max-width: 30rem) { dl { display: block; } dd { margin-bottom: .5rem; } }
        @media print { body { max-width: none; margin: 0; font-size: 10.5pt; } h2, h3, h4 { break-after: avoid; } dl { break-inside: avoid; } nav { display: none; } @page { size: A4; margin: 20mm; } }
        """;

    private static readonly JsonWriterOptions Json = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the file.</summary>
    /// <param name="file">What is written; its entries are read once.</param>
    /// <param name="form">In what form.</param>
    /// <param name="contents">The heading above the list of sections.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="cancel">Ends early.</param>
    public static Task WriteAsync(ReadableFile file, ReadableForm form, string contents, Stream to, CancellationToken cancel = default) =>
        form == ReadableForm.Json ? WriteJsonAsync(file, to, cancel) : WriteHtmlAsync(file, contents, to, cancel);

    private static async Task WriteHtmlAsync(ReadableFile file, string contents, Stream to, CancellationToken cancel)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{Text(file.Language)}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(file.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<h1>{Text(file.Title)}</h1>\n<div class=\"notice\">\n");
        foreach (var notice in file.Notices) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(notice)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"</div>\n<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{Text(contents)}</h2>\n<ul>\n");
        foreach (var (index, section) in file.Sections.Index()) html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#s{index + 1}\">{Text(section.Heading)}</a></li>\n");
        html.Append("</ul>\n</nav>\n");
        foreach (var (index, section) in file.Sections.Index())
        {
            html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"s{index + 1}\">\n<h2 id=\"s{index + 1}\">{Text(section.Heading)}</h2>\n");
            var isEmpty = true;
            await foreach (var entry in section.Entries.WithCancellation(cancel))
            {
                isEmpty = false;
                Write(html, entry);
                if (html.Length >= Waiting) await SendAsync(html, to, cancel);
            }

            if (isEmpty) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(section.Empty)}</p>\n");
            html.Append("</section>\n");
        }

        html.Append("</main>\n</body>\n</html>\n");
        await SendAsync(html, to, cancel);
    }

    private static void Write(StringBuilder html, FileEntry entry)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(entry.Heading)}</h3>\n");
        if (entry.Told.Any())
        {
            html.Append("<dl>\n");
            foreach (var fact in entry.Told) html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(fact.Label)}</dt><dd>{Text(fact.Value)}</dd>\n");
            html.Append("</dl>\n");
        }

        foreach (var text in entry.Written)
            html.Append(CultureInfo.InvariantCulture, $"<h4>{Text(text.Label)}</h4>\n<div class=\"text\">\n{MarkdownText.ToHtml(text.Markdown)}\n</div>\n");
    }

    private static async Task SendAsync(StringBuilder html, Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(html.ToString()), cancel);
        html.Clear();
    }

    private static async Task WriteJsonAsync(ReadableFile file, Stream to, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(to, Json);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("version", 1);
        json.WriteString("language", file.Language);
        json.WriteString("title", file.Title);
        json.WriteStartArray("notices");
        foreach (var notice in file.Notices) json.WriteStringValue(notice);
        json.WriteEndArray();
        json.WriteStartArray("sections");
        foreach (var section in file.Sections)
        {
            json.WriteStartObject();
            json.WriteString("heading", section.Heading);
            json.WriteStartArray("entries");
            await foreach (var entry in section.Entries.WithCancellation(cancel))
            {
                Write(json, entry);
                if (json.BytesPending >= Waiting) await json.FlushAsync(cancel);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    private static void Write(Utf8JsonWriter json, FileEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("heading", entry.Heading);
        json.WriteStartArray("facts");
        foreach (var fact in entry.Told) WritePair(json, fact.Label, "value", fact.Value);
        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach (var text in entry.Written) WritePair(json, text.Label, "markdown", text.Markdown);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string label, string name, string? value)
    {
        json.WriteStartObject();
        json.WriteString("label", label);
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
