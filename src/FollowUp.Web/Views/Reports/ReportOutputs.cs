using System.Text;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Excel;
using FollowUp.Documents.Text;
using FollowUp.Web.Hosting;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Reports;

/// <summary>Writes a report in every format that is kept when it is fixed.</summary>
public sealed class ReportOutputs(AnnualReportQueries reports, ReportPrinter printer, WordOutput word, Texts texts, Measures measures, ILogger<ReportOutputs> log)
{
    /// <summary>Reads and writes the report of one plan.</summary>
    public ReportPress PressOf(UserAccess access, Guid planId) => new(cancel => reports.ReadAsync(access, planId, null, cancel), WriteAsync);

    /// <summary>The name under which a file of the report is saved, without its ending.</summary>
    public string NameOf(AnnualReport report) =>
        Cultures.In(report.Language, () => texts["Reports.FileName", report.YearLabel.Replace('/', '-')].Value);

    /// <summary>The report in one format, to be sent while it is read.</summary>
    public ReportFileResult FileOf(AnnualReport report, ReportFormat format, bool isShown = false) =>
        new(format, isShown ? null : FileNameOf(report, format), (to, cancel) => MakeAsync(report, format, to, _ => { }, cancel));

    /// <summary>The name under which the report is saved in one format.</summary>
    public string FileNameOf(AnnualReport report, ReportFormat format) => $"{NameOf(report)}.{Endings.GetValueOrDefault(format, "pdf")}";

    /// <summary>False for PDF where the server has no browser.</summary>
    public bool CanMake(ReportFormat format) => format != ReportFormat.Pdf || printer.CanPrint;

    /// <summary>Writes the report in any format, and tells how it goes.</summary>
    /// <param name="report">What is written; its activities are read once.</param>
    /// <param name="format">In what form.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="tell">Told each step, from any thread; must not block.</param>
    /// <param name="cancel">Ends early; what is written then is no file.</param>
    /// <exception cref="PrintFault">No PDF was printed.</exception>
    public async Task MakeAsync(AnnualReport report, ReportFormat format, Stream to, Action<PrintStep> tell, CancellationToken cancel)
    {
        using var measured = measures.Report(format);
        var counted = report.Counted(written => tell(new PrintStep(PrintStage.Writing, written)), cancel);
        if (format == ReportFormat.Pdf)
        {
            await printer.PrintAsync(counted, to, tell, cancel);
            return;
        }

        tell(new PrintStep(PrintStage.Writing, 0));
        await WriteAsync(counted, format, to, cancel);
    }

    /// <summary>The formats that are written while the report is read, as they stand in a menu.</summary>
    public static readonly IReadOnlyDictionary<ReportFormat, string> Endings = new Dictionary<ReportFormat, string>
    {
        [ReportFormat.Word] = "docx",
        [ReportFormat.Excel] = "xlsx",
        [ReportFormat.Html] = "html",
        [ReportFormat.Text] = "txt",
        [ReportFormat.Json] = "json",
    };

    private async Task<IReadOnlyList<ReportOutput>> WriteAsync(AnnualReport report, CancellationToken cancel)
    {
        var outputs = new List<ReportOutput>();
        foreach (var format in Endings.Keys)
        {
            using var content = new MemoryStream();
            await WriteAsync(report, format, content, cancel);
            outputs.Add(new ReportOutput(format, FileNameOf(report, format), content.ToArray()));
        }

        if (await PrintAsync(report, cancel) is { } pdf) outputs.Add(new ReportOutput(ReportFormat.Pdf, FileNameOf(report, ReportFormat.Pdf), pdf));
        return outputs;
    }

    /// <summary>The report as PDF; null where nothing here can print it. The other outputs say the same, and the report can be fixed without.</summary>
    private async Task<byte[]?> PrintAsync(AnnualReport report, CancellationToken cancel)
    {
        if (!printer.CanPrint) return null;
        try
        {
            using var content = new MemoryStream();
            await printer.PrintAsync(report, content, _ => { }, cancel);
            return content.ToArray();
        }
        catch (PrintFault fault)
        {
            log.LogWarning(fault, "The report is fixed without a PDF");
            return null;
        }
    }

    private async Task WriteAsync(AnnualReport report, ReportFormat format, Stream to, CancellationToken cancel)
    {
        ReportLanguage.Use(report);
        await (format switch
        {
            ReportFormat.Word => word.WriteAsync(report, to, cancel),
            ReportFormat.Excel => ExcelReportWriter.WriteAsync(report, ReportExport.Words(texts), to, cancel),
            ReportFormat.Html => printer.WriteHtmlAsync(report, to, cancel),
            ReportFormat.Json => ReportJson.WriteAsync(report, to, cancel),
            ReportFormat.Text => WriteTextAsync(report, to, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not written here."),
        });
    }

    private static async Task WriteTextAsync(AnnualReport report, Stream to, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await TextReportWriter.WriteAsync(report, writer, cancel);
    }
}
