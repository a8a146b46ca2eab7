namespace FollowUp.Core.Imports;

/// <summary>What a line is by what its file says of it, and by its words where the file leaves that open.</summary>
internal static class HintGrammar
{
    public static LineMark Read(TextLine line, LineHint hint)
    {
        if (hint.IsCertain) return ReadCertain(line.Content, hint);
        if (!line.IsExact) return LineGrammar.Read(line.Content);
        var mark = ReadWords(line.Content);
        if (hint.Level == 0) return mark;
        if (mark.Kind is MarkKind.None or MarkKind.PageNumber) mark = new LineMark(MarkKind.WeakHeading) { Rest = InlineMarks.Off(line.Content) };
        return mark with { Level = hint.Level, IsStyled = true };
    }

    /// <summary>Bold in the middle of a label or after a number (<c>1. **Uppdrag/Aktivitet**</c>) is a matter of looks.</summary>
    private static LineMark ReadWords(string content)
    {
        var mark = LineGrammar.Read(content);
        if (mark.Kind is not (MarkKind.None or MarkKind.WeakHeading) || InlineMarks.Off(content) is var plain && plain == content) return mark;
        var bare = LineGrammar.Read(plain);
        return bare.Kind == MarkKind.Heading || bare.IsSectionLabel || bare.IsProperty ? bare : mark;
    }

    private static LineMark ReadCertain(string content, LineHint hint)
    {
        var rest = content[Math.Min(hint.ValueAt, content.Length)..].Trim();
        return hint.Role switch
        {
            LineRole.Activity => new LineMark(MarkKind.Heading) { Word = HeadingWord.Compound, Noun = "uppdrag/aktivitet", Number = hint.Number, IsNumbered = hint.Number is not null, Rest = rest },
            LineRole.FollowUp => new LineMark(MarkKind.FollowUp) { Rest = rest },
            LineRole.Analysis => new LineMark(MarkKind.Analysis) { Rest = rest },
            LineRole.Unit => new LineMark(MarkKind.Unit) { Rest = rest, IsPlain = true },
            LineRole.Status => new LineMark(MarkKind.Status) { Rest = rest, IsPlain = true },
            // Passed over where a heading's title is followed by its labels.
            LineRole.Outside or LineRole.Label => new LineMark(MarkKind.OtherProperty) { Rest = rest },
            _ => LineMark.None,
        };
    }
}
