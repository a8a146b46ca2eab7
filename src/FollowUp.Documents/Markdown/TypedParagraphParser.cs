using Markdig.Parsers;
using Markdig.Syntax;

namespace FollowUp.Documents.Markdown;

/// <summary>
/// Paragraphs in which every line is text. Markdig's own takes a line such as <c>[1]: källa</c> out as the definition of a
/// link, and then nobody sees it.
/// </summary>
internal sealed class TypedParagraphParser : ParagraphBlockParser
{
    public override bool Close(BlockProcessor processor, Block block)
    {
        if (block is not ParagraphBlock paragraph) return base.Close(processor, block);
        ref var lines = ref paragraph.Lines;
        for (var i = 0; i < lines.Count; i++) lines.Lines[i].Slice.TrimStart();
        if (lines.Count > 0) lines.Lines[lines.Count - 1].Slice.TrimEnd();
        return lines.Count > 0;
    }
}
