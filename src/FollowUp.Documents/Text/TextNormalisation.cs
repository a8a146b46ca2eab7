using System.Text;

namespace FollowUp.Documents.Text;

/// <summary>What every text goes through on its way in from a file and out to one.</summary>
public static class TextNormalisation
{
    /// <summary>
    /// Line ends (CRLF, CR, vertical tab, form feed, NEL, U+2028, U+2029) become LF, the text NFC; C0 control characters other than tab and LF are taken
    /// out, and half surrogate pairs and U+FFFE, which is no character, become U+FFFD. Nothing else changes.
    /// </summary>
    public static string Normalise(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            if (character is '\r' or '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029') builder.Append('\n');
            else if (character < ' ' && character != '\t') continue;
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) builder.Append(character).Append(text[++i]);
            else builder.Append(char.IsSurrogate(character) || character == '\uFFFE' ? '\uFFFD' : character);
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same, on one line and without white space around it: for titles and names.</summary>
    public static string NormaliseLine(string text) => Normalise(text).Replace('\n', ' ').Trim();
}
