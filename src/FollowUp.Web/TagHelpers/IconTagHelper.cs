using FollowUp.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary><c>&lt;icon name="plus" /&gt;</c>: a decoration from the sprite, silent to a screen reader.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Svg(ViewContext, Name));
    }

    internal static string Svg(ViewContext view, string name) =>
        $"""<svg class="icon" aria-hidden="true"><use href="{view.HttpContext.Request.PathBase.Value}/icons.svg?v={StaticFiles.Version}#{name}"></use></svg>""";
}
