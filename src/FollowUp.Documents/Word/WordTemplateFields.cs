using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The fields in what is kept of a template: some of them fetch files or talk to programs without any reference that the package shows.</summary>
internal static partial class WordTemplateFields
{
    /// <summary>True where a field of the running head or foot, or of the notes, reaches outside the document.</summary>
    public static bool ReachOutside(MainDocumentPart main) =>
        main.Parts.Any(pair => pair.OpenXmlPart is HeaderPart or FooterPart or FootnotesPart or EndnotesPart && Outside().IsMatch(CodesOf(pair.OpenXmlPart)));

    /// <summary>The codes with a space before each field: one code may be cut into runs, and two fields may stand side by side.</summary>
    private static string CodesOf(OpenXmlPart part)
    {
        var codes = new StringBuilder();
        foreach (var element in part.RootElement?.Descendants() ?? [])
        {
            if (element is W.FieldChar) codes.Append(' ');
            else if (element is W.FieldCode code) codes.Append(code.Text);
            else if (element is W.SimpleField field) codes.Append(' ').Append(field.Instruction?.Value).Append(' ');
        }

        return codes.ToString();
    }

    [GeneratedRegex(@"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Outside();
}
