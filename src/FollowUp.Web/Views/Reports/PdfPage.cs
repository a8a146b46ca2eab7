namespace FollowUp.Web.Views.Reports;

/// <param name="Report">The report, or the part of it, that is printed.</param>
/// <param name="CanPrint">False where the server has no browser.</param>
public sealed record PdfPage(ReportPage Report, bool CanPrint);
