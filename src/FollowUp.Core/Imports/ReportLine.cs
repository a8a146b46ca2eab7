namespace FollowUp.Core.Imports;

/// <summary>What a line may be by its words alone, for readers that put wrapped lines together.</summary>
public static class ReportLine
{
    /// <summary>True for a line that begins something of its own, as far as its words tell: an activity's heading, a part's label, <c>Status: Pågår</c>.</summary>
    public static bool MayStandAlone(string line) => LineGrammar.Read(line.Trim()) switch
    {
        { IsSectionLabel: true, IsLowerCase: false } => true,
        { Kind: MarkKind.Heading, IsLowerCase: false } heading => heading.IsNumbered || heading.Word == HeadingWord.Compound || heading.Rest.Length == 0,
        { IsProperty: true, IsLowerCase: false, Rest.Length: > 0 } => line.Contains(':', StringComparison.Ordinal) || line.Contains('\t', StringComparison.Ordinal),
        { Kind: MarkKind.GroupChapter } => true,
        _ => false,
    };
}
