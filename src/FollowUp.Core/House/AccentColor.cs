using System.Globalization;

namespace FollowUp.Core.House;

/// <summary>
/// A house's own colour, with what is made from it: for links, the primary action and what is chosen, on light and on dark ground. Contrasts are those
/// of WCAG 2.2 (relative luminance); every pair in which the interface uses them has at least 4.5:1.
/// </summary>
public sealed record AccentColor
{
    /// <summary>The least contrast of text.</summary>
    public const double LeastContrast = 4.5;

    private const double SoftOnLight = .12;
    private const double SoftOnDark = .2;
    private const double Step = .02;

    private static readonly Rgb White = new(255, 255, 255);
    private static readonly Rgb Black = new(0, 0, 0);

    /// <summary>The grounds that text in the colour stands on: the page and a card, in the light look and in the dark.</summary>
    private static readonly Rgb Paper = new(0xfa, 0xf9, 0xf6);
    private static readonly Rgb DarkCard = new(0x1b, 0x21, 0x28);

    private AccentColor(Rgb chosen)
    {
        (Accent, Hover, Soft) = (chosen.ToString(), chosen.Towards(Black, .2).ToString(), chosen.Towards(White, 1 - SoftOnLight).ToString());
        Contrast = new[] { Ratio(chosen, Paper), Ratio(chosen, White), Ratio(chosen, chosen.Towards(White, 1 - SoftOnLight)) }.Min();
        var dark = Lightened(chosen);
        (DarkAccent, DarkHover, DarkSoft, DarkInk) = (dark.ToString(), dark.Towards(White, .25).ToString(), DarkCard.Towards(dark, SoftOnDark).ToString(), DarkCard.Towards(Black, .5).ToString());
    }

    /// <summary><c>#rrggbb</c>, as the others.</summary>
    public string Accent { get; }

    public string Hover { get; }

    public string Soft { get; }

    public string DarkAccent { get; }

    public string DarkHover { get; }

    public string DarkSoft { get; }

    /// <summary>Text on <see cref="DarkAccent"/>; on <see cref="Accent"/> it is white.</summary>
    public string DarkInk { get; }

    /// <summary>The least contrast of the colour on the light grounds, and of white on it.</summary>
    public double Contrast { get; }

    public bool IsReadable => Contrast >= LeastContrast;

    /// <summary>Reads <c>#rrggbb</c>, in any case; null where it is something else.</summary>
    public static AccentColor? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length == 7 && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new AccentColor(new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value))
            : null;
    }

    /// <summary>The same colour as light as it takes to be read on dark ground, and on its own soft shade there.</summary>
    private static Rgb Lightened(Rgb color)
    {
        for (var share = 0d; share < 1; share += Step)
        {
            var lighter = color.Towards(White, share);
            if (Ratio(lighter, DarkCard.Towards(lighter, SoftOnDark)) >= LeastContrast && Ratio(lighter, DarkCard) >= LeastContrast + 1) return lighter;
        }

        return White;
    }

    private static double Ratio(Rgb one, Rgb other)
    {
        var (lighter, darker) = (Math.Max(one.Luminance, other.Luminance), Math.Min(one.Luminance, other.Luminance));
        return (lighter + .05) / (darker + .05);
    }

    private readonly record struct Rgb(byte Red, byte Green, byte Blue)
    {
        public double Luminance => (.2126 * Linear(Red)) + (.7152 * Linear(Green)) + (.0722 * Linear(Blue));

        public Rgb Towards(Rgb other, double share) => new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

        public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

        private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

        private static double Linear(byte part) => part / 255d is var share && share <= .04045 ? share / 12.92 : Math.Pow((share + .055) / 1.055, 2.4);
    }
}
