using System.Text.RegularExpressions;

namespace FollowUp.Core.Reports;

/// <summary>What a picture in SVG may hold: the lists of what is known to be harmless. Everything else is not.</summary>
internal static partial class SvgRules
{
    private static readonly HashSet<string> Elements = Words(
        """
        svg g defs symbol use title desc style switch path rect circle ellipse line polyline polygon text tspan image
        linearGradient radialGradient stop clipPath mask pattern marker
        filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
        feMerge feMergeNode feMorphology feOffset
        """);

    private static readonly HashSet<string> Attributes = Words(
        """
        id class style role lang aria-label aria-labelledby aria-describedby aria-hidden version
        x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio transform rotate pathLength
        fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
        stroke-dashoffset opacity color display visibility overflow clip clip-path clip-rule mask mask-type paint-order vector-effect
        shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters mix-blend-mode isolation
        font-family font-size font-style font-weight font-stretch font-variant letter-spacing word-spacing text-anchor text-decoration
        dominant-baseline alignment-baseline baseline-shift writing-mode direction textLength lengthAdjust
        offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod
        clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform
        marker marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient
        filter filterUnits primitiveUnits in in2 result mode type values operator k1 k2 k3 k4 radius stdDeviation edgeMode
        flood-color flood-opacity tableValues slope intercept amplitude exponent
        """);

    /// <summary>Attributes that are words or names, not style.</summary>
    private static readonly HashSet<string> Plain = Words("id class role lang aria-label aria-labelledby aria-describedby");

    private static readonly HashSet<string> Functions = Words(
        "rgb rgba hsl hsla calc matrix translate translateX translateY scale scaleX scaleY rotate skewX skewY blur drop-shadow");

    public static bool IsElement(string name) => Elements.Contains(name);

    public static bool IsAttribute(string name) => Attributes.Contains(name);

    /// <summary>Elements that run something or bring in another language, in whatever namespace they are said to be.</summary>
    public static bool Runs(string element) => element.ToUpperInvariant() is "SCRIPT" or "HANDLER" or "FOREIGNOBJECT" or "IFRAME" or "OBJECT" or "EMBED";

    /// <summary>Elements whose text is printed or read out.</summary>
    public static bool HoldsText(string element) => element is "text" or "tspan" or "title" or "desc";

    /// <summary>True where the value names nothing outside the picture.</summary>
    public static bool IsHarmless(string attribute, string value) => Plain.Contains(attribute) || IsHarmlessStyle(value);

    /// <summary>
    /// No at-rules (<c>@import</c>, <c>@font-face</c>), no escapes that hide a word, and no functions but those that say colours and places: CSS has more
    /// ways to fetch than <c>url()</c>. A <c>url()</c> may point into the picture itself.
    /// </summary>
    public static bool IsHarmlessStyle(string css) =>
        !css.AsSpan().ContainsAny('@', '\\') && Function().Matches(Local().Replace(css, " ")).All(found => Functions.Contains(found.Groups[1].Value));

    /// <summary>The keys that the value points to with <c>url(#…)</c>.</summary>
    public static IEnumerable<string> ReferencesIn(string value) => Local().Matches(value).Select(found => found.Groups[1].Value);

    /// <summary>Whether what stands before the comma of a <c>data:</c> address is a PNG or a JPEG in base 64.</summary>
    public static bool IsEmbeddedPicture(string beginning) => Picture().IsMatch(beginning);

    private static HashSet<string> Words(string list) => [.. list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("""url\(\s*["']?#([^"'()\s]+)["']?\s*\)""", RegexOptions.IgnoreCase)]
    private static partial Regex Local();

    // From the beginning of a word only: a file that is one long word is read once, not once for each letter.
    [GeneratedRegex(@"(?<![\w-])([\w-]+)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"^data:image/(png|jpe?g);base64$", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();
}
