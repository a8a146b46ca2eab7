using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>Puts the anti-forgery token into every form that posts to a written-out address; those with <c>asp-</c> attributes have it already.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostFormTagHelper(IAntiforgery antiforgery) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var hasAddress = context.AllAttributes.TryGetAttribute("action", out _);
        if (hasAddress && !context.AllAttributes.Any(attribute => attribute.Name.StartsWith("asp-", StringComparison.Ordinal)))
            output.PostContent.AppendHtml(antiforgery.GetHtml(ViewContext.HttpContext));
    }
}
