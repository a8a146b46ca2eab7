using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace FollowUp.Browser.Tests;

/// <summary>What a printed file holds: its pages' words, its bookmarks, and the structure that a screen reader goes by.</summary>
internal sealed class PdfFile : IDisposable
{
    /// <summary>The report's margin and a little more, in points.</summary>
    private const double RightMargin = 66;

    private readonly PdfDocument _document;

    public PdfFile(byte[] content)
    {
        _document = PdfDocument.Open(content);
        Pages = [.. _document.GetPages()];
        Tags = [.. Walk(Catalog.TryGet(NameToken.StructTreeRoot, out var root) ? root : NullToken.Instance)];
    }

    public IReadOnlyList<Page> Pages { get; }

    /// <summary>The structure's elements in the order of reading: <c>H1</c>, <c>Table</c>, <c>TH</c>.</summary>
    public IReadOnlyList<string> Tags { get; }

    public string? Language => Catalog.TryGet(NameToken.Lang, out var token) && Resolve(token) is StringToken text ? text.Data : null;

    public string? Title => _document.Information.Title;

    /// <summary>Bookmarks in order, with the page from 1.</summary>
    public IReadOnlyList<(string Title, int Level, int Page)> Bookmarks => _document.TryGetBookmarks(out var bookmarks)
        ? [.. bookmarks.GetNodes().OfType<UglyToad.PdfPig.Outline.DocumentBookmarkNode>().Select(node => (node.Title, node.Level, node.PageNumber))]
        : [];

    private DictionaryToken Catalog => _document.Structure.Catalog.CatalogDictionary;

    /// <summary>A page's text without white space, which differs where lines break.</summary>
    public string TextOf(int page) => Squeeze(string.Concat(Pages[page - 1].GetWords().Select(word => word.Text)));

    /// <summary>The numbers that stand at a page's right margin, from the top: the page numbers of a contents list.</summary>
    public IEnumerable<int> NumbersAtTheRight(int page) => Pages[page - 1].GetWords()
        .Where(word => word.BoundingBox.Right > Pages[page - 1].Width - RightMargin && word.Text.All(char.IsAsciiDigit))
        .OrderByDescending(word => word.BoundingBox.Bottom)
        .Select(word => int.Parse(word.Text));

    public static string Squeeze(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    public void Dispose() => _document.Dispose();

    private IEnumerable<string> Walk(IToken token)
    {
        switch (Resolve(token))
        {
            case ArrayToken several:
                foreach (var tag in several.Data.SelectMany(Walk)) yield return tag;
                break;
            case DictionaryToken element:
                if (element.TryGet(NameToken.S, out var kind) && Resolve(kind) is NameToken name) yield return name.Data;
                if (!element.TryGet(NameToken.K, out var children)) break;
                foreach (var tag in Walk(children)) yield return tag;
                break;
        }
    }

    private IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? _document.Structure.GetObject(reference.Data).Data : token;
}
