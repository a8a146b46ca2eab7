using System.Globalization;
using DocumentFormat.OpenXml;
using FollowUp.Core.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The contents: a field that holds its entries as links from the beginning, and whose page numbers Word fills in when it is updated.</summary>
internal static class WordContents
{
    public static void Write(WordBody body, AnnualReport report, ReportWords words)
    {
        var levels = WordOutline.LevelOf(report);
        body.Begin(new W.SdtBlock());
        // Known to Word as contents: a click shows the button that updates them.
        body.Write(new W.SdtProperties(
            new W.SdtId { Val = 1 },
            new W.SdtContentDocPartObject(new W.DocPartGallery { Val = "Table of Contents" }, new W.DocPartUnique())));
        body.Begin(new W.SdtContentBlock());
        body.Write(body.Styled("TOCHeading", [WordText.Run(words.Contents)], new W.PageBreakBefore()));
        var place = 0;
        foreach (var entry in WordOutline.Of(report, words))
        {
            OpenXmlElement[] field = place > 0
                ? []
                : [WordText.Mark(W.FieldCharValues.Begin), WordText.Code($"TOC \\o \"1-{levels}\" \\h \\z"), WordText.Mark(W.FieldCharValues.Separate)];
            var tab = new W.Tabs(new W.TabStop { Val = W.TabStopValues.Right, Leader = W.TabStopLeaderCharValues.Dot, Position = body.Width });
            body.Write(body.Styled($"TOC{entry.Level}", [.. field, Link(entry, WordBody.BookmarkOf(place))], tab));
            place++;
        }

        body.Paragraph("Normal", WordText.Mark(W.FieldCharValues.End));
        body.Close();
        body.Close();
    }

    /// <summary>The page is left open: a number that is not right yet is worse than none.</summary>
    private static W.Hyperlink Link(WordOutlineEntry entry, string bookmark)
    {
        var link = new W.Hyperlink(WordText.Run(entry.Text), new W.Run(new W.TabChar())) { Anchor = bookmark, History = true };
        link.Append(WordText.Field(string.Create(CultureInfo.InvariantCulture, $"PAGEREF {bookmark} \\h"), ""));
        return link;
    }
}
