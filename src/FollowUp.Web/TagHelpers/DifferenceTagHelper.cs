using FollowUp.Core.Notes;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;difference before="theirs" after="mine" show="Added" /&gt;</c>: one side of a comparison as typed, with the words that the other side
/// lacks marked: <c>Added</c> shows the text after, <c>Removed</c> the text before.
/// </summary>
[HtmlTargetElement("difference", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DifferenceTagHelper : TagHelper
{
    public string Before { get; set; } = "";

    public string After { get; set; } = "";

    public PieceKind Show { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "original");
        var mark = Show == PieceKind.Added ? "ins" : "del";
        foreach (var piece in TextDifference.Words(Before, After))
        {
            if (piece.Kind == PieceKind.Same) output.Content.Append(piece.Text);
            if (piece.Kind == Show) output.Content.AppendHtml($"<{mark}>").Append(piece.Text).AppendHtml($"</{mark}>");
        }
    }
}
