using FollowUp.Core;
using FollowUp.Core.Imports.Lists;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.ListImports;

/// <summary>The lists that were read in as a workbook.</summary>
public static class ListImportExport
{
    public static ListExport<ListImportRow> Of(Texts texts, AuthorityClock clock) => new(texts["Lists.Heading"],
    [
        new(texts["Lists.FileColumn"], 40, row => row.FileName.Length > 0 ? row.FileName : texts["Lists.Pasted"].Value),
        new(texts["Lists.Kind"], 16, row => texts.Of(row.Kind)),
        new(texts["Lists.Plan"], 22, row => row.PlanLabel),
        new(texts["Lists.State"], 18, row => texts.Of(row.State)),
        new(texts["Lists.Rows"], 10, row => row.Rows),
        new(texts["Lists.Refused"], 14, row => row.Refused),
        new(texts["Lists.Person"], 28, row => row.CreatedBy),
        new(texts["Lists.ReadAt"], 17, row => clock.Local(row.CreatedAt)),
    ]);
}
