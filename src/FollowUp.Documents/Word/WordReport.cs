using System.Globalization;
using DocumentFormat.OpenXml;
using FollowUp.Core.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The report's chapters in the order of the print view.</summary>
/// <param name="report">What is written.</param>
/// <param name="words">The words.</param>
/// <param name="body">Where to.</param>
internal sealed class WordReport(AnnualReport report, ReportWords words, WordBody body)
{
    /// <param name="logo">The picture on the cover, or what stands for it; null for none.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task WriteAsync(W.Run? logo, CancellationToken cancel)
    {
        WriteCover(logo);
        WordContents.Write(body, report, words);
        if (report.Foreword.Length > 0) WriteText(words.Foreword, report.Foreword, new W.PageBreakBefore());
        body.Heading(1, words.Summary, report.Foreword.Length > 0 ? [] : [new W.PageBreakBefore()]);
        body.Paragraph("Normal", WordText.Run(words.SummaryText(report.Entries.Count, report.Shown)));
        WordFigures.Write(body, report, words);
        await WriteActivitiesAsync(cancel);
        if (report.Closing.Length > 0) WriteText(words.Closing, report.Closing);
        WriteSignatures();
        if (report.Waivers.Count > 0) WriteAppendix();
    }

    private void WriteCover(W.Run? logo)
    {
        if (logo is not null) body.Paragraph("ReportLogo", logo);
        body.Paragraph("ReportAuthority", WordText.Run(report.AuthorityName));
        body.Paragraph("Title", WordText.Run(report.Title));
        body.Paragraph("Subtitle", WordText.Run(words.Year(report.YearLabel)));
        var part = words.PartOf(report);
        if (part is not null) body.Paragraph("Subtitle", WordText.Run(part));
        body.Fact(words.Part, part ?? words.WholeAuthority, staysWithNext: true);
        if (report.RegistryNumber.Length > 0) body.Fact(words.RegistryNumber, report.RegistryNumber, staysWithNext: true);
        if (report.FixedAt is { } at) body.Fact(words.Fixed, words.By(at, report.FixedBy ?? ""), staysWithNext: true);
        if (report.FixedVersion is { } version) body.Fact(words.Version, version.ToString(CultureInfo.InvariantCulture), staysWithNext: true);
        body.Fact(words.ReadOn, words.Date(report.ReadOn), staysWithNext: false);
        if (report.FixedAt is null) body.Paragraph("ReportMark", WordText.Run(words.DraftMark));
    }

    private async Task WriteActivitiesAsync(CancellationToken cancel)
    {
        body.Heading(1, words.Activities, new W.PageBreakBefore());
        if (report.Entries.Count == 0) body.Paragraph("Normal", WordText.Run(words.NoActivities));
        var activities = new WordActivity(words, body, WordOutline.LevelOf(report));
        string? group = null;
        await foreach (var activity in report.Activities.WithCancellation(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (activity.Group is not null && activity.Group != group) body.Heading(2, words.Group(report.Order, activity.Group));
            group = activity.Group;
            activities.Write(activity);
        }
    }

    private void WriteText(string heading, string text, params OpenXmlElement[] properties)
    {
        body.Heading(1, heading, properties);
        WordMarkdown.Write(body, text);
    }

    private void WriteAppendix()
    {
        body.Heading(1, words.Appendix, new W.PageBreakBefore());
        var table = WordTable.Begin(body, words.AppendixText, [
            new WordColumn(words.WaivedActivity, 36), new WordColumn(words.WaivedGap, 20), new WordColumn(words.WaivedReason, 44)]);
        foreach (var waiver in report.Waivers)
        {
            table.Row([
                $"{WordOutline.HeadingOf(waiver.Number, waiver.Title)}\n{waiver.UnitName}", words.GapWord(waiver.Kind),
                $"{waiver.Reason}\n{words.WaivedBy(waiver.At, waiver.By)}"]);
        }

        table.End();
    }

    private void WriteSignatures()
    {
        if (WordOutline.HasSignatures(report)) body.Heading(1, words.Signatures);
        foreach (var line in report.SignatureLines) body.Paragraph("ReportSignature", WordText.Run($"\t\n{line}"));
        if (report.FixedAt is { } at) body.Paragraph("Normal", WordText.Run(words.FixedSentence(at, report.FixedBy ?? "")));
    }
}
