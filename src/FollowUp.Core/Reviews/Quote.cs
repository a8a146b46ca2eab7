using System.Text.RegularExpressions;

namespace FollowUp.Core.Reviews;

/// <summary>A unit's text as it is quoted in the authority's summary.</summary>
public static partial class Quote
{
    /// <summary><c>**Norra skolan:** "text"</c>, Markdown; a text with a list in it stands below the name, since quotation marks would break the list.</summary>
    public static string Of(string unitName, string text)
    {
        var (name, said) = (unitName.Replace("*", "\\*", StringComparison.Ordinal), text.Trim());
        return ListItem().IsMatch(said) ? $"**{name}:**\n\n{said}" : $"**{name}:** \"{said}\"";
    }

    /// <summary>A text with a quotation after it, an empty line between.</summary>
    public static string Append(string text, string quote) => string.IsNullOrWhiteSpace(text) ? quote : $"{text.TrimEnd()}\n\n{quote}";

    [GeneratedRegex(@"^\s*([-*+]|\d+[.)])\s", RegexOptions.Multiline)]
    private static partial Regex ListItem();
}
