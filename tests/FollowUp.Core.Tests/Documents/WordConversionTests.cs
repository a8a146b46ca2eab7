using System.Diagnostics;
using FollowUp.Core.Reports;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

/// <summary>Another program than Word reads the document, where there is one: LibreOffice's <c>soffice</c>.</summary>
public sealed class WordConversionTests
{
    [Theory]
    [InlineData(ReportOrder.Number)]
    [InlineData(ReportOrder.GoalArea)]
    public async Task Write_Document_IsReadByLibreOfficeWithItsNumbers(ReportOrder order)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "LibreOffice (soffice) is not on this machine.");
        var folder = Directory.CreateTempSubdirectory("followup-word-");
        try
        {
            var file = Path.Combine(folder.FullName, "rapport.docx");
            var document = WordReports.Full(order).Write();
            await File.WriteAllBytesAsync(file, document);
            using var process = Process.Start(new ProcessStartInfo(program!, [
                $"-env:UserInstallation={new Uri(folder.FullName)}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder.FullName, file])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(limit.Token);

            Assert.Equal(0, process.ExitCode);
            var lines = (await File.ReadAllTextAsync(Path.ChangeExtension(file, ".txt"))).Split('\n').Select(line => line.Trim('\r', ' ', '\uFEFF')).ToList();
            var at = 0;
            foreach (var heading in WordReports.Lines(document).Where(line => line.Style.StartsWith("heading", StringComparison.Ordinal)))
            {
                at = lines.IndexOf(heading.Text, at) + 1;
                Assert.True(at > 0, $"{heading.Text} is not where it belongs.");
            }

            foreach (var item in new[] { "3. tre", "4. fyra", "1. först", "2. sedan", "• Linden" })
                Assert.Contains(lines, line => WordMarkdownTests.Plain(line) == item);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
