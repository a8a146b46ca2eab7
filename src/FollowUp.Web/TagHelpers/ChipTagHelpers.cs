using FollowUp.Core.Notes;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;status-chip status="note.Status" overdue="true" /&gt;</c>: the status as word, shape and colour, with Försenad beside it.
/// <c>hidden-text="true"</c> stands for a draft that this reader may not see.
/// </summary>
[HtmlTargetElement("status-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusChipTagHelper(Texts texts) : TagHelper
{
    public NoteStatus? Status { get; set; }

    public bool Overdue { get; set; }

    public bool HiddenText { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Chips.Status(texts, ViewContext, Status, Overdue, HiddenText));
    }
}

/// <summary><c>&lt;state-chip state="note.State" locked="plan.IsFixed" /&gt;</c>: how far the reporting has come, as word, shape and colour.</summary>
[HtmlTargetElement("state-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StateChipTagHelper(Texts texts) : TagHelper
{
    public NoteState State { get; set; }

    public bool Locked { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Chips.State(texts, ViewContext, State, Locked));
    }
}
