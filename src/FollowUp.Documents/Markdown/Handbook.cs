using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FollowUp.Documents.Markdown;

/// <summary>A text of our own, such as the handbook: all of Markdown but HTML.</summary>
/// <param name="Title">The first heading.</param>
/// <param name="Html">What comes after it.</param>
/// <param name="Chapters">The headings of the second level, for the contents.</param>
public sealed record Handbook(string Title, string Html, IReadOnlyList<HandbookChapter> Chapters)
{
    /// <summary>What its pictures measure, in pixels: with it the page keeps room for them.</summary>
    private const string Width = "900";
    private const string Height = "600";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().UseGenericAttributes().Build();

    /// <param name="text">The text in Markdown.</param>
    /// <param name="pictures">Where its pictures are: what stands instead of the folder in their addresses.</param>
    public static Handbook Read(string text, string pictures)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            link.Url = $"{pictures}/{Path.GetFileName(link.Url)}";
            foreach (var (name, value) in new[] { ("loading", "lazy"), ("width", Width), ("height", Height) }) link.GetAttributes().AddPropertyIfNotExist(name, value);
        }

        var headings = document.OfType<HeadingBlock>().ToList();
        var title = headings.FirstOrDefault(heading => heading.Level == 1);
        if (title is not null) document.Remove(title);
        return new Handbook(
            title is null ? "" : TextOf(title),
            document.ToHtml(Pipeline),
            [.. headings.Where(heading => heading.Level == 2).Select(heading => new HandbookChapter(heading.GetAttributes().Id!, TextOf(heading)))]);
    }

    private static string TextOf(HeadingBlock heading) => string.Concat(heading.Inline!.Descendants<LiteralInline>().Select(part => part.Content.ToString()));
}

/// <param name="Id">The heading's id in the page.</param>
/// <param name="Title">What it says.</param>
public sealed record HandbookChapter(string Id, string Title);
