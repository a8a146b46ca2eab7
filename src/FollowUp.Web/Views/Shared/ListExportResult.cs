using System.Globalization;
using System.Runtime.CompilerServices;
using FollowUp.Core;
using FollowUp.Documents.Excel;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Views.Shared;

/// <summary>A list sent as a workbook while it is read page by page.</summary>
/// <param name="list">Its columns.</param>
/// <param name="first">Its first page, read before the answer begins so that what is wrong can still be told on a page.</param>
/// <param name="read">Reads the pages after it.</param>
public sealed class ListExportResult<TRow>(ListExport<TRow> list, Page<TRow> first, Func<PageRequest, Task<Page<TRow>>> read) : IActionResult
{
    /// <summary>More rows than this nobody looks through; the last row then says that there are more.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Rows that are in memory at once.</summary>
    public const int PageSize = 1_000;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        var today = services.GetRequiredService<AuthorityClock>().Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{list.Title} {today}.xlsx");
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = ExcelListWriter.MediaType;

        // As the pages: nothing of it stays in the browser's store on a shared computer but the file that was asked for.
        response.Headers.CacheControl = "no-store";
        var cut = services.GetRequiredService<Texts>()["Shared.ExportCut", MaxRows.ToString("N0", CultureInfo.CurrentCulture)];
        await ExcelListWriter.WriteAsync(new ExcelSheet(list.Title, list.Headers, RowsAsync(cut, MaxRows, cancel)) { Language = CultureInfo.CurrentUICulture.Name }, response.Body, cancel);
    }

    /// <summary>The rows of all pages, and where there are more than <paramref name="most"/> a last one that says so.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(string cut, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = most;
        for (var page = first; ; page = await read(new PageRequest(page.Next, Size: PageSize)))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in page.Rows)
            {
                if (left-- == 0)
                {
                    yield return [cut];
                    yield break;
                }

                yield return list.ValuesOf(row);
            }

            if (page.Next is null) yield break;
        }
    }
}
