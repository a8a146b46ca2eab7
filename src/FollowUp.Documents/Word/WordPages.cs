using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The paper, its margins, and what runs at head and foot: a template's, or A4 with the title above and <em>Sida 3 av 41</em> below.</summary>
internal static class WordPages
{
    private const int A4Width = 11906;
    private const int A4Height = 16838;

    /// <summary>22 mm, as in the print view.</summary>
    private const int Margin = 1247;

    /// <summary>11 mm from the edge of the paper to what runs at head and foot.</summary>
    private const uint Edge = 624;

    /// <summary>The section of the whole document.</summary>
    /// <param name="main">The document, whose body may hold a template's sections.</param>
    /// <param name="styles">Its styles.</param>
    /// <param name="head">What stands at the head where the template has none; a tab before what stands to the right.</param>
    /// <param name="foot">What stands at the foot where the template has none, as <see cref="ReportWords.PageOf"/>.</param>
    public static W.SectionProperties Complete(MainDocumentPart main, WordStyles styles, string head, string foot)
    {
        var sections = main.Document?.Body?.Descendants<W.SectionProperties>().ToList() ?? [];
        var section = sections.Count > 0 ? (W.SectionProperties)sections[^1].CloneNode(deep: true) : new W.SectionProperties();
        section.RemoveAllChildren<W.SectionType>();
        section.RemoveAllChildren<W.SectionPropertiesChange>();
        if (section.GetFirstChild<W.PageSize>() is null) section.AddChild(new W.PageSize { Width = A4Width, Height = A4Height });
        if (section.GetFirstChild<W.PageMargin>() is null)
            section.AddChild(new W.PageMargin { Top = Margin, Bottom = 1361, Left = Margin, Right = Margin, Header = Edge, Footer = Edge, Gutter = 0 });
        Inherit(section, sections);
        var hasHead = section.Elements<W.HeaderReference>().Any();
        var hasFoot = section.Elements<W.FooterReference>().Any();
        if (!hasHead)
        {
            var part = main.AddNewPart<HeaderPart>("rIdHeader");
            var right = new W.Tabs(new W.TabStop { Val = W.TabStopValues.Right, Position = WidthOf(section) });
            part.Header = new W.Header(Paragraph(styles["Header"], [WordText.Run(head)], right));
            section.PrependChild(new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = "rIdHeader" });
            KeepOffEdge(section.GetFirstChild<W.PageMargin>()!);
        }

        if (!hasFoot)
        {
            var part = main.AddNewPart<FooterPart>("rIdFooter");
            part.Footer = new W.Footer(Paragraph(styles["Footer"], PageOf(foot)));
            section.InsertAfter(new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = "rIdFooter" }, section.Elements<W.HeaderReference>().Last());
            KeepOffEdge(section.GetFirstChild<W.PageMargin>()!);
        }

        // The cover has neither head nor foot of ours.
        if (!hasHead && !hasFoot && section.GetFirstChild<W.TitlePage>() is null) section.AddChild(new W.TitlePage());
        return section;
    }

    /// <summary>The width of the lines, in twips.</summary>
    public static int WidthOf(W.SectionProperties section)
    {
        var margin = section.GetFirstChild<W.PageMargin>();
        var width = (long)(section.GetFirstChild<W.PageSize>()?.Width?.Value ?? A4Width) - (margin?.Left?.Value ?? Margin) - (margin?.Right?.Value ?? Margin);
        return (int)Math.Clamp(width, 2_000, 30_000);
    }

    /// <summary>Printers reach no nearer to the edge than this; a template without head and foot may have set them on it.</summary>
    private static void KeepOffEdge(W.PageMargin margin)
    {
        margin.Header = Math.Max(margin.Header?.Value ?? Edge, Edge / 2);
        margin.Footer = Math.Max(margin.Footer?.Value ?? Edge, Edge / 2);
    }

    /// <summary>A section without a head or foot of its own has that of the section before it; here there are no sections before it any more.</summary>
    private static void Inherit(W.SectionProperties section, List<W.SectionProperties> sections)
    {
        foreach (var earlier in sections.SkipLast(1).Reverse())
        {
            foreach (var reference in earlier.Elements<W.HeaderFooterReferenceType>().Reverse())
            {
                if (section.Elements<W.HeaderFooterReferenceType>().Any(own => own.GetType() == reference.GetType() && own.Type?.Value == reference.Type?.Value)) continue;
                section.PrependChild(reference.CloneNode(deep: true));
            }
        }
    }

    private static List<OpenXmlElement> PageOf(string format)
    {
        var runs = new List<OpenXmlElement>();
        var rest = format;
        while (rest.IndexOf('{', StringComparison.Ordinal) is var at and >= 0 && at + 2 < rest.Length)
        {
            if (at > 0) runs.Add(WordText.Run(rest[..at]));
            runs.AddRange(WordText.Field(rest[at + 1] == '0' ? "PAGE" : "NUMPAGES", 1.ToString(CultureInfo.InvariantCulture)));
            rest = rest[(at + 3)..];
        }

        if (rest.Length > 0) runs.Add(WordText.Run(rest));
        return runs;
    }

    private static W.Paragraph Paragraph(string style, IReadOnlyList<OpenXmlElement> runs, params OpenXmlElement[] properties)
    {
        var look = new W.ParagraphProperties(new W.ParagraphStyleId { Val = style });
        look.Append(properties);
        var paragraph = new W.Paragraph(look);
        paragraph.Append(runs);
        return paragraph;
    }
}
