using System.Text;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Text;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <summary>Writes a report in every format that is kept when it is fixed.</summary>
public sealed class ReportOutputs(AnnualReportQueries reports, Texts texts)
{
    /// <summary>Reads and writes the report of one plan.</summary>
    public ReportPress PressOf(UserAccess access, Guid planId) => new(cancel => reports.ReadAsync(access, planId, null, cancel), WriteAsync);

    /// <summary>The name under which a file of the report is saved, without its ending.</summary>
    public string NameOf(AnnualReport report) => texts["Reports.FileName", report.YearLabel.Replace('/', '-')];

    private async Task<IReadOnlyList<ReportOutput>> WriteAsync(AnnualReport report, CancellationToken cancel)
    {
        var name = NameOf(report);
        return
        [
            new ReportOutput(ReportFormat.Text, $"{name}.txt", await BytesAsync(async to =>
            {
                await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
                await TextReportWriter.WriteAsync(report, writer, cancel);
            })),
            new ReportOutput(ReportFormat.Json, $"{name}.json", await BytesAsync(to => ReportJson.WriteAsync(report, to, cancel))),
        ];
    }

    private static async Task<byte[]> BytesAsync(Func<Stream, Task> write)
    {
        using var content = new MemoryStream();
        await write(content);
        return content.ToArray();
    }
}
