using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace FollowUp.Documents.Markdown;

/// <summary>Writes a line such as <c>***</c> as it was typed; the list parser takes it for a rule even where rules are off.</summary>
/// <param name="source">The text that is shown.</param>
internal sealed class TypedRuleRenderer(string source) : HtmlObjectRenderer<ThematicBreakBlock>
{
    protected override void Write(HtmlRenderer renderer, ThematicBreakBlock rule)
    {
        renderer.EnsureLine().Write("<p>");
        renderer.WriteEscape(source.AsSpan(rule.Span.Start, rule.Span.Length).Trim());
        renderer.WriteLine("</p>");
    }
}
