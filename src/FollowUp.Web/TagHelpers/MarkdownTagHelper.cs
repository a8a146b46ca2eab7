using FollowUp.Documents.Markdown;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary><c>&lt;markdown text="note.FollowUp" class="prose" /&gt;</c>: a typed text as it is read; nothing typed can become active.</summary>
[HtmlTargetElement("markdown", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarkdownTagHelper : TagHelper
{
    public string? Text { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (!output.Attributes.ContainsName("class")) output.Attributes.SetAttribute("class", "prose");
        output.Content.SetHtmlContent(MarkdownText.ToHtml(Text));
    }
}
