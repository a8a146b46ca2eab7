using System.Runtime.ExceptionServices;
using System.Text;
using FollowUp.Core.Imports;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace FollowUp.Documents.Pdf.In;

/// <summary>
/// Reads a PDF with a layer of text as the lines of a report: lines are put together to paragraphs by where they stand, larger fonts are headings, ruled tables are tables.
/// Heads and feet of pages, comments and forms are lines of no activity. Nothing in the file is run, opened or fetched; images are not read.
/// </summary>
public static class PdfDocumentReader
{
    /// <summary>Room for structures inside each other, in bytes; the library gives up before it is used.</summary>
    private const int StackSize = 16 * 1024 * 1024;

    private const int MaxDepth = 128;

    /// <summary>Reads a file that is trusted to end, or in a process that may be lost: <see cref="PdfProcess"/>.</summary>
    /// <param name="content">The whole file, at most <see cref="DocumentReader.MaxPackageBytes"/>.</param>
    /// <param name="cancel">Ends early.</param>
    public static ReadResult Read(byte[] content, CancellationToken cancel = default)
    {
        ReadResult? result = null;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = ReadGuarded(content, cancel);
            }
            catch (Exception unexpected)
            {
                fault = ExceptionDispatchInfo.Capture(unexpected);
            }
        }, StackSize)
        { IsBackground = true, Name = "pdf" };
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result!;
    }

    private static ReadResult ReadGuarded(byte[] content, CancellationToken cancel)
    {
        var budget = new PdfBudget(cancel);
        try
        {
            return ReadPages(content, budget);
        }
        catch (PdfLimitException limit)
        {
            return ReadResult.Failed(limit.Failure);
        }
        catch (PdfDocumentEncryptedException)
        {
            return ReadResult.Failed(ReadFailure.PdfProtected);
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or OutOfMemoryException))
        {
            // What a broken file makes the library say is of many kinds; there is nothing in it that its owner could use.
            return ReadResult.Failed(budget.Failure ?? ReadFailure.PdfDamaged);
        }
    }

    private static ReadResult ReadPages(byte[] content, PdfBudget budget)
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, ClipPaths = false, MaxStackDepth = MaxDepth, FilterProvider = new PdfFilters(budget) };
        using var file = PdfDocument.Open(content, options);
        budget.Check();
        if (file.NumberOfPages > PdfBudget.MaxPages) return ReadResult.Failed(ReadFailure.TooLong);
        file.AddPageFactory<PdfSheet, PdfSheetFactory>();
        var pages = new List<PdfPage>();
        for (var number = 1; number <= file.NumberOfPages; number++)
        {
            var sheet = file.GetPage<PdfSheet>(number);
            // The library passes some of our own exceptions over as damage.
            budget.Check();
            pages.Add(new PdfPage(sheet));
        }

        var isEmpty = pages.TrueForAll(page => page.Sheet.Glyphs.TrueForAll(glyph => glyph.IsSpace));
        if (isEmpty && pages.TrueForAll(page => page.Sheet.Aside.Count == 0)) return ReadResult.Failed(pages.Exists(page => page.Sheet.HasImage) ? ReadFailure.PdfScanned : ReadFailure.Empty);
        return new ReadResult(Document(pages, budget), null);
    }

    private static ReadDocument Document(List<PdfPage> pages, PdfBudget budget)
    {
        var aside = PdfFurniture.TakeOut(pages);
        var items = PdfFlow.Read(pages);
        budget.Check();
        // What the file itself says is head or foot comes again on each page, with another number.
        aside.AddRange(pages.SelectMany(page => PdfLines.Read(page.Sheet.Margins, [], page.Sheet.Number)).Select(line => line.Text).DistinctBy(PdfFlow.WithoutNumbers));
        foreach (var page in pages)
        {
            aside.AddRange(page.Sheet.Turned);
            aside.AddRange(page.Sheet.Aside);
            if (page.Sheet.HasImage && page.Sheet.Glyphs.TrueForAll(glyph => glyph.IsSpace)) aside.Add($"[Sida {page.Sheet.Number}: bild utan text]");
        }

        var document = Write(takesStatusAlone: false);
        // A table that only names the activities and their status is all that some reports have; in most it sums up what is told elsewhere.
        return items.Exists(item => item is PdfTableItem) && ReportReader.Read(document).Activities.Count == 0 ? Write(takesStatusAlone: true) : document;

        ReadDocument Write(bool takesStatusAlone)
        {
            var lines = PdfInLines.Write(items, takesStatusAlone);
            foreach (var text in aside.SelectMany(text => text.Split('\n', '\r')).Select(PdfFlow.Visible).Where(text => !string.IsNullOrWhiteSpace(text)))
            {
                if (lines.Count > 0 && !lines[^1].IsBlank) lines.Add(HintedLine.Blank);
                lines.Add(new HintedLine(text.Trim().Normalize(NormalizationForm.FormC), LineHint.Outside));
            }

            return ReadDocument.Of(lines);
        }
    }
}
