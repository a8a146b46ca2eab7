using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Audit;

/// <summary>The list of what was done as a workbook.</summary>
public static class AuditExport
{
    public static ListExport<AuditRow> Of(Texts texts, AuthorityClock clock) => new(texts["Audit.Heading"],
    [
        new(texts["Audit.At"], 17, row => clock.Local(row.At)),
        new(texts["Audit.What"], 32, row => texts.Of(row.Action)),
        new(texts["Audit.Detail"], 40, row => AuditText.Detail(texts, row)),
        new(texts["Audit.Subject"], 50, row => row.Subject),
        new(texts["Audit.Who"], 28, row => AuditText.Who(texts, row)),
    ]);
}
