using System.Text;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Excel;
using FollowUp.Documents.Text;
using FollowUp.Documents.Word;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Reports;

/// <summary>Writes a report in every format that is kept when it is fixed.</summary>
public sealed class ReportOutputs(AnnualReportQueries reports, ReportPrinter printer, AuthorityClock clock, Texts texts, ILogger<ReportOutputs> log)
{
    /// <summary>Reads and writes the report of one plan.</summary>
    public ReportPress PressOf(UserAccess access, Guid planId) => new(cancel => reports.ReadAsync(access, planId, null, cancel), WriteAsync);

    /// <summary>The name under which a file of the report is saved, without its ending.</summary>
    public string NameOf(AnnualReport report) =>
        Cultures.In(report.Language, () => texts["Reports.FileName", report.YearLabel.Replace('/', '-')].Value);

    /// <summary>The report in one format, to be sent while it is read.</summary>
    public ReportFileResult FileOf(AnnualReport report, ReportFormat format, bool isShown = false) =>
        new(format, isShown ? null : $"{NameOf(report)}.{Endings[format]}", (to, cancel) => WriteAsync(report, format, to, cancel));

    /// <summary>The formats that are written while the report is read.</summary>
    public static readonly IReadOnlyDictionary<ReportFormat, string> Endings = new Dictionary<ReportFormat, string>
    {
        [ReportFormat.Word] = "docx",
        [ReportFormat.Excel] = "xlsx",
        [ReportFormat.Text] = "txt",
        [ReportFormat.Json] = "json",
    };

    private async Task<IReadOnlyList<ReportOutput>> WriteAsync(AnnualReport report, CancellationToken cancel)
    {
        var outputs = new List<ReportOutput>();
        foreach (var (format, ending) in Endings)
        {
            using var content = new MemoryStream();
            await WriteAsync(report, format, content, cancel);
            outputs.Add(new ReportOutput(format, $"{NameOf(report)}.{ending}", content.ToArray()));
        }

        using var page = new StringWriter();
        await printer.WriteHtmlAsync(report, page);
        outputs.Add(new ReportOutput(ReportFormat.Html, $"{NameOf(report)}.html", Encoding.UTF8.GetBytes(page.ToString())));
        if (await PrintAsync(report, cancel) is { } pdf) outputs.Add(new ReportOutput(ReportFormat.Pdf, $"{NameOf(report)}.pdf", pdf));
        return outputs;
    }

    /// <summary>The report as PDF; null where nothing here can print it. The other outputs say the same, and the report can be fixed without.</summary>
    private async Task<byte[]?> PrintAsync(AnnualReport report, CancellationToken cancel)
    {
        if (!printer.CanPrint) return null;
        try
        {
            return await printer.PrintAsync(report, _ => { }, cancel);
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
            ReportFormat.Word => WordReportWriter.WriteAsync(report, PrintedWords.Of(texts, clock), to, null, cancel),
            ReportFormat.Excel => ExcelReportWriter.WriteAsync(report, ReportExport.Words(texts), to, cancel),
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
