namespace FollowUp.Documents.Word.In;

/// <summary>What all parts of one document share while they are read: its styles and lists, what it refers to, and how much of it there is.</summary>
internal sealed class WordStory
{
    /// <summary>The most paragraphs and cells.</summary>
    public const int MaxParagraphs = 100_000;

    /// <summary>The most characters; as many as an import keeps.</summary>
    public const int MaxCharacters = 4_000_000;

    private int _paragraphs;
    private int _characters;

    public required WordInStyles Styles { get; init; }

    public required WordInNumbering Numbering { get; init; }

    /// <summary>Hidden text, prompts of empty form fields and what is put in from other files: shown, but part of nothing.</summary>
    public List<string> Aside { get; } = [];

    /// <summary>How many footnotes and endnotes have been referred to.</summary>
    public int Notes { get; set; }

    /// <exception cref="WordLimitException">There are more than a report can have.</exception>
    public void CountParagraph()
    {
        if (++_paragraphs > MaxParagraphs) throw new WordLimitException(ReadFailure.TooLong);
    }

    /// <exception cref="WordLimitException">There are more than a report can have.</exception>
    public string Count(string text)
    {
        _characters += text.Length;
        return _characters <= MaxCharacters ? text : throw new WordLimitException(ReadFailure.TooLong);
    }

    public void AddAside(string text)
    {
        if (!string.IsNullOrWhiteSpace(text) && !Aside.Contains(text.Trim())) Aside.Add(text.Trim());
    }
}
