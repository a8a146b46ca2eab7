using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace FollowUp.Web.TagHelpers;

/// <summary><c>&lt;export-link /&gt;</c>: a link to the list shown as a workbook, all its pages, with the filters of the address. It stands at the list's own address with <c>/export</c>.</summary>
[HtmlTargetElement("export-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ExportLinkTagHelper(Texts texts) : TagHelper
{
    /// <summary>The list's address, for a page that is shown at another one after a form was posted.</summary>
    public string? Path { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = request.Query.Where(pair => pair.Key is not ("after" or "before"))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)));
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "button quiet small");
        output.Attributes.SetAttribute("href", QueryHelpers.AddQueryString($"{request.PathBase}{Path ?? request.Path}/export", kept));
        output.Content.AppendHtml(IconTagHelper.Svg(ViewContext, "download"));
        output.Content.Append(texts["Shared.Export"]);
    }
}
