using System.Xml;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Word.In;

/// <summary>
/// Reads a Word document (.docx) as the lines of a report: headings, lists, bold and links, numbers of lists, tables, footnotes and text boxes. Deleted text is
/// left out; comments, hidden text and the contents list are lines of no activity; heads and feet of pages are not read. Memory and time are limited by what is
/// read, not by what the file says of itself.
/// </summary>
public static class WordDocumentReader
{
    private const string MainType = "wordprocessingml.document.main+xml";
    private const string TemplateType = "wordprocessingml.template.main+xml";

    /// <summary>Reads a package.</summary>
    /// <param name="content">The whole file, at most <see cref="DocumentReader.MaxPackageBytes"/>.</param>
    /// <param name="cancel">Ends early.</param>
    public static ReadResult Read(byte[] content, CancellationToken cancel = default)
    {
        try
        {
            using var parts = new WordParts(content, cancel);
            if (FailureOf(parts) is { } failure) return ReadResult.Failed(failure);
            return ReadMain(parts) is { } document ? new ReadResult(document, null) : ReadResult.Failed(ReadFailure.Empty);
        }
        catch (WordLimitException limit)
        {
            return ReadResult.Failed(limit.Failure);
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            // What a broken file makes the libraries say; there is nothing in it that its owner could use.
            return ReadResult.Failed(ReadFailure.Damaged);
        }
    }

    /// <summary>What kind of package it is, if it is no Word document to read.</summary>
    private static ReadFailure? FailureOf(WordParts parts)
    {
        if (parts.Has("mimetype"))
        {
            var type = parts.Text("mimetype", 80);
            return type.Contains("opendocument.text", StringComparison.Ordinal) ? ReadFailure.OpenDocument : ReadFailure.OfficeDocument;
        }

        var types = parts.Types();
        if (parts.Names.Any(name => name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)) || Has("macroEnabled")) return Has("spreadsheetml") || Has("ms-excel") ? ReadFailure.Workbook : ReadFailure.Macros;
        if (Has(MainType) || Has(TemplateType)) return null;
        return Has("spreadsheetml") || Has("ms-excel") ? ReadFailure.Workbook : ReadFailure.OfficeDocument;

        bool Has(string word) => types.Exists(type => type.Type.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static ReadDocument? ReadMain(WordParts parts)
    {
        var main = parts.RelationsOf("").Find(relation => relation is { Type: "officeDocument", IsExternal: false })?.Target ?? "word/document.xml";
        if (!parts.Has(main)) throw new InvalidDataException("The document is missing.");
        var relations = parts.RelationsOf(main);
        using var styles = Part("styles");
        using var numbering = Part("numbering");
        var story = new WordStory { Styles = WordInStyles.Read(styles), Numbering = WordInNumbering.Read(numbering) };
        var blocks = ReadBody(parts, main, relations, story);
        var notes = new Dictionary<string, IReadOnlyList<WordBlock>>();
        ReadNotes("footnotes", "footnote");
        ReadNotes("endnotes", "endnote");
        var around = new List<string>();
        ReadComments();
        ReadDiagrams();
        around.AddRange(story.Aside);

        var document = Document(takesStatusAlone: false);
        // A table that only names the activities and their status is all that some reports have; in most it sums up what is told elsewhere.
        if (blocks.Exists(block => block is WordTableBlock) && ReportReader.Read(document).Activities.Count == 0) document = Document(takesStatusAlone: true);
        return document.Lines.All(string.IsNullOrWhiteSpace) ? null : document;

        WordXml? Part(string type) => relations.Find(relation => relation.Type == type && !relation.IsExternal) is { } found ? parts.Open(found.Target) : null;

        void ReadNotes(string type, string name)
        {
            if (relations.Find(relation => relation.Type == type && !relation.IsExternal) is not { } found) return;
            using var xml = parts.Open(found.Target);
            if (xml is null || !xml.MoveToRoot()) return;
            var own = ById(parts.RelationsOf(found.Target));
            foreach (var child in xml.Children())
            {
                // The lines that separate notes from the text are notes, too.
                if (child != name || xml.Attribute("type") is "separator" or "continuationSeparator" or "continuationNotice" || xml.Attribute("id") is not { } id) continue;
                notes.TryAdd($"{name}Reference:{id}", new WordInBody(xml, story, own).ReadBlocks());
            }
        }

        void ReadComments()
        {
            if (relations.Find(relation => relation.Type == "comments" && !relation.IsExternal) is not { } found) return;
            using var xml = parts.Open(found.Target);
            if (xml is null || !xml.MoveToRoot()) return;
            foreach (var child in xml.Children())
            {
                if (child != "comment") continue;
                var author = xml.Attribute("author") ?? "";
                var text = string.Join(' ', WordInLines.Write(new WordInBody(xml, story, ById([])).ReadBlocks(), notes, takesStatusAlone: false).Where(line => !line.IsBlank).Select(line => line.Text.Trim()));
                if (text.Length > 0) around.Add(author.Length > 0 ? $"Kommentar ({story.Count(author)}): {text}" : $"Kommentar: {text}");
            }
        }

        void ReadDiagrams()
        {
            foreach (var diagram in relations.Where(relation => relation is { Type: "diagramData", IsExternal: false }))
            {
                using var xml = parts.Open(diagram.Target);
                if (xml is null || !xml.MoveToRoot()) continue;
                var words = new List<string>();
                Collect(xml, words);
                if (words.Count > 0) around.Add(string.Join(' ', words));
            }

            void Collect(WordXml xml, List<string> words)
            {
                foreach (var name in xml.Children())
                {
                    if (name == "a:t") words.Add(story.Count(xml.Text(WordStory.MaxCharacters).Trim()));
                    else Collect(xml, words);
                }
            }
        }

        ReadDocument Document(bool takesStatusAlone)
        {
            var lines = WordInLines.Write(blocks, notes, takesStatusAlone);
            foreach (var text in around.SelectMany(text => text.Split('\n')).Where(text => !string.IsNullOrWhiteSpace(text)))
            {
                if (lines.Count > 0 && !lines[^1].IsBlank) lines.Add(HintedLine.Blank);
                lines.Add(new HintedLine(text.Trim().Normalize(), LineHint.Outside));
            }

            return ReadDocument.Of(lines);
        }
    }

    private static List<WordBlock> ReadBody(WordParts parts, string main, List<WordRelation> relations, WordStory story)
    {
        using var xml = parts.Open(main);
        if (xml is null || !xml.MoveToRoot() || xml.Name != "document") throw new InvalidDataException("The document is no document.");
        var body = new WordInBody(xml, story, ById(relations));
        var blocks = new List<WordBlock>();
        foreach (var name in xml.Children())
        {
            if (name == "body") blocks.AddRange(body.ReadBlocks());
        }

        return blocks;
    }

    private static Dictionary<string, WordRelation> ById(List<WordRelation> relations) =>
        relations.GroupBy(relation => relation.Id).ToDictionary(group => group.Key, group => group.First());
}
