using System.Net;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;

namespace FollowUp.Documents.Markdown;

/// <summary>
/// Shows what people typed: paragraphs, bullet and numbered lists, bold and links. Everything else in Markdown, and all of
/// HTML, stands on the page as it was typed, so that no text is lost and none becomes active.
/// </summary>
public static class MarkdownText
{
    /// <summary>Deeper nesting than anybody writes; beyond it a text is shown without formatting.</summary>
    private const int MaxNesting = 32;

    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>
    /// Turns a text into HTML that can stand in any page: no headings, images, styles or scripts, and links to
    /// <c>http</c>, <c>https</c> and <c>mailto</c> alone.
    /// </summary>
    /// <param name="text">The text as stored; null or empty gives an empty string.</param>
    public static string ToHtml(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        try
        {
            using var html = new StringWriter { NewLine = "\n" };
            var renderer = new HtmlRenderer(html);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new TypedLinkRenderer(text));
            renderer.ObjectRenderers.Replace<ThematicBreakRenderer>(new TypedRuleRenderer(text));
            renderer.Render(Markdig.Markdown.Parse(text, Pipeline));
            return html.ToString().Trim();
        }
        catch (ArgumentException)
        {
            // Markdig's answer to a text nested too deeply.
            return $"<p>{WebUtility.HtmlEncode(text).Replace("\n", "<br />", StringComparison.Ordinal)}</p>";
        }
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
