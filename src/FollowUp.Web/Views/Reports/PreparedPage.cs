using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.Reports;

/// <param name="Report">The report, or the part of it, that is written.</param>
/// <param name="Format">In what form.</param>
/// <param name="CanMake">False for PDF where the server has no browser.</param>
public sealed record PreparedPage(ReportPage Report, ReportFormat Format, bool CanMake);
