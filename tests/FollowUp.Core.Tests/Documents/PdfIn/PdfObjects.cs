using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>A PDF written object for object, so that any of them can be wrong.</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> _objects = [];

    /// <summary>Adds an object. Gives its number, from 1.</summary>
    public int Add(string body)
    {
        _objects.Add(Latin(body));
        return _objects.Count;
    }

    /// <summary>Keeps a number for an object that is added later.</summary>
    public int Reserve() => Add("null");

    public void Set(int number, string body) => _objects[number - 1] = Latin(body);

    public int AddStream(byte[] content, string entries = "")
    {
        _objects.Add([.. Latin(string.Create(CultureInfo.InvariantCulture, $"<< /Length {content.Length} {entries} >>\nstream\n")), .. content, .. "\nendstream"u8]);
        return _objects.Count;
    }

    public int AddPacked(byte[] content, string entries = "") => AddStream(Pack(content), "/Filter /FlateDecode " + entries);

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }

    public byte[] Build(int root, string trailer = "")
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00E5\n"u8);
        var places = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            places.Add(file.Position);
            file.Write(Latin(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n")));
            file.Write(_objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var start = file.Position;
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) table.Append(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        table.Append(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {_objects.Count + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"));
        file.Write(Latin(table.ToString()));
        return file.ToArray();
    }

    /// <summary>A file with one page of text, and whatever else the page names.</summary>
    public static byte[] OnePage(string content, string page = "", string resources = "", string fonts = "", PdfObjects? objects = null)
    {
        objects ??= new PdfObjects();
        var stream = objects.AddStream(Latin(content));
        var pages = objects.Reserve();
        var only = objects.Add(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> {fonts} >> {resources} >> {page} >>"));
        objects.Set(pages, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Kids [{only} 0 R] /Count 1 >>"));
        return objects.Build(objects.Add(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Catalog /Pages {pages} 0 R >>")));
    }

    public static byte[] Latin(string text) => CodePages.GetBytes(text);

    private static readonly Encoding CodePages = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
}
