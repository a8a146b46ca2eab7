using System.IO.Compression;
using System.Security.Cryptography;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>The archive package of a fixed report, on a server without a browser.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North), _app.Sample.North, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await visitor.PressAsync("Ja, fastställ");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Archive_FromTheVersionsPage_HoldsTheKeptFilesWithSumsThatHold()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reader);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/versions");
        var address = visitor.Page.QuerySelectorAll("a[href]").Single(link => link.TextContent.Contains("Hämta arkivpaket", StringComparison.Ordinal)).GetAttribute("href")!;
        using var answer = await visitor.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var package = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("application/zip", "Arkivpaket 2026-27 version 1.zip"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        using var archive = new ZipArchive(new MemoryStream(package));
        var files = archive.Entries.ToDictionary(entry => entry.FullName, Read);
        Assert.Equal(["rapport.docx", "rapport.json", "readme.txt", "checksums.txt"], archive.Entries.Select(entry => entry.FullName));
        var sums = System.Text.Encoding.UTF8.GetString(files["checksums.txt"]).TrimEnd('\n').Split('\n').Select(line => line.Split("  ")).ToList();
        Assert.Equal(["rapport.docx", "rapport.json", "readme.txt"], sums.Select(sum => sum[1]));
        Assert.All(sums, sum => Assert.Equal(sum[0], Convert.ToHexStringLower(SHA256.HashData(files[sum[1]]))));

        await using var db = _app.OpenDatabase();
        var kept = await db.FixedReportFiles.SingleAsync(file => file.Format == ReportFormat.Json);
        Assert.Equal(kept.Content, files["rapport.json"]);
        var report = ReportJson.Read(new MemoryStream(files["rapport.json"]));
        Assert.Equal((1, "Ada Påhitt", "Rutin för frånvaro"), (report.FixedVersion, report.FixedBy, Assert.Single(report.Entries).Title));
        var again = new MemoryStream();
        await ReportJson.WriteAsync(report, again, TestContext.Current.CancellationToken);
        Assert.Equal(kept.Content, again.ToArray());

        var readme = System.Text.Encoding.UTF8.GetString(files["readme.txt"]);
        foreach (var part in new[] { "PDF saknas", "Fastställd: 18 november 2026 10.00 av Ada Påhitt", "Version: 1", "Huvudman: Provkommunen", "rapport.docx", "sha256sum -c checksums.txt" })
            Assert.Contains(part, readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_FetchedAgainInAnotherLanguage_IsTheSame()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        var address = $"/reports/{_app.Sample.Plan.Id}/versions/1/archive";
        var first = await visitor.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        _app.Database.Time.Advance(TimeSpan.FromDays(400));
        var later = await _app.SignInAsync(_app.Sample.Administrator);
        later.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        Assert.Equal(first, await later.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Archive_WithAPdf_HoldsAndExplainsIt()
    {
        await using (var db = _app.OpenDatabase())
        {
            var version = await db.FixedReports.Include(report => report.Files).SingleAsync();
            db.Add(new FixedReportFile(version.Id, ReportFormat.Pdf, "rapport.pdf", "%PDF-1.7"u8.ToArray()));
            await db.SaveChangesAsync();
        }

        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await using var answer = await visitor.Client.GetStreamAsync($"/reports/{_app.Sample.Plan.Id}/versions/1/archive", TestContext.Current.CancellationToken);
        using var content = new MemoryStream();
        await answer.CopyToAsync(content, TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(content);

        Assert.Equal("%PDF-1.7"u8.ToArray(), Read(archive.GetEntry("rapport.pdf")!));
        var readme = System.Text.Encoding.UTF8.GetString(Read(archive.GetEntry("readme.txt")!));
        Assert.Contains("- rapport.pdf: ", readme, StringComparison.Ordinal);
        Assert.DoesNotContain("PDF saknas", readme, StringComparison.Ordinal);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
