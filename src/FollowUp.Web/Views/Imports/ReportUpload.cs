using System.Globalization;
using System.Text;
using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Documents;
using FollowUp.Documents.Text;
using FollowUp.Web.Reading;

namespace FollowUp.Web.Views.Imports;

/// <summary>What an upload turned out to be: a document, or the reason why there is none.</summary>
/// <param name="Field">The field that it came in.</param>
/// <param name="FileName">The file's name without its folder; empty where the text was pasted.</param>
/// <param name="Document">The report's lines; null where they could not be read.</param>
/// <param name="Refusals">Why not.</param>
internal sealed record ReportUpload(string Field, string FileName, ReadDocument? Document, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Reads the file, or the pasted text where no file is chosen.</summary>
    public static async Task<ReportUpload> ReadAsync(NewImportForm form, PdfReading pdf, CancellationToken cancel)
    {
        if (form.File is not { } file) return FromText(form.Text ?? "");
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        if (file.Length > DocumentReader.MaxPackageBytes) return TooLarge(nameof(form.File), name, file.Length, DocumentReader.MaxPackageBytes);
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, cancel);
        if (content.Length > ReportImport.MaxBytes && !DocumentReader.MayBeLarge(content)) return TooLarge(nameof(form.File), name, content.Length, ReportImport.MaxBytes);
        return From(nameof(form.File), name, DocumentReader.IsPdf(content) ? await pdf.ReadAsync(content, cancel) : DocumentReader.Read(content, cancel));
    }

    private static ReportUpload FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refused(nameof(NewImportForm.File), "", "ImportNothingGiven");
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > ReportImport.MaxBytes
            ? TooLarge(nameof(NewImportForm.Text), "", bytes, ReportImport.MaxBytes)
            : From(nameof(NewImportForm.Text), "", TextDocumentReader.ReadPasted(text));
    }

    private static ReportUpload From(string field, string name, ReadResult read) => read.Document is { } document
        ? new ReportUpload(field, name, document, [])
        : Refused(field, name, $"ImportFile{read.Failure}");

    private static ReportUpload TooLarge(string field, string name, long bytes, int most) => Refused(
        field, name, "ImportTooLarge", (bytes / (1024m * 1024m)).ToString("0.0", CultureInfo.CurrentCulture), most / (1024 * 1024));

    private static ReportUpload Refused(string field, string name, string code, params object[] arguments) =>
        new(field, name, null, [new Refusal(code, field, arguments)]);
}
