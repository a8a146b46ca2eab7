using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;field for="Name" hint="Units.NameHint"&gt;&lt;input asp-for="Name"&gt;&lt;/field&gt;</c>: label, hint and error around a control,
/// tied together for a screen reader. The label is the property's display name.
/// </summary>
[HtmlTargetElement("field", Attributes = "for")]
public sealed class FieldTagHelper(Texts texts, IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Key of the sentence that helps.</summary>
    public string? Hint { get; set; }

    /// <summary>Adds the word <em>valfritt</em> to the label.</summary>
    public bool Optional { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = IdOf(ViewContext, For);
        context.Items[typeof(FieldTagHelper)] = Hint is null ? "" : $"{id}-hint";
        var control = await output.GetChildContentAsync();

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", $"field {classes}".TrimEnd());

        var label = generator.GenerateLabel(ViewContext, For.ModelExplorer, For.Name, null, null);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" <small class=\"muted\">");
            label.InnerHtml.Append(texts["Shared.Optional"]);
            label.InnerHtml.AppendHtml("</small>");
        }

        output.Content.AppendHtml(label);
        if (Hint is not null) output.Content.AppendHtml(Paragraph("hint", $"{id}-hint", texts[Hint]));
        foreach (var error in Errors(ViewContext, For)) output.Content.AppendHtml(Paragraph("field-error", $"{id}-error", error));
        output.Content.AppendHtml(control);
    }

    internal static string IdOf(ViewContext context, ModelExpression expression) => TagBuilder.CreateSanitizedId(
        context.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name), "_");

    internal static IReadOnlyList<string> Errors(ViewContext context, ModelExpression expression) =>
        context.ViewData.ModelState.TryGetValue(context.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name), out var entry)
            ? [.. entry.Errors.Select(error => error.ErrorMessage).Distinct().Take(1)]
            : [];

    private TagBuilder Paragraph(string look, string id, string text)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass(look);
        paragraph.Attributes["id"] = id;
        if (look == "field-error") paragraph.InnerHtml.AppendHtml(IconTagHelper.Svg(ViewContext, "error"));
        paragraph.InnerHtml.Append(text);
        return paragraph;
    }
}

/// <summary>Ties a control to the hint and the error of the <c>field</c> around it.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class DescribedControlTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(FieldTagHelper), out var hint)) return;
        var id = FieldTagHelper.IdOf(ViewContext, For);
        var hasError = FieldTagHelper.Errors(ViewContext, For).Count > 0;
        var described = string.Join(' ', new[] { (string)hint, hasError ? $"{id}-error" : "", output.Attributes["aria-describedby"]?.Value?.ToString() ?? "" }
            .Where(part => part.Length > 0));
        if (described.Length > 0) output.Attributes.SetAttribute("aria-describedby", described);
        if (hasError) output.Attributes.SetAttribute("aria-invalid", "true");
    }
}

/// <summary><c>&lt;error-summary /&gt;</c>: every error of the form, each a link to its field; nothing where there is none.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(Texts texts) : TagHelper
{
    /// <summary>Key of the heading.</summary>
    public string Heading { get; set; } = "Shared.ErrorSummary";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => entry.Value!.Errors.Select(error => (Field: entry.Key, error.ErrorMessage))).Distinct().ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-heading");
        output.Content.AppendHtml("<h2 id=\"error-summary-heading\">").Append(texts[Heading]).AppendHtml("</h2><ul>");
        foreach (var (field, message) in errors)
        {
            output.Content.AppendHtml("<li>");
            if (field.Length > 0)
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_");
                link.InnerHtml.Append(message);
                output.Content.AppendHtml(link);
            }
            else
            {
                output.Content.Append(message);
            }

            output.Content.AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }
}
