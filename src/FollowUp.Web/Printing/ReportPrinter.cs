using FollowUp.Core.Reports;
using FollowUp.Documents;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace FollowUp.Web.Printing;

/// <summary>The annual report as a file: a page that stands alone, and the same printed as PDF.</summary>
public sealed class ReportPrinter(ICompositeViewEngine views, ITempDataDictionaryFactory tempData, PdfPrinter printer, IServiceProvider services)
{
    private const string ViewPath = "~/Views/Reports/Print.cshtml";

    /// <inheritdoc cref="PdfPrinter.CanPrint"/>
    public bool CanPrint => printer.CanPrint;

    /// <summary>
    /// Writes the print view as a page that stands alone: styles, fonts and logo are in it, nothing is loaded, and its content security policy
    /// lets nothing run. The view writes in the report's own language, whoever calls. Reads the report's activities while it writes.
    /// </summary>
    public async Task WriteHtmlAsync(AnnualReport report, TextWriter writer)
    {
        // Not the request's own context: the view flushes as it goes, and must not begin the answer to the request by that.
        var request = new DefaultHttpContext { RequestServices = services };
        var context = new ActionContext(request, new RouteData { Values = { ["controller"] = "Reports" } }, new ActionDescriptor());
        var view = views.GetView(null, ViewPath, isMainPage: true).View ?? throw new InvalidOperationException($"{ViewPath} is missing.");
        var data = new ViewDataDictionary<ReportPage>(new EmptyModelMetadataProvider(), new ModelStateDictionary())
        {
            Model = new ReportPage(report, new ReportScopeForm(), []) { IsFile = true },
        };
        await view.RenderAsync(new ViewContext(context, view, data, tempData.GetTempData(request), writer, new HtmlHelperOptions()));
    }

    /// <summary>The same as a file. It goes by a temporary one, since a page writes in ways that a web server's answer refuses.</summary>
    /// <param name="report">What is written.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="cancel">Ends early; nothing is written then.</param>
    public async Task WriteHtmlAsync(AnnualReport report, Stream to, CancellationToken cancel)
    {
        await using var page = TemporaryFile.Open();
        await using (var writer = new StreamWriter(page, leaveOpen: true)) await WriteHtmlAsync(report.Counted(_ => { }, cancel), writer);
        page.Position = 0;
        await page.CopyToAsync(to, cancel);
    }

    /// <summary>The report as PDF.</summary>
    /// <param name="report">What is printed.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="tell">Told how far it has come, from any thread; must not block.</param>
    /// <param name="cancel">Leaves the queue, or ends the browser.</param>
    /// <exception cref="PrintFault">Nothing was printed.</exception>
    public Task PrintAsync(AnnualReport report, Stream to, Action<PrintStep> tell, CancellationToken cancel) =>
        printer.PrintAsync((writer, _) => WriteHtmlAsync(report, writer), to, tell, cancel);
}
