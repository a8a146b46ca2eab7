using System.Globalization;
using System.Xml.Linq;

namespace FollowUp.Documents.Word;

/// <summary>The addresses that the text leads to, each once: the relationships of the document part.</summary>
internal sealed class WordLinks
{
    /// <summary>Word opens no longer address.</summary>
    private const int MaxAddress = 2_000;

    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The relationship of an address; null where Word could not open the document with it.</summary>
    public string? IdOf(Uri address)
    {
        var written = Written(address);
        if (written.Length > MaxAddress || !Uri.IsWellFormedUriString(written, UriKind.Absolute) || !written.All(char.IsAscii)) return null;
        if (_ids.TryGetValue(written, out var known)) return known;
        return _ids[written] = string.Create(CultureInfo.InvariantCulture, $"rIdLink{_ids.Count + 1}");
    }

    /// <summary>Adds the addresses to a part's relationships.</summary>
    public void Save(XDocument relationships)
    {
        foreach (var (address, id) in _ids)
        {
            relationships.Root!.Add(new XElement(
                Relationships + "Relationship",
                new XAttribute("Id", id),
                new XAttribute("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"),
                new XAttribute("Target", address),
                new XAttribute("TargetMode", "External")));
        }
    }

    /// <summary>In ASCII: names of hosts as DNS has them, the rest percent-encoded.</summary>
    private static string Written(Uri address)
    {
        var written = address.GetComponents(UriComponents.AbsoluteUri, UriFormat.UriEscaped);
        return address.Host.Length == 0 || address.Host == address.IdnHost ? written : written.Replace(address.Host, address.IdnHost, StringComparison.Ordinal);
    }
}
