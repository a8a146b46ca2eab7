using System.Globalization;
using DocumentFormat.OpenXml;
using FollowUp.Documents.Markdown;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>A typed text as paragraphs and lists: what <see cref="MarkdownText.ToHtml"/> shows on a page, from the same reading of it.</summary>
/// <param name="body">Where it is written.</param>
/// <param name="source">The text as stored.</param>
internal sealed class WordMarkdown(WordBody body, string source)
{
    /// <summary>Writes a text.</summary>
    public static void Write(WordBody body, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        if (MarkdownText.Parse(text) is { } document) new WordMarkdown(body, text).WriteBlocks(document, depth: 0);
        else body.Paragraph("Normal", WordText.Run(text));
    }

    /// <param name="blocks">The blocks of a text or of a list's item.</param>
    /// <param name="depth">In how many lists they stand.</param>
    /// <param name="mark">Writes the first paragraph of an item; null where it stands by itself.</param>
    private void WriteBlocks(ContainerBlock blocks, int depth, Action<List<OpenXmlElement>>? mark = null)
    {
        foreach (var block in blocks)
        {
            if (block is ListBlock list)
            {
                // An item that begins with a list has its mark on a line of its own.
                mark?.Invoke([]);
                WriteList(list, depth);
            }
            else
            {
                var content = ContentOf(block);
                if (mark is not null) mark(content);
                else if (depth == 0) body.Write(body.Styled("Normal", content));
                else body.Write(body.Styled("ListContinue", content, WordLists.Continued(depth - 1)));
            }

            mark = null;
        }

        mark?.Invoke([]);
    }

    private void WriteList(ListBlock list, int depth)
    {
        var start = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 1;
        var style = list.IsOrdered ? "ListNumber" : "ListBullet";
        var instance = list.IsOrdered ? body.Lists.Begin(depth, start) : body.Lists.Bullets;
        var number = start;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var typed = string.Create(CultureInfo.InvariantCulture, $"{number++}.\t");
            WriteBlocks(item, depth + 1, content => body.Write(instance is { } known
                ? body.Styled(style, content, WordLists.Place(known, depth))
                : body.Styled(style, [WordText.Run(typed), .. content], WordLists.Hanging(depth))));
        }
    }

    private List<OpenXmlElement> ContentOf(Block block)
    {
        var content = new List<OpenXmlElement>();
        if (block is LeafBlock { Inline: { } inlines }) Add(content, inlines, new Look());
        else content.Add(WordText.Run(Typed(block.Span).Trim()));
        return content;
    }

    private void Add(List<OpenXmlElement> to, Inline inline, Look look)
    {
        switch (inline)
        {
            case LiteralInline literal:
                AddText(to, literal.Content.ToString(), look);
                break;
            case LineBreakInline:
                AddText(to, "\n", look);
                break;
            case LinkInline link:
                AddLink(to, link, look);
                break;
            case EmphasisInline emphasis:
                AddChildren(to, emphasis, look with { IsBold = true });
                break;
            case DelimiterInline delimiter:
                AddText(to, delimiter.ToLiteral(), look);
                AddChildren(to, delimiter, look);
                break;
            case ContainerInline container:
                AddChildren(to, container, look);
                break;
            default:
                AddText(to, Typed(inline.Span), look);
                break;
        }
    }

    private void AddChildren(List<OpenXmlElement> to, ContainerInline container, Look look)
    {
        foreach (var child in container) Add(to, child, look);
    }

    private void AddLink(List<OpenXmlElement> to, LinkInline link, Look look)
    {
        if (TypedLinkRenderer.AddressOf(link) is not { } address)
        {
            AddText(to, Typed(link.Span), look);
            return;
        }

        // Links do not stand in links, and an address that Word cannot open is text.
        if (look.IsLink || body.Links.IdOf(address) is not { } id)
        {
            AddChildren(to, link, look);
            return;
        }

        var content = new List<OpenXmlElement>();
        AddChildren(content, link, look with { IsLink = true });
        to.Add(new W.Hyperlink(content) { Id = id, History = true });
    }

    private void AddText(List<OpenXmlElement> to, string text, Look look)
    {
        var properties = new W.RunProperties();
        if (look.IsLink) properties.Append(new W.RunStyle { Val = body.Styles["Hyperlink"] });
        if (look.IsBold) properties.Append(new W.Bold(), new W.BoldComplexScript());
        to.Add(WordText.Run(text, properties.HasChildren ? properties : null));
    }

    private string Typed(SourceSpan span) => source.Substring(span.Start, span.Length);

    private readonly record struct Look(bool IsBold, bool IsLink);
}
