using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;pager previous="Model.Page.Previous" next="Model.Page.Next" /&gt;</c>: links to the page before and after, keeping the
/// filters of the address; nothing where there is one page only. The list's action takes <c>after</c> and <c>before</c>.
/// </summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper(Texts texts) : TagHelper
{
    public string? Previous { get; set; }

    public string? Next { get; set; }

    /// <summary>The list's address, for a page that is shown at another one after a form was posted.</summary>
    public string? Path { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A cursor that is null arrives here as an empty text.
        if (string.IsNullOrEmpty(Previous) && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pagination");
        output.Attributes.SetAttribute("aria-label", texts["Shared.Pages"].Value);
        output.Content.AppendHtml("<span class=\"pagination-links\">");
        if (!string.IsNullOrEmpty(Previous)) Link(output, "prev", Address("before", Previous), texts["Shared.PreviousPage"], "arrow-left", iconFirst: true);
        if (!string.IsNullOrEmpty(Next)) Link(output, "next", Address("after", Next), texts["Shared.NextPage"], "arrow-right", iconFirst: false);
        output.Content.AppendHtml("</span>");
    }

    private void Link(TagHelperOutput output, string rel, string address, string text, string icon, bool iconFirst)
    {
        var link = new TagBuilder("a");
        link.AddCssClass("button small");
        link.Attributes["rel"] = rel;
        link.Attributes["href"] = address;
        if (iconFirst) link.InnerHtml.AppendHtml(IconTagHelper.Svg(ViewContext, icon));
        link.InnerHtml.Append(text);
        if (!iconFirst) link.InnerHtml.AppendHtml(IconTagHelper.Svg(ViewContext, icon));
        output.Content.AppendHtml(link);
    }

    private string Address(string name, string cursor)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = request.Query.Where(pair => pair.Key is not ("after" or "before"))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create<string, string?>(pair.Key, value)));
        return QueryHelpers.AddQueryString(request.PathBase + (Path ?? request.Path), kept.Append(KeyValuePair.Create<string, string?>(name, cursor)));
    }
}
