using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.FixedReports;

/// <summary>For how long a link is to work.</summary>
public sealed class ShareForm
{
    /// <summary>The link's key, made with the form, so that a double click makes one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [Required]
    [DataType(DataType.Date)]
    [Display(Name = "FixedReports.LastDay")]
    public DateOnly? LastDay { get; set; }
}

/// <param name="Found">The versions.</param>
/// <param name="Share">The form for a link.</param>
/// <param name="Link">A link just made, shown once; null otherwise.</param>
public sealed record FixedReportsPage(Core.Reports.FixedReports Found, ShareForm Share, string? Link);

/// <summary>What the files of a report are to a browser.</summary>
public static class MediaTypes
{
    public static string Of(ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Pdf => "application/pdf",
        ReportFormat.Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ReportFormat.Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Text => "text/plain; charset=utf-8",
        ReportFormat.Json => "application/json; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
    };
}
