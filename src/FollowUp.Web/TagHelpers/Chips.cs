using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Core.Notes;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// Status and state as word, shape and colour. What the tag helpers of the same name write; a list with many rows asks here, since a tag helper for each cell
/// costs more than all that it says.
/// </summary>
public static class Chips
{
    /// <summary>One of each look and word that there is.</summary>
    private static readonly ConcurrentDictionary<(string Root, string Look, string Icon, string Word), string> Known = new();

    private const int Most = 500;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="texts">The words.</param>
    /// <param name="view">Where it is shown.</param>
    /// <param name="status">The status; null where none is chosen.</param>
    /// <param name="isOverdue">Puts Försenad beside it.</param>
    /// <param name="isHidden">True for a draft that this reader may not see.</param>
    public static HtmlString Status(Texts texts, ViewContext view, NoteStatus? status, bool isOverdue, bool isHidden)
    {
        var (look, icon) = status switch
        {
            NoteStatus.NotStarted => ("status-not-started", "not-started"),
            NoteStatus.InProgress => ("status-in-progress", "in-progress"),
            NoteStatus.Completed => ("status-completed", "completed"),
            NoteStatus.NotCarriedOut => ("status-not-carried-out", "not-carried-out"),
            _ => ("status-none", "no-status"),
        };
        var word = isHidden ? texts["Domain.StatusHidden"].Value : status is { } chosen ? texts.Of(chosen) : texts["Domain.NoStatus"].Value;
        return Group(Chip(view, look, icon, word), isOverdue ? Chip(view, "status-overdue", "overdue", texts["Domain.Overdue"].Value) : "");
    }

    /// <param name="texts">The words.</param>
    /// <param name="view">Where it is shown.</param>
    /// <param name="state">How far the reporting has come.</param>
    /// <param name="isLocked">Puts Låst beside it.</param>
    public static HtmlString State(Texts texts, ViewContext view, NoteState state, bool isLocked)
    {
        var (look, icon) = state switch
        {
            NoteState.Missing => ("state-missing", "missing"),
            NoteState.Draft => ("state-draft", "draft"),
            NoteState.Returned => ("state-returned", "returned"),
            NoteState.Submitted => ("state-submitted", "submitted"),
            _ => ("state-approved", "approved"),
        };
        return Group(Chip(view, look, icon, texts.Of(state)), isLocked ? Chip(view, "state-locked", "locked", texts["Domain.Locked"].Value) : "");
    }

    private static HtmlString Group(string first, string second) => new($"""<span class="chips">{first}{second}</span>""");

    private static string Chip(ViewContext view, string look, string icon, string word)
    {
        var root = view.HttpContext.Request.PathBase.Value ?? "";
        if (Known.TryGetValue((root, look, icon, word), out var known)) return known;
        if (Known.Count >= Most) Known.Clear();
        return Known[(root, look, icon, word)] = $"""<span class="chip {look}">{IconTagHelper.Svg(view, icon)}{Encoder.Encode(word)}</span>""";
    }
}
