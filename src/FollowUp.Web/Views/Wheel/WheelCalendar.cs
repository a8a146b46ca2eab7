using System.Globalization;
using System.Text;
using FollowUp.Core.Reviews;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Wheel;

/// <summary>The days of the year as iCalendar (RFC 5545): an event of a whole day each.</summary>
public static class WheelCalendar
{
    /// <summary>The longest line, in bytes (3.1).</summary>
    private const int LineLength = 75;

    private const string Date = "yyyyMMdd";

    public static string Of(YearWheel wheel, Texts texts, DateTime now)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(wheel, texts, now)) Fold(text, line);
        return text.ToString();
    }

    private static IEnumerable<string> Lines(YearWheel wheel, Texts texts, DateTime now)
    {
        yield return "BEGIN:VCALENDAR";
        yield return "VERSION:2.0";
        yield return "PRODID:-//FollowUp//Wheel//SV";
        foreach (var (index, day) in wheel.Days.Index())
        {
            yield return "BEGIN:VEVENT";
            yield return $"UID:{day.Plan.Id:N}-{day.Kind}-{day.CheckPointId:N}-{index}@followup";
            yield return $"DTSTAMP:{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
            yield return $"DTSTART;VALUE=DATE:{day.On.ToString(Date, CultureInfo.InvariantCulture)}";
            yield return "TRANSP:TRANSPARENT";
            yield return $"SUMMARY:{Escaped($"{texts.What(day)}, {texts.Plan(day.Plan)}")}";
            yield return $"DESCRIPTION:{Escaped(texts.Who(day))}";
            yield return "END:VEVENT";
        }

        yield return "END:VCALENDAR";
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line that is too long goes on in the next, which begins with a space; no character is cut.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LineLength)
            {
                text.Append("\r\n ");
                length = 1;
            }

            text.Append(rune);
            length += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
