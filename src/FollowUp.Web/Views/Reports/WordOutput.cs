using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Documents.Word;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <summary>Writes a report in Word, in the house's own template where there is one.</summary>
public sealed class WordOutput(ReportTemplateQueries templates, AuthorityClock clock, Texts texts, ILogger<WordOutput> log)
{
    public async Task WriteAsync(AnnualReport report, Stream to, CancellationToken cancel)
    {
        using var template = await TemplateAsync(cancel);
        await WordReportWriter.WriteAsync(report, PrintedWords.Of(texts, clock), to, template, cancel);
    }

    /// <summary>The template; null where there is none. One that a stricter check would not let in any more must not keep anybody from the report.</summary>
    private async Task<MemoryStream?> TemplateAsync(CancellationToken cancel)
    {
        if (await templates.UsedAsync(cancel) is not { } file) return null;
        var template = new MemoryStream(file.Content, writable: false);
        if (WordTemplate.Check(template) is { } failure)
        {
            log.LogWarning("The report is written without the house's template: {Failure}", failure);
            return null;
        }

        template.Position = 0;
        return template;
    }
}
