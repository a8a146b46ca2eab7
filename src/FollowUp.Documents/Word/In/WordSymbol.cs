using System.Globalization;

namespace FollowUp.Documents.Word.In;

/// <summary>A sign of a font of signs, as one that every font has.</summary>
internal static class WordSymbol
{
    /// <summary>A sign of a font of signs: those that mean something.</summary>
    public static string Of(string? code, string? font)
    {
        if (!int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)) return "";
        if (font?.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase) == true || value >= 0xF000)
        {
            return (value & 0xFF) switch
            {
                0xFE or 0x52 => "☑",
                0xFD or 0x78 or 0x54 => "☒",
                0xA8 or 0x6F or 0xA3 => "☐",
                0xFC => "✓",
                0xFB => "✗",
                0xE0 or 0xF0 => "→",
                _ => "•",
            };
        }

        return value is > 0x1F and < 0xD800 or > 0xDFFF and < 0xE000 ? ((char)value).ToString() : "";
    }
}
