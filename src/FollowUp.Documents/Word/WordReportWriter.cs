using FollowUp.Core.Reports;

namespace FollowUp.Documents.Word;

/// <summary>
/// Writes the report as a Word document (.docx, ISO/IEC 29500) in the order and with the words of the print view, by itself or in the house's template. The text goes
/// straight into a compressed temporary file, an activity at a time, so that a report of any size needs little memory.
/// </summary>
public static class WordReportWriter
{
    /// <summary>What the file is, to those who fetch it.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Writes the document; nothing is written where it fails or is ended early.</summary>
    /// <param name="report">What is written. Its activities are read once.</param>
    /// <param name="words">The words, in one language.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="template">A document whose styles, head and foot are taken; null for FollowUp's own. It is read from where it stands and not closed.</param>
    /// <param name="cancel">Ends early.</param>
    /// <exception cref="InvalidDataException"><see cref="WordTemplate.Check"/> refuses the template.</exception>
    public static async Task WriteAsync(AnnualReport report, ReportWords words, Stream to, Stream? template = null, CancellationToken cancel = default)
    {
        var skeleton = WordSkeleton.Make(report, words, template is null ? null : WordTemplate.Read(template));
        var links = new WordLinks();
        using var package = new WordPackage(skeleton, report.ReadOn);
        using (var stream = package.OpenDocument())
        using (var body = new WordBody(stream, skeleton, links))
        {
            await new WordReport(report, words, body).WriteAsync(skeleton.Logo, cancel);
            body.End(skeleton.Section);
        }

        await package.CompleteAsync(links, to, cancel);
    }
}
