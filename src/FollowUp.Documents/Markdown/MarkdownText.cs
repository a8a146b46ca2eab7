using System.Net;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FollowUp.Documents.Markdown;

/// <summary>
/// Shows what people typed: paragraphs, bullet and numbered lists, bold and links. Everything else in Markdown, and all of
/// HTML, stands on the page as it was typed, so that no text is lost and none becomes active.
/// </summary>
public static class MarkdownText
{
    /// <summary>Deeper nesting than anybody writes; beyond it a text is shown without formatting.</summary>
    private const int MaxNesting = 32;

    /// <summary>The same for all that nests in a text: lists, their items, bold, and marks without an end. Markdig itself shows up to 128.</summary>
    private const int MaxDepth = 100;

    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>
    /// Turns a text into HTML that can stand in any page: no headings, images, styles or scripts, and links to
    /// <c>http</c>, <c>https</c> and <c>mailto</c> alone.
    /// </summary>
    /// <param name="text">The text as stored; null or empty gives an empty string.</param>
    public static string ToHtml(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (Parse(text) is not { } document) return $"<p>{WebUtility.HtmlEncode(text).Replace("\n", "<br />", StringComparison.Ordinal)}</p>";
        using var html = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new TypedLinkRenderer(text));
        renderer.ObjectRenderers.Replace<ThematicBreakRenderer>(new TypedRuleRenderer(text));
        renderer.Render(document);
        return html.ToString().Trim();
    }

    /// <summary>The text as every output reads it; null where it is nested too deeply and is shown as it was typed.</summary>
    internal static MarkdownDocument? Parse(string text)
    {
        try
        {
            var document = Markdig.Markdown.Parse(text, Pipeline);
            return IsTooDeep(document) ? null : document;
        }
        catch (ArgumentException)
        {
            // Markdig's answer to lists nested too deeply.
            return null;
        }
    }

    /// <summary>Marks that nothing ends nest too, and are found by neither the parser nor, before it is half done, the renderer.</summary>
    private static bool IsTooDeep(MarkdownDocument document)
    {
        var left = new Stack<(MarkdownObject Part, int Depth)>([(document, 0)]);
        while (left.TryPop(out var at))
        {
            if (at.Depth > MaxDepth) return true;
            IEnumerable<MarkdownObject> parts = at.Part switch
            {
                ContainerBlock blocks => blocks,
                LeafBlock { Inline: { } inlines } => [inlines],
                ContainerInline inlines => inlines,
                _ => [],
            };
            foreach (var part in parts) left.Push((part, at.Depth + 1));
        }

        return false;
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = true, MaximumNestingDepth = MaxNesting };
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new ListBlockParser());
        builder.BlockParsers.Add(new TypedParagraphParser { ParseSetextHeadings = false });

        var emphasis = new EmphasisInlineParser();
        emphasis.EmphasisDescriptors.Clear();
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('*', 2, 2, true));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('_', 2, 2, false));
        builder.InlineParsers.Clear();
        builder.InlineParsers.Add(new EscapeInlineParser());
        builder.InlineParsers.Add(new LinkInlineParser());
        builder.InlineParsers.Add(emphasis);
        builder.InlineParsers.Add(new LineBreakInlineParser());

        builder.UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true });
        builder.UseSoftlineBreakAsHardlineBreak();
        return builder.Build();
    }
}
