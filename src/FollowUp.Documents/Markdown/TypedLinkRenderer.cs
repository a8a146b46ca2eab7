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
        if (AddressOf(link) is null)
        {
            renderer.WriteEscape(source.AsSpan(link.Span.Start, link.Span.Length));
            return;
        }

        renderer.Write("<a href=\"").WriteEscapeUrl(link.Url).Write("\" rel=\"noopener noreferrer\">");
        renderer.WriteChildren(link);
        renderer.Write("</a>");
    }

    /// <summary>Where the link leads; null where it must not be followed.</summary>
    internal static Uri? AddressOf(LinkInline link) =>
        !link.IsImage && Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) ? uri : null;
}
