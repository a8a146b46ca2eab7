namespace FollowUp.Documents.Word.In;

/// <summary>Reads the paragraphs and tables of one part in order. Deleted text is passed over, inserted text is text.</summary>
/// <param name="xml">The part.</param>
/// <param name="story">The document.</param>
/// <param name="relations">What the part refers to, by id.</param>
internal sealed class WordInBody(WordXml xml, WordStory story, IReadOnlyDictionary<string, WordRelation> relations)
{
    /// <summary>Word has no table with more columns.</summary>
    private const int MostColumns = 63;

    private readonly WordFields _fields = new();
    private int _contents;

    /// <summary>The blocks in the element at which the reader stands.</summary>
    public List<WordBlock> ReadBlocks()
    {
        var blocks = new List<WordBlock>();
        WordInline? carried = null;
        ReadBlocks(blocks, ref carried);
        if (carried is not null) blocks.Add(new WordParagraph { Text = carried, Look = WordLook.Plain });
        return blocks;
    }

    private void ReadBlocks(List<WordBlock> to, ref WordInline? carried)
    {
        foreach (var name in xml.Children()) ReadBlock(name, to, ref carried);
    }

    /// <param name="name">The element at which the reader stands.</param>
    /// <param name="to">Where its blocks go.</param>
    /// <param name="carried">The text of a paragraph whose end was deleted: the next goes on with it.</param>
    private void ReadBlock(string name, List<WordBlock> to, ref WordInline? carried)
    {
        switch (name)
        {
            case "p":
                var (paragraph, isJoined) = new WordParagraphReader(this, xml, story).Read(carried);
                carried = isJoined ? paragraph.Text : null;
                if (!isJoined) to.Add(paragraph);
                break;
            case "tbl":
                to.Add(ReadTable());
                break;
            case "sdt":
                ReadControl(to, ref carried);
                break;
            case "altChunk":
                story.AddAside($"[{(xml.Relation("id") is { } id && relations.TryGetValue(id, out var chunk) ? chunk.Target : name)}]");
                break;
            case "mc:AlternateContent":
                ReadAlternative(to, ref carried);
                break;
            case "ins" or "moveTo" or "customXml" or "sdtContent" or "smartTag" or "txbxContent":
                ReadBlocks(to, ref carried);
                break;
        }
    }

    private void ReadControl(List<WordBlock> to, ref WordInline? carried)
    {
        var (isContents, isPrompt) = (false, false);
        foreach (var name in xml.Children())
        {
            if (name == "sdtPr") (isContents, isPrompt) = ReadControlProperties(xml);
            if (name != "sdtContent") continue;
            if (isPrompt)
            {
                var prompt = new List<WordBlock>();
                ReadBlocks(prompt, ref carried);
                foreach (var paragraph in prompt.OfType<WordParagraph>()) story.AddAside(paragraph.Text.Plain());
                continue;
            }

            _contents += isContents ? 1 : 0;
            ReadBlocks(to, ref carried);
            _contents -= isContents ? 1 : 0;
        }
    }

    /// <summary>Whether a content control holds the contents list, or only the prompt to fill it in.</summary>
    public static (bool IsContents, bool IsPrompt) ReadControlProperties(WordXml xml)
    {
        var (isContents, isPrompt) = (false, false);
        foreach (var name in xml.Children())
        {
            if (name == "showingPlcHdr") isPrompt = xml.IsOn();
            if (name is not ("docPartObj" or "docPartList")) continue;
            foreach (var part in xml.Children()) isContents |= part == "docPartGallery" && xml.Attribute("val") is "Table of Contents" or "Table of Figures";
        }

        return (isContents, isPrompt);
    }

    /// <summary>The first form of several that has any text; the others hold the same for older programs.</summary>
    private void ReadAlternative(List<WordBlock> to, ref WordInline? carried)
    {
        var isTaken = false;
        foreach (var name in xml.Children())
        {
            if (isTaken || name is not ("mc:Choice" or "mc:Fallback")) continue;
            var before = to.Count;
            ReadBlocks(to, ref carried);
            isTaken = to.Count > before;
        }
    }

    private WordTableBlock ReadTable()
    {
        var rows = new List<IReadOnlyList<WordCell>>();
        ReadRows(rows);
        return new WordTableBlock(rows);
    }

    private void ReadRows(List<IReadOnlyList<WordCell>> rows)
    {
        foreach (var name in xml.Children())
        {
            if (name == "tr")
            {
                var cells = new List<WordCell>();
                var column = 0;
                var isDeleted = false;
                ReadCells(cells, ref column, ref isDeleted);
                if (!isDeleted) rows.Add(cells);
            }
            else if (name is "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo")
            {
                ReadRows(rows);
            }
        }
    }

    private void ReadCells(List<WordCell> cells, ref int column, ref bool isDeleted)
    {
        foreach (var name in xml.Children())
        {
            if (name == "trPr")
            {
                foreach (var property in xml.Children())
                {
                    if (property == "gridBefore") column = Math.Clamp(xml.Number() ?? 0, 0, MostColumns);
                    isDeleted |= property == "del";
                }
            }
            else if (name == "tc")
            {
                story.CountParagraph();
                var cell = ReadCell(column);
                if (cell is null) continue;
                cells.Add(cell);
                column = Math.Min(column + cell.Span, 1_000);
            }
            else if (name is "sdt" or "sdtContent" or "customXml")
            {
                ReadCells(cells, ref column, ref isDeleted);
            }
        }
    }

    private WordCell? ReadCell(int column)
    {
        var (span, goesOn, isDeleted) = (1, false, false);
        var blocks = new List<WordBlock>();
        WordInline? carried = null;
        foreach (var name in xml.Children())
        {
            if (name != "tcPr")
            {
                ReadBlock(name, blocks, ref carried);
                continue;
            }

            foreach (var property in xml.Children())
            {
                if (property == "gridSpan") span = Math.Clamp(xml.Number() ?? 1, 1, MostColumns);
                else if (property == "vMerge") goesOn = xml.Attribute("val") is not "restart";
                else isDeleted |= property == "cellDel";
            }
        }

        if (carried is not null) blocks.Add(new WordParagraph { Text = carried, Look = WordLook.Plain });
        return isDeleted ? null : new WordCell(column, span, goesOn, blocks);
    }

    /// <summary>The blocks of a text box, which has fields of its own.</summary>
    public List<WordBlock> ReadBox() => new WordInBody(xml, story, relations).ReadBlocks();

    public WordFields Fields => _fields;

    public bool IsInContents => _contents > 0 || _fields.IsInContents;

    public string? AddressOf(string? id) => id is not null && relations.TryGetValue(id, out var relation) && relation.IsExternal ? WordInline.Address(relation.Target) : null;
}
