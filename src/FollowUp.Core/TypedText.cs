using System.Globalization;
using System.Text;

namespace FollowUp.Core;

/// <summary>What happens to text on its way in, and the forms in which it is searched and sorted.</summary>
public static class TypedText
{
    /// <summary>Longest follow-up or analysis, in UTF-16 characters.</summary>
    public const int MaxLength = 20_000;

    /// <summary>The longest sort key kept, in bytes; an index key has room for little more.</summary>
    public const int MaxSortKey = 400;

    /// <summary>The order of <see cref="SortKey"/> for what is sorted in memory: one order for all, whatever language they read in.</summary>
    public static readonly StringComparer Order = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), CompareOptions.IgnoreCase);

    private static readonly CompareInfo Swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;

    /// <summary>
    /// The text as it is stored: line ends are LF, Unicode form NFC, control characters that no document
    /// format can hold are gone, unpaired surrogates are U+FFFD. Nothing else is touched.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\r':
                    if (i + 1 < text.Length && text[i + 1] == '\n') i++;
                    clean.Append('\n');
                    break;
                case '\f' or '\v' or '\u0085' or '\u2028' or '\u2029':
                    clean.Append('\n');
                    break;
                case '\n' or '\t':
                    clean.Append(c);
                    break;
                case '\ufffe' or '\uffff':
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                        clean.Append(c).Append(text[++i]);
                    else if (char.IsSurrogate(c))
                        clean.Append('\ufffd');
                    else if (!char.IsControl(c))
                        clean.Append(c);
                    break;
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A name or title: cleaned, on one line, without white space around it.</summary>
    public static string CleanLine(string? text) =>
        Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>The form that is searched: lower case with å, ä and ö kept apart from a and o, so that both databases find the same.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>The Swedish sort key as hexadecimal digits: comparing two of them letter by letter orders as å, ä, ö after z.</summary>
    public static string SortKey(string text)
    {
        var key = Swedish.GetSortKey(text, CompareOptions.IgnoreCase).KeyData;
        return Convert.ToHexString(key.AsSpan(0, Math.Min(key.Length, MaxSortKey)));
    }
}
