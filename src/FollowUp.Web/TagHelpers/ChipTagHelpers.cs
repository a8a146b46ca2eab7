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
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chips");
        var (look, icon) = Status switch
        {
            NoteStatus.NotStarted => ("not-started", "not-started"),
            NoteStatus.InProgress => ("in-progress", "in-progress"),
            NoteStatus.Completed => ("completed", "completed"),
            NoteStatus.NotCarriedOut => ("not-carried-out", "not-carried-out"),
            _ => ("none", "no-status"),
        };
        var word = HiddenText ? texts["Domain.StatusHidden"] : Status is { } status ? texts.Of(status) : texts["Domain.NoStatus"].Value;
        StateChipTagHelper.Append(ViewContext, output, $"status-{look}", icon, word);
        if (Overdue) StateChipTagHelper.Append(ViewContext, output, "status-overdue", "overdue", texts["Domain.Overdue"]);
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
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chips");
        var look = State.ToString().ToLowerInvariant();
        Append(ViewContext, output, $"state-{look}", look, texts.Of(State));
        if (Locked) Append(ViewContext, output, "state-locked", "locked", texts["Domain.Locked"]);
    }

    internal static void Append(ViewContext view, TagHelperOutput output, string look, string icon, string word)
    {
        output.Content.AppendHtml($"""<span class="chip {look}">{IconTagHelper.Svg(view, icon)}""");
        output.Content.Append(word);
        output.Content.AppendHtml("</span>");
    }
}
