using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace FollowUp.Documents.Pdf.In;

/// <summary>What is written beside a page's own text: the fields of a form, and comments. What they would run, open or send is not looked at.</summary>
internal static class PdfAnnotations
{
    private const int Most = 2_000;

    /// <summary>How far up a field's value may be given.</summary>
    private const int Highest = 10;

    public static void Read(DictionaryToken page, IPdfTokenScanner scanner, PdfSheet sheet)
    {
        if (!page.Data.TryGetValue("Annots", out var found) || Resolve(found, scanner) is not ArrayToken several) return;
        foreach (var one in several.Data.Take(Most))
        {
            if (Resolve(one, scanner) is not DictionaryToken annotation || Value(annotation, "Subtype", scanner) is not NameToken kind) continue;
            var text = kind.Data switch
            {
                "Widget" => FieldOf(annotation, scanner),
                "FreeText" => Text(Value(annotation, "Contents", scanner)),
                "Text" or "Highlight" or "Underline" or "StrikeOut" or "Squiggly" when Text(Value(annotation, "Contents", scanner)) is { Length: > 0 } comment =>
                    Text(Value(annotation, "T", scanner)) is { Length: > 0 } author ? $"Kommentar ({author}): {comment}" : $"Kommentar: {comment}",
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text)) sheet.Aside.Add(text);
        }
    }

    private static string? FieldOf(DictionaryToken field, IPdfTokenScanner scanner)
    {
        DictionaryToken? at = field;
        for (var i = 0; i < Highest && at is not null; i++)
        {
            if (Text(Value(at, "V", scanner)) is { } value) return value;
            at = Value(at, "Parent", scanner) as DictionaryToken;
        }

        return null;
    }

    private static string? Text(IToken? token) => token switch
    {
        StringToken text => text.Data,
        HexToken hex => hex.Data,
        _ => null,
    };

    private static IToken? Value(DictionaryToken dictionary, string key, IPdfTokenScanner scanner) => dictionary.Data.TryGetValue(key, out var token) ? Resolve(token, scanner) : null;

    private static IToken? Resolve(IToken? token, IPdfTokenScanner scanner)
    {
        for (var i = 0; i < Highest && token is IndirectReferenceToken reference; i++) token = scanner.Get(reference.Data)?.Data;
        return token;
    }
}
