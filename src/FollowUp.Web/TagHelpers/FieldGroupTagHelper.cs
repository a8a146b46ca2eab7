using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;field-group for="Roles" hint="Users.RolesHint"&gt;…&lt;/field-group&gt;</c>: legend, hint and error around several controls
/// that make one answer. The legend is the property's display name; an error in the summary links to the group.
/// </summary>
[HtmlTargetElement("field-group", Attributes = "for")]
public sealed class FieldGroupTagHelper(Texts texts) : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Key of the sentence that helps.</summary>
    public string? Hint { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = FieldTagHelper.IdOf(ViewContext, For);
        var errors = FieldTagHelper.Errors(ViewContext, For);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Attributes.SetAttribute("id", id);
        output.Attributes.SetAttribute("tabindex", "-1");
        var described = string.Join(' ', new[] { Hint is null ? "" : $"{id}-hint", errors.Count > 0 ? $"{id}-error" : "" }.Where(part => part.Length > 0));
        if (described.Length > 0) output.Attributes.SetAttribute("aria-describedby", described);

        output.PreContent.AppendHtml("<legend>").Append(For.Metadata.DisplayName ?? For.Name).AppendHtml("</legend>");
        if (Hint is not null) output.PreContent.AppendHtml($"<p class=\"hint\" id=\"{id}-hint\">").Append(texts[Hint]).AppendHtml("</p>");
        foreach (var error in errors)
            output.PreContent.AppendHtml($"<p class=\"field-error\" id=\"{id}-error\">{IconTagHelper.Svg(ViewContext, "error")}").Append(error).AppendHtml("</p>");
    }
}
