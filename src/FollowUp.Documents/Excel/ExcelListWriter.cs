namespace FollowUp.Documents.Excel;

/// <summary>Writes any list as a workbook of one sheet.</summary>
public static class ExcelListWriter
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the list, a row at a time while its rows are read.</summary>
    /// <param name="sheet">What is written; its name is the workbook's title too.</param>
    /// <param name="to">Where to; it is not closed, need not be able to seek, and is only written to asynchronously.</param>
    /// <param name="cancel">Ends early; what is written then is no workbook.</param>
    public static async Task WriteAsync(ExcelSheet sheet, Stream to, CancellationToken cancel = default)
    {
        await using var workbook = await ExcelWorkbook.CreateAsync(to, sheet.Name, sheet.Language, cancel: cancel);
        await workbook.WriteAsync(0, sheet, cancel);
        await workbook.CompleteAsync(cancel);
    }
}
