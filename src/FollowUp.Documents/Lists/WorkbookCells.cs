using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace FollowUp.Documents.Lists;

/// <summary>What stands in the cells of a workbook, as text.</summary>
/// <param name="shared">The texts that cells refer to by number.</param>
/// <param name="dates">For each look of cells, whether numbers in it are days.</param>
/// <param name="epoch">Days to add to the workbook's own count of them.</param>
internal sealed partial class WorkbookCells(IReadOnlyList<string> shared, IReadOnlyList<bool> dates, int epoch)
{
    /// <summary>From the day that Excel for Windows counts from to the one that old workbooks from a Macintosh do.</summary>
    public const int DaysTo1904 = 1462;

    /// <summary>Whole numbers up to here are written without an exponent.</summary>
    private const double MostDigits = 1e15;

    /// <summary>Excel takes 1900 for a leap year: days before March of it are one off.</summary>
    private const double FirstMarch1900 = 61;

    private const double LastDay = 2_958_466;

    /// <summary>Reads a cell; the reader stands at its beginning, and then at its end.</summary>
    public string Read(XmlReader xml)
    {
        var (kind, look) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return "";
        var value = "";
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is "is" or "v") value = ReadText(xml);
        }

        return kind switch
        {
            "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var place) && place >= 0 && place < shared.Count ? shared[place] : "",
            "inlineStr" or "str" or "e" => value,
            "b" => value == "1" ? "true" : "false",
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Written(day) : value,
            _ => Number(value, int.TryParse(look, CultureInfo.InvariantCulture, out var style) && style >= 0 && style < dates.Count && dates[style]),
        };
    }

    /// <summary>The text within an element, its runs put together; how it is read aloud (<c>rPh</c>) is left out. The reader then stands at its end.</summary>
    public static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var (depth, aloud) = (xml.Depth, int.MaxValue);
        var isInText = xml.LocalName == "v";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "t") isInText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.LocalName == "rPh") aloud = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement ? xml.Depth : int.MaxValue;
            if (isInText && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && xml.Depth <= aloud) text.Append(xml.Value);
        }

        return Escape().Replace(text.ToString(), match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    /// <summary>The column of a cell's name, from 0: 27 for <c>AB12</c>; null where it has none.</summary>
    public static int? ColumnOf(string? name)
    {
        var column = 0;
        foreach (var letter in (name ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3)) column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column - 1;
    }

    /// <summary>True where numbers in this format are days: one of Excel's own, or one whose code mentions a year or a day.</summary>
    public static bool IsDate(string format, IReadOnlyDictionary<string, string> codes)
    {
        if (codes.TryGetValue(format, out var code)) return Literal().Replace(code, "").AsSpan().IndexOfAny("yYdD") >= 0;
        return int.TryParse(format, CultureInfo.InvariantCulture, out var own) && own is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58);
    }

    private string Number(string value, bool isDate)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        if (isDate && number + epoch is >= FirstMarch1900 and < LastDay) return Written(DateTime.FromOADate(number + epoch));
        return Math.Abs(number) < MostDigits && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Written(DateTime day) => day.ToString(day.TimeOfDay < TimeSpan.FromMinutes(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What in a format's code is not a sign of it: quoted words, escaped signs, and what stands in brackets.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]")]
    private static partial Regex Literal();

    /// <summary>How a workbook writes a character that XML cannot hold.</summary>
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
