using System.IO.Compression;
using System.Xml.Linq;

namespace FollowUp.Documents.Word;

/// <summary>The file that becomes the document: the skeleton's parts, with the text written straight into its place.</summary>
internal sealed class WordPackage : IDisposable
{
    private const string EmptyRelationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" />";

    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly WordSkeleton _skeleton;
    private readonly DateTimeOffset _day;
    private readonly XDocument _relationships = XDocument.Parse(EmptyRelationships);

    /// <param name="skeleton">What stands around the text.</param>
    /// <param name="day">The day that the parts bear: the same report gives the same file.</param>
    public WordPackage(WordSkeleton skeleton, DateOnly day)
    {
        (_skeleton, _day) = (skeleton, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
        _file = TemporaryFile.Open();
        _zip = new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true);
        CopySkeleton();
    }

    private string RelationshipsName
    {
        get
        {
            var slash = _skeleton.DocumentName.LastIndexOf('/') + 1;
            return $"{_skeleton.DocumentName[..slash]}_rels/{_skeleton.DocumentName[slash..]}.rels";
        }
    }

    /// <summary>Where the text is written. To be closed before <see cref="CompleteAsync"/>.</summary>
    public Stream OpenDocument() => Open(_skeleton.DocumentName);

    /// <summary>Adds what is known only after the text, and hands out the file.</summary>
    public async Task CompleteAsync(WordLinks links, Stream to, CancellationToken cancel)
    {
        links.Save(_relationships);
        using (var entry = Open(RelationshipsName)) _relationships.Save(entry, SaveOptions.DisableFormatting);
        using (var entry = Open(_skeleton.NumberingName)) _skeleton.Lists.Save(entry);
        _zip.Dispose();
        _file.Position = 0;
        await _file.CopyToAsync(to, cancel);
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private void CopySkeleton()
    {
        using var parts = new ZipArchive(new MemoryStream(_skeleton.Package, writable: false));
        foreach (var part in parts.Entries)
        {
            using var content = part.Open();
            if (part.FullName == RelationshipsName)
            {
                _relationships.Root!.ReplaceWith(XDocument.Load(content).Root);
            }
            else if (part.FullName != _skeleton.DocumentName && part.FullName != _skeleton.NumberingName)
            {
                using var entry = Open(part.FullName);
                content.CopyTo(entry);
            }
        }
    }

    private Stream Open(string name)
    {
        var entry = _zip.CreateEntry(name);
        entry.LastWriteTime = _day;
        return entry.Open();
    }
}
