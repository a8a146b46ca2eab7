using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace FollowUp.Documents.Markdown;

/// <summary>Writes a link where its address may be followed, and any other (an image too) as it was typed.</summary>
/// <param name="source">The text that is shown.</param>
internal sealed class TypedLinkRenderer(string source) : HtmlObjectRenderer<LinkInline>
{
    private static readonly HashSet<string> Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeMailto];

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        if (link.IsImage || !IsSafe(link.Url))
        {
            renderer.WriteEscape(source.AsSpan(link.Span.Start, link.Span.Length));
            return;
        }

        renderer.Write("<a href=\"").WriteEscapeUrl(link.Url).Write("\" rel=\"noopener noreferrer\">");
        renderer.WriteChildren(link);
        renderer.Write("</a>");
    }

    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);
}
