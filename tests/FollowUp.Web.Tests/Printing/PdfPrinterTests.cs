using FollowUp.Web.Printing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace FollowUp.Web.Tests.Printing;

public sealed class PdfPrinterTests
{
    [Fact]
    public async Task Print_BrowserThatCannotBeStarted_IsAFaultWithoutAFile()
    {
        // A file that is there, and is no program.
        var browser = Path.GetTempFileName();
        await File.WriteAllTextAsync(browser, "Inget program");
        var printer = new PdfPrinter(new PdfOptions { Browser = browser }, NullLogger<PdfPrinter>.Instance);

        var fault = await Assert.ThrowsAsync<PrintFault>(() => printer.PrintAsync((writer, _) => writer.WriteAsync("<p>Text"), _ => { }, CancellationToken.None));

        File.Delete(browser);
        Assert.Equal(PrintFaultKind.NoFile, fault.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Inte en PDF")]
    [InlineData("%PDF-1.7\n1 0 obj\n<<")]
    public async Task ReadPages_OfABrokenFile_IsAFaultWithoutAFile(string content)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, content);

        var fault = Assert.Throws<PrintFault>(() => PageNumbers.Read(path));

        File.Delete(path);
        Assert.Equal(PrintFaultKind.NoFile, fault.Kind);
    }
}
