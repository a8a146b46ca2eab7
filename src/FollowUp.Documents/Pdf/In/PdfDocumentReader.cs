using System.Diagnostics;
using System.Runtime;
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

    /// <summary>By so much the memory in use may grow while one file is read, in bytes.</summary>
    private const long MaxMemory = 1_000_000_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    /// <summary>So long a thread may take to end that was told to.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(25);

    /// <summary>So many are read at once: what one may take of memory and time is much.</summary>
    private static readonly SemaphoreSlim Turns = new(2);

    /// <summary>Reads a file.</summary>
    /// <param name="content">The whole file, at most <see cref="DocumentReader.MaxPackageBytes"/>.</param>
    /// <param name="cancel">Ends early.</param>
    public static ReadResult Read(byte[] content, CancellationToken cancel = default)
    {
        if (!Turns.Wait(MaxTime, cancel)) return ReadResult.Failed(ReadFailure.PdfTooHeavy);
        try
        {
            return ReadWatched(content, cancel);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Reads on a thread of its own, which is ended where it takes too long or too much memory: a loop of the library's cannot be asked to.</summary>
    private static ReadResult ReadWatched(byte[] content, CancellationToken cancel)
    {
        using var end = new CancellationTokenSource();
        ReadResult? result = null;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
#pragma warning disable SYSLIB0046 // The only way to end a loop inside a library. Nothing that is shared is written while it runs.
                ControlledExecution.Run(() => result = ReadGuarded(content, end.Token), end.Token);
#pragma warning restore SYSLIB0046
            }
            catch (OperationCanceledException)
            {
                // Said below, by why it was ended.
            }
            catch (Exception unexpected)
            {
                fault = unexpected;
            }
        }, StackSize) { IsBackground = true, Name = "pdf" };
        var before = GC.GetTotalMemory(forceFullCollection: false);
        var clock = Stopwatch.StartNew();
        thread.Start();
        while (!thread.Join(Watch))
        {
            if (clock.Elapsed < MaxTime && GC.GetTotalMemory(forceFullCollection: false) - before < MaxMemory && !cancel.IsCancellationRequested) continue;
            end.Cancel();
            thread.Join(Grace);
            break;
        }

        cancel.ThrowIfCancellationRequested();
        if (fault is not null) throw new InvalidOperationException("A PDF could not be read.", fault);
        return result ?? ReadResult.Failed(ReadFailure.PdfTooHeavy);
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
