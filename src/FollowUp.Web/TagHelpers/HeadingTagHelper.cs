using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary><c>&lt;heading level="3"&gt;</c>: a heading of a level that depends on what it stands below.</summary>
[HtmlTargetElement("heading")]
public sealed class HeadingTagHelper : TagHelper
{
    /// <summary>From 1 to 6.</summary>
    public int Level { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.TagName = $"h{Level}";
}
