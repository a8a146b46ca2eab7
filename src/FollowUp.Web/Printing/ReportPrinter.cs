using FollowUp.Core.Reports;
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

    /// <summary>The report as PDF. See <see cref="PdfPrinter.PrintAsync"/>.</summary>
    /// <exception cref="PrintFault">Nothing was printed.</exception>
    public Task<byte[]> PrintAsync(AnnualReport report, Action<PrintStep> tell, CancellationToken cancel) =>
        printer.PrintAsync((writer, _) => WriteHtmlAsync(report, writer), tell, cancel);
}
