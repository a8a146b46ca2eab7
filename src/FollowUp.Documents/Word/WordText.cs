using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>Text as runs: line ends become breaks and tabs tabs; what XML cannot hold is left out.</summary>
internal static class WordText
{
    /// <summary>One run.</summary>
    public static W.Run Run(string text, W.RunProperties? look = null)
    {
        var run = new W.Run();
        if (look is not null) run.Append(look);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('\n' or '\t')) continue;
            if (i > start) run.Append(new W.Text(Clean(text.AsSpan(start, i - start))) { Space = SpaceProcessingModeValues.Preserve });
            if (i < text.Length) run.Append(text[i] == '\n' ? new W.Break() : new W.TabChar());
            start = i + 1;
        }

        return run;
    }

    public static W.RunProperties Bold() => new(new W.Bold(), new W.BoldComplexScript());

    public static W.RunProperties Style(string id) => new(new W.RunStyle { Val = id });

    /// <summary>A field whose result Word works out while it lays out the pages.</summary>
    /// <param name="code">Its code, such as <c>PAGE</c>.</param>
    /// <param name="result">What stands until then; empty for nothing.</param>
    public static IEnumerable<OpenXmlElement> Field(string code, string result)
    {
        yield return Mark(W.FieldCharValues.Begin);
        yield return Code(code);
        yield return Mark(W.FieldCharValues.Separate);
        if (result.Length > 0) yield return Run(result);
        yield return Mark(W.FieldCharValues.End);
    }

    public static W.Run Mark(W.FieldCharValues kind) => new(new W.FieldChar { FieldCharType = kind });

    public static W.Run Code(string code) => new(new W.FieldCode($" {code} ") { Space = SpaceProcessingModeValues.Preserve });

    /// <summary>Typed texts are clean already; this is for those that came another way, since one bad character makes a file that nobody can open.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else if (char.IsSurrogate(text[i])) clean.Append('\uFFFD');
            else if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
        }

        return clean.ToString();
    }
}
