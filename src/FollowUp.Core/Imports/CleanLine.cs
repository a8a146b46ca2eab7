using System.Text;

namespace FollowUp.Core.Imports;

/// <summary>
/// The beginning of a line as a person sees it, for matching labels: invisible characters (soft hyphen, zero width) gone, every run of white
/// space one space (one tab if the run holds a tab), Markdown's heading and emphasis marks gone. Remembers where each character stood, so that what
/// follows a label is taken from the line itself, untouched. Only the beginning is looked at, so a line of any length costs the same.
/// </summary>
internal sealed class CleanLine
{
    /// <summary>No label, heading or chapter line that is recognised is longer than this.</summary>
    private const int Longest = 160;

    private readonly string _raw;
    private readonly int[] _positions;
    private readonly char _emphasis;

    private CleanLine(string raw, string text, int[] positions, char emphasis, int emphasisEnd, int hashes, bool isWhole)
    {
        _raw = raw;
        Text = text;
        _positions = positions;
        _emphasis = emphasis;
        EmphasisEnd = emphasisEnd;
        Hashes = hashes;
        IsWhole = isWhole;
    }

    /// <summary>The visible text, trimmed.</summary>
    public string Text { get; }

    /// <summary>How many <c>#</c> the line began with; 0 where it is no Markdown heading.</summary>
    public int Hashes { get; }

    /// <summary>True when <see cref="Text"/> is the whole line, not only its beginning.</summary>
    public bool IsWhole { get; }

    /// <summary>Where in <see cref="Text"/> the emphasis ends that the line begins with; -1 where it begins with none.</summary>
    public int EmphasisEnd { get; }

    /// <summary>True when the whole line is emphasised (<c>**…**</c>).</summary>
    public bool IsEmphasised => _emphasis != '\0' && IsWhole && _raw.AsSpan().TrimEnd().EndsWith([_emphasis]);

    public static CleanLine Of(string raw)
    {
        var index = SkipUnseen(raw, 0);
        var hashes = 0;
        while (index + hashes < raw.Length && raw[index + hashes] == '#') hashes++;
        if (hashes is > 0 and <= 6 && index + hashes < raw.Length && char.IsWhiteSpace(raw[index + hashes])) index = SkipUnseen(raw, index + hashes);
        else hashes = 0;

        var emphasis = '\0';
        if (index + 1 < raw.Length && raw[index] is '*' or '_' && !char.IsWhiteSpace(raw[index + 1])) emphasis = raw[index];

        var emphasisEnd = -1;
        var text = new StringBuilder();
        var positions = new List<int>();
        var pending = '\0';
        for (; index < raw.Length && text.Length < Longest; index++)
        {
            var character = raw[index];
            if (Visibility.IsInvisible(character)) continue;
            if (emphasis != '\0' && character == emphasis)
            {
                if (text.Length > 0 && emphasisEnd < 0) emphasisEnd = text.Length;
                continue;
            }

            if (char.IsWhiteSpace(character))
            {
                pending = character == '\t' || pending == '\t' ? '\t' : ' ';
                continue;
            }

            if (pending != '\0' && text.Length > 0)
            {
                text.Append(pending);
                positions.Add(index);
            }

            pending = '\0';
            text.Append(character);
            positions.Add(index);
        }

        var isWhole = SkipUnseen(raw, index) >= raw.Length;
        var seen = text.ToString();
        if (hashes > 0) seen = seen.TrimEnd('#').TrimEnd();
        return new CleanLine(raw, seen, [.. positions], emphasis, emphasisEnd, hashes, isWhole);
    }

    /// <summary>What the line itself holds from the given index of <see cref="Text"/> on, trimmed, without the marks of a decoration begun before it.</summary>
    public string RestFrom(int index)
    {
        if (index >= Text.Length && IsWhole) return "";
        var start = index < _positions.Length ? _positions[index] : _raw.Length;
        if (index > 0 && index <= _positions.Length) start = Math.Min(start, _positions[index - 1] + 1);
        var rest = _raw[start..].Trim();
        if (Hashes > 0) rest = rest.TrimEnd('#').TrimEnd();
        if (_emphasis == '\0') return rest;
        // '**Uppföljning:** text' leaves '** text', and '**Aktivitet 1: Titel**' leaves 'Titel**'.
        var begun = rest.TrimStart(_emphasis);
        if (begun.Length < rest.Length && (begun.Length == 0 || char.IsWhiteSpace(begun[0]))) return begun.TrimStart();
        var ended = rest.TrimEnd(_emphasis);
        return ended.Contains(_emphasis) ? rest : ended.TrimEnd();
    }

    private static int SkipUnseen(string raw, int index)
    {
        while (index < raw.Length && (char.IsWhiteSpace(raw[index]) || Visibility.IsInvisible(raw[index]))) index++;
        return index;
    }
}

/// <summary>Which characters a reader does not see.</summary>
internal static class Visibility
{
    /// <summary>Soft hyphen, zero-width characters, direction marks, byte order mark: in text they are kept, in labels passed over.</summary>
    public static bool IsInvisible(char character) =>
        character is '\u00AD' or '\u180E' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';

    /// <summary>True for a line in which there is nothing to see.</summary>
    public static bool IsBlank(string line)
    {
        foreach (var character in line)
        {
            if (!char.IsWhiteSpace(character) && !IsInvisible(character)) return false;
        }

        return true;
    }
}
