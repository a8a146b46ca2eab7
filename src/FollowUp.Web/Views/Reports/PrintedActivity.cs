using System.Globalization;
using System.Text.Encodings.Web;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using Microsoft.AspNetCore.Html;

namespace FollowUp.Web.Views.Reports;

/// <param name="Activity">What is printed.</param>
/// <param name="Level">The level of its heading; its parts stand one below.</param>
public sealed record PrintedActivity(ReportActivity Activity, int Level)
{
    public PrintedText Text => new(Level + 1, Activity.IsShown, Activity.HasDraft, Activity.Status, Activity.FollowUp, Activity.Analysis);
}

/// <summary>One unit's follow-up and analysis, the owning unit's or another's.</summary>
/// <param name="Level">The level of the two headings.</param>
public sealed record PrintedText(int Level, bool IsShown, bool HasDraft, NoteStatus? Status, string FollowUp, string Analysis)
{
    public static PrintedText Of(ReportUnitNote note, int level) => new(level, note.IsShown, note.HasDraft, note.Status, note.FollowUp, note.Analysis);
}

/// <summary>A line of the contents. It writes itself when the page goes out: a partial view for each would keep kilobytes of a long report's every activity until then.</summary>
/// <param name="Id">Where it leads: small letters a to z, digits and hyphens, so that the page number can be put in.</param>
public sealed record ContentsLink(string Id, string Title, int? Number = null) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write($"<a href=\"#{Id}\"><span class=\"title\"");
        if (Number is { } number) writer.Write(string.Create(CultureInfo.InvariantCulture, $" data-number=\"{number}\""));
        writer.Write('>');
        encoder.Encode(writer, Title);
        writer.Write($"</span><span class=\"dots\"></span><span class=\"page\" data-of=\"{Id}\"></span></a>");
    }
}
