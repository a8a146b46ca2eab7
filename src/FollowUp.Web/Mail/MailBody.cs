using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MimeKit;

namespace FollowUp.Web.Mail;

/// <summary>
/// A mail's text, written once and read twice: as plain text, and as a page with headings, lists and links that a screen reader finds its way in. No
/// pictures, nothing fetched from elsewhere.
/// </summary>
/// <param name="language">The language of the words.</param>
/// <param name="title">The subject, which is the page's heading too.</param>
internal sealed class MailBody(string language, string title)
{
    // Black on white and a dark blue: more than 7:1. Set on the elements, since some programs drop a style sheet.
    private const string Page = "margin:0;padding:24px;background-color:#ffffff;color:#1b1b1b;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5";
    private const string Anchor = "color:#0b3d78;text-decoration:underline";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();

    public MailBody Heading(string text)
    {
        _plain.Append('\n').Append(text.ToUpper(CultureInfo.CurrentCulture)).Append('\n');
        _html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:20px;margin:28px 0 4px\">{Encoder.Encode(text)}</h2>\n");
        return this;
    }

    public MailBody SubHeading(string text)
    {
        _plain.Append('\n').Append(text).Append('\n');
        _html.Append(CultureInfo.InvariantCulture, $"<h3 style=\"font-size:16px;margin:16px 0 4px\">{Encoder.Encode(text)}</h3>\n");
        return this;
    }

    public MailBody Paragraph(string text)
    {
        _plain.Append(text).Append('\n');
        _html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px\">{Encoder.Encode(text)}</p>\n");
        return this;
    }

    /// <summary>A line that is a link of its own.</summary>
    public MailBody Link(string text, string address)
    {
        _plain.Append(text).Append(":\n").Append(address).Append('\n');
        _html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px\">{Anchored(text, address)}</p>\n");
        return this;
    }

    /// <summary>A list of links, each with a few words after it.</summary>
    public MailBody Links(IEnumerable<(string Text, string Detail, string Address)> links)
    {
        _html.Append("<ul style=\"margin:0 0 8px;padding-left:24px\">\n");
        foreach (var (text, detail, address) in links)
        {
            _plain.Append("- ").Append(text).Append('\n');
            if (detail.Length > 0) _plain.Append("  ").Append(detail).Append('\n');
            _plain.Append("  ").Append(address).Append('\n');
            _html.Append(CultureInfo.InvariantCulture, $"<li style=\"margin:0 0 6px\">{Anchored(text, address)}{(detail.Length > 0 ? $"<br>{Encoder.Encode(detail)}" : "")}</li>\n");
        }

        _html.Append("</ul>\n");
        return this;
    }

    public string Plain => $"{title}\n\n{_plain}";

    public string Html => $"""
        <!doctype html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{Encoder.Encode(title)}</title>
        </head>
        <body style="{Page}">
        <main style="max-width:640px">
        <h1 style="font-size:24px;line-height:1.3;margin:0 0 16px">{Encoder.Encode(title)}</h1>
        {_html}</main>
        </body>
        </html>
        """;

    /// <summary>Both as the parts of a message; a program shows the last that it can.</summary>
    public MultipartAlternative ToMime()
    {
        var html = new TextPart("html") { Text = Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var plain = new TextPart("plain") { Text = Plain, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        return new MultipartAlternative(plain, html);
    }

    private static string Anchored(string text, string address) => $"<a href=\"{Encoder.Encode(address)}\" style=\"{Anchor}\">{Encoder.Encode(text)}</a>";
}
