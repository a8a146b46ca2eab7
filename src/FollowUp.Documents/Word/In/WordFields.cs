using System.Text;

namespace FollowUp.Documents.Word.In;

/// <summary>The fields that are open where the document is read: of a field its result is text, its code is not.</summary>
internal sealed class WordFields
{
    /// <summary>Nobody nests fields so deep; what does is no field.</summary>
    private const int Deepest = 50;

    private const int LongestCode = 4_000;

    private readonly List<Field> _open = [];

    /// <summary>True where text belongs to a field's code.</summary>
    public bool IsInCode => _open.Exists(one => !one.HasResult);

    public bool IsInContents => _open.Exists(one => one is { HasResult: true, Kind: "TOC" });

    /// <summary>The address that the text leads to; null where it is no link.</summary>
    public string? Link => _open.FindLast(one => one.Link is not null)?.Link;

    public void Begin(string? control)
    {
        if (_open.Count < Deepest) _open.Add(new Field { Control = control });
    }

    public void AddCode(string code)
    {
        if (_open.Count > 0 && !_open[^1].HasResult && _open[^1].Code.Length < LongestCode) _open[^1].Code.Append(code);
    }

    /// <summary>Text where a field's code stands: kept for the case that the field has no end.</summary>
    public void AddHidden(string text) => _open.Find(field => !field.HasResult)?.Hidden.Append(text);

    public void Separate()
    {
        if (_open.Count == 0) return;
        var field = _open[^1];
        field.HasResult = true;
        var words = field.Code.ToString().Split([' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        field.Kind = words.Length > 0 ? words[0].ToUpperInvariant() : "";
        if (field.Kind == "HYPERLINK" && words.Length > 1 && !words[1].StartsWith('\\')) field.Link = WordInline.Address(words[1].Trim('"'));
    }

    /// <summary>Ends the innermost field. Gives what a form's control shows, or the text of a field without a result; empty for all others.</summary>
    public string End()
    {
        if (_open.Count == 0) return "";
        var field = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (!field.HasResult) return field.Control ?? field.Hidden.ToString();
        return field is { Control: { } shown, Kind: "FORMCHECKBOX" } ? shown : "";
    }

    /// <summary>Ends, at a paragraph's end, fields that have come to no result there. Gives the text that was taken for their code.</summary>
    public string EndParagraph()
    {
        if (!IsInCode) return "";
        var text = string.Concat(_open.Where(field => !field.HasResult).Select(field => field.Hidden.ToString()));
        _open.RemoveAll(field => !field.HasResult);
        return text;
    }

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();

        public StringBuilder Hidden { get; } = new();

        public string? Control { get; init; }

        public bool HasResult { get; set; }

        public string Kind { get; set; } = "";

        public string? Link { get; set; }
    }
}
