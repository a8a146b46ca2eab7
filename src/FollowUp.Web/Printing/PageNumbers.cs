using System.Globalization;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace FollowUp.Web.Printing;

/// <summary>
/// On which page each place fell that a link in the print leads to, and the contents filled in with that: CSS in Chromium has no <c>target-counter</c>.
/// </summary>
internal static partial class PageNumbers
{
    /// <summary>Reads the pages of a print's named destinations: the <c>id</c> of what a link leads to, and its page from 1.</summary>
    /// <exception cref="PrintFault">The file is no PDF that can be read.</exception>
    public static IReadOnlyDictionary<string, int> Read(string pdf)
    {
        try
        {
            return ReadDestinations(pdf);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What the reader throws of a broken file is of many kinds.
            throw new PrintFault(PrintFaultKind.NoFile, "The browser wrote a file that cannot be read.", fault);
        }
    }

    private static Dictionary<string, int> ReadDestinations(string pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        var pages = new Dictionary<IndirectReference, int>();
        if (catalog.TryGet(NameToken.Pages, out var root)) Count(document, root, pages);

        var numbers = new Dictionary<string, int>();
        if (!catalog.TryGet(NameToken.Dests, out var found) || Resolve(document, found) is not DictionaryToken places) return numbers;
        foreach (var (name, place) in places.Data)
        {
            if (Resolve(document, place) is ArrayToken { Data: [IndirectReferenceToken page, ..] } && pages.TryGetValue(page.Data, out var number)) numbers[name] = number;
        }

        return numbers;
    }

    /// <summary>Copies an HTML file with the numbers put into its empty <c>&lt;span class="page" data-of="id"&gt;</c>.</summary>
    public static async Task FillInAsync(string from, string to, IReadOnlyDictionary<string, int> numbers, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to);
        await foreach (var line in File.ReadLinesAsync(from, cancel))
        {
            var filled = Empty().Replace(line, match => numbers.TryGetValue(match.Groups["id"].Value, out var number)
                ? match.Value.Replace("></", $">{number.ToString(CultureInfo.InvariantCulture)}</", StringComparison.Ordinal)
                : match.Value);
            await writer.WriteLineAsync(filled.AsMemory(), cancel);
        }
    }

    /// <summary>Walks the tree of pages in order.</summary>
    private static void Count(PdfDocument document, IToken node, Dictionary<IndirectReference, int> pages)
    {
        if (Resolve(document, node) is not DictionaryToken dictionary) return;
        if (dictionary.TryGet(NameToken.Kids, out var kids) && Resolve(document, kids) is ArrayToken below)
        {
            foreach (var kid in below.Data) Count(document, kid, pages);
        }
        else if (node is IndirectReferenceToken page)
        {
            pages.TryAdd(page.Data, pages.Count + 1);
        }
    }

    private static IToken Resolve(PdfDocument document, IToken token) =>
        token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data).Data : token;

    // Nothing typed can look like this: the markup in it is encoded.
    [GeneratedRegex("""<span class="page" data-of="(?<id>[a-z0-9-]+)"></span>""")]
    private static partial Regex Empty();
}
