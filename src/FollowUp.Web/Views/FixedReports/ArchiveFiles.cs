using System.Runtime.CompilerServices;
using System.Text;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents;
using FollowUp.Documents.Files;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.FixedReports;

/// <summary>The archive package of a fixed version: the files that were kept, an explanation in Swedish and checksums.</summary>
public sealed class ArchiveFiles(FixedReportQueries reports, Texts texts, AuthorityClock clock)
{
    private const string Readme = "readme.txt";

    /// <summary>What an archive wants, in order, each under a name that every system can read.</summary>
    private static readonly (ReportFormat Format, string Name)[] Wanted =
        [(ReportFormat.Pdf, "rapport.pdf"), (ReportFormat.Word, "rapport.docx"), (ReportFormat.Json, "rapport.json")];

    /// <summary>The name under which the package is saved.</summary>
    public string NameOf(Core.Reports.FixedReports found, FixedReportRow version) => texts["Archive.FileName", found.YearLabel.Replace('/', '-'), version.Number];

    /// <summary>The package, from its beginning; gone when it is closed.</summary>
    public async Task<Stream> PackAsync(UserAccess access, Core.Reports.FixedReports found, FixedReportRow version, CancellationToken cancel)
    {
        var package = TemporaryFile.Open();
        try
        {
            await ArchivePackage.WriteAsync(FilesAsync(access, found, version, cancel), clock.Local(version.FixedAt), package, cancel);
            package.Position = 0;
            return package;
        }
        catch
        {
            await package.DisposeAsync();
            throw;
        }
    }

    private async IAsyncEnumerable<ArchiveFile> FilesAsync(
        UserAccess access, Core.Reports.FixedReports found, FixedReportRow version, [EnumeratorCancellation] CancellationToken cancel)
    {
        AnnualReport? told = null;
        foreach (var (format, name) in Wanted)
        {
            if (version.Files.FirstOrDefault(file => file.Format == format) is not { } kept) continue;
            if (await reports.FileAsync(access, found.PlanId, version.Number, format, cancel) is not { } file) continue;
            if (format == ReportFormat.Json) told = ReportJson.Read(new MemoryStream(file.Content));
            yield return new ArchiveFile(name, kept.Sha256, file.Content);
        }

        var readme = Cultures.In(Languages.Swedish, () => Explain(found, version, told));
        yield return new ArchiveFile(Readme, null, Encoding.UTF8.GetBytes(readme));
    }

    private string Explain(Core.Reports.FixedReports found, FixedReportRow version, AnnualReport? told)
    {
        var lines = new List<string>
        {
            texts["Archive.Title", version.Title],
            "",
            texts["Archive.Year", found.YearLabel],
        };

        // As the authority was called then.
        if (told is not null) lines.Add(texts["Archive.Authority", told.AuthorityName]);
        if (told is { RegistryNumber.Length: > 0 }) lines.Add(texts["Archive.RegistryNumber", told.RegistryNumber]);
        lines.Add(texts["Archive.Fixed", texts["Shared.Moment", clock.Local(version.FixedAt)], version.FixedBy]);
        lines.Add(texts["Archive.Version", version.Number]);
        lines.AddRange(["", texts["Archive.Intro"], texts["Archive.Kept"], "", texts["Archive.Files"]]);
        foreach (var (format, name) in Wanted.Where(each => version.Files.Any(file => file.Format == each.Format))) lines.Add($"- {name}: {About(format)}");
        lines.Add($"- {Readme}: {texts["Archive.Readme"]}");
        lines.Add($"- {ArchivePackage.Checksums}: {texts["Archive.Sums"]}");
        foreach (var (format, _) in Wanted.Where(each => version.Files.All(file => file.Format != each.Format)))
            lines.AddRange(["", format == ReportFormat.Pdf ? texts["Archive.NoPdf"] : texts["Archive.Missing", texts.Of(format)]]);

        // As every system can read it, whatever the server runs on.
        return string.Join("\r\n", lines) + "\r\n";
    }

    private string About(ReportFormat format) => format switch
    {
        ReportFormat.Pdf => texts["Archive.File.Pdf"],
        ReportFormat.Word => texts["Archive.File.Word"],
        _ => texts["Archive.File.Json", ReportJson.Schema, ReportJson.Version],
    };
}
