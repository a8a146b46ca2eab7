using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Imports;

/// <summary>The list of imports as a workbook.</summary>
public static class ImportExport
{
    public static ListExport<ImportListRow> Of(Texts texts, AuthorityClock clock) => new(texts["Imports.Heading"],
    [
        new(texts["Imports.Report"], 50, row => row.Title),
        new(texts["Imports.FileColumn"], 30, row => row.FileName.Length > 0 ? row.FileName : texts["Imports.Pasted"].Value),
        new(texts["Imports.State"], 18, row => texts.Of(row.State)),
        new(texts["Imports.PlanColumn"], 22, row => row.PlanLabel),
        new(texts["Imports.Activities"], 12, row => row.Activities),
        new(texts["Imports.Person"], 28, row => row.CreatedBy),
        new(texts["Imports.ReadAt"], 17, row => clock.Local(row.CreatedAt)),
    ]);
}
