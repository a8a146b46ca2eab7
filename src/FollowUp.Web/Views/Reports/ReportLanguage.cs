using System.Globalization;
using FollowUp.Core.Reports;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <summary>A report is written in the language of its plan, whoever reads it.</summary>
internal static class ReportLanguage
{
    /// <summary>Changes to the report's language for the rest of the view or the asynchronous method that calls.</summary>
    /// <returns>The tag to mark it with; null where all around it is in that language too.</returns>
    public static string? Use(AnnualReport report)
    {
        var around = CultureInfo.CurrentUICulture;
        Cultures.Use(report.Language);
        return CultureInfo.CurrentUICulture.Equals(around) ? null : CultureInfo.CurrentUICulture.Name;
    }
}
