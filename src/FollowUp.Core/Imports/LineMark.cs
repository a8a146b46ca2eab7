namespace FollowUp.Core.Imports;

/// <summary>What a line looks like by itself; whether it is what it looks like depends on the lines around it, and <see cref="ReportReader"/> decides.</summary>
internal enum MarkKind
{
    /// <summary>Ordinary text.</summary>
    None,

    /// <summary><c>Uppföljning</c>.</summary>
    FollowUp,

    /// <summary><c>Resultat</c>: the follow-up's label in a report that has no <c>Uppföljning</c>, otherwise text.</summary>
    Result,

    /// <summary><c>Analys</c>.</summary>
    Analysis,

    /// <summary>A label in other words, such as <c>Uppföljning 2022</c>, where the activity has no plainer one.</summary>
    LooseLabel,

    /// <summary>An activity's heading with a word for activity: <c>1. Uppdrag/Aktivitet</c>, <c>Aktivitet 1: titel</c>.</summary>
    Heading,

    /// <summary>A numbered or decorated line that the next label may prove to be an activity's heading: <c>3. Ny lokal</c>, <c>## Ny lokal</c>.</summary>
    WeakHeading,

    /// <summary><c>Ansvarig enhet: …</c>.</summary>
    Unit,

    /// <summary><c>Status: …</c>.</summary>
    Status,

    /// <summary>A line such as <c>Klar senast: …</c>, whose value a read activity cannot hold.</summary>
    OtherProperty,

    /// <summary>A heading over a group of activities: <c>Målområde 2: Trygghet</c>.</summary>
    GroupChapter,

    /// <summary>A chapter that comes before or after the activities: <c>Avslutning</c>.</summary>
    OuterChapter,

    /// <summary>A line of a contents list: one of the above with a page number after dots or a tab. Text inside an activity.</summary>
    Contents,

    /// <summary>A drawn line, <c>-----</c> or <c>=====</c>.</summary>
    Rule,

    /// <summary><c>Sida 3 (12)</c>.</summary>
    PageNumber,
}

/// <summary>Which word an activity's heading has.</summary>
internal enum HeadingWord
{
    None,

    /// <summary><c>Uppdrag/Aktivitet</c>, which stands nowhere but in headings.</summary>
    Compound,

    /// <summary><c>Uppdrag</c> or <c>Aktivitet</c>, which may stand in a text too.</summary>
    Single,

    /// <summary><c>Åtgärd</c> or <c>Insats</c>: a heading only when numbered, and only in a report that has none of the others.</summary>
    Substitute,
}

/// <summary>What one line looks like.</summary>
internal sealed record LineMark(MarkKind Kind)
{
    public static readonly LineMark None = new(MarkKind.None);

    /// <summary>What stands on the line after the label, from the line itself; empty where nothing does.</summary>
    public string Rest { get; init; } = "";

    /// <summary>True when the label begins with a small letter, as the rest of a wrapped sentence does too.</summary>
    public bool IsLowerCase { get; init; }

    /// <summary>True for a property's label that can be nothing else (<c>Ansvarig enhet</c>, not <c>Enhet</c>).</summary>
    public bool IsPlain { get; init; }

    /// <summary>Which part a <see cref="MarkKind.LooseLabel"/> would begin.</summary>
    public MarkKind LoosePart { get; init; }

    /// <summary>A loose label without Markdown's marks around it; empty where it has none.</summary>
    public string Undecorated { get; init; } = "";

    /// <summary>True for a loose label that ends in a colon.</summary>
    public bool HasColon { get; init; }

    /// <summary>True for a property's label that is an ordinary word outside an activity's heading (<c>Skola</c>).</summary>
    public bool IsHeaderOnly { get; init; }

    /// <summary>True for a label that is written as an item of a list.</summary>
    public bool IsItem { get; init; }

    /// <summary>A heading's number, where it is one whole number.</summary>
    public int? Number { get; init; }

    /// <summary>True where the heading has a number of any kind: 1, 1.2, 3b.</summary>
    public bool IsNumbered { get; init; }

    public HeadingWord Word { get; init; }

    /// <summary>The heading's word as it stands in the grammar, by which <c>Aktivitet: …</c> below <c>Uppdrag 1: …</c> is known; empty where it has none.</summary>
    public string Noun { get; init; } = "";

    /// <summary>True for a heading of one activity that names it by two words, each on its own line: the other's title belongs to it too.</summary>
    public bool MayJoin(LineMark other) =>
        Kind is MarkKind.Heading or MarkKind.WeakHeading && other is { Kind: MarkKind.Heading, IsNumbered: false } && Noun != other.Noun;

    /// <summary>The level of a Markdown heading, 1 to 6; 0 where the line is none.</summary>
    public int Level { get; init; }

    /// <summary>True where the level is that of the line's style in the file.</summary>
    public bool IsStyled { get; init; }

    /// <summary>True for a chapter that stands at a report's end and nowhere else.</summary>
    public bool EndsReport { get; init; }

    /// <summary>True for a chapter of coming activities, which are not followed up here.</summary>
    public bool IsPlan { get; init; }

    public bool IsSectionLabel => Kind is MarkKind.FollowUp or MarkKind.Result or MarkKind.Analysis;

    public bool IsProperty => Kind is MarkKind.Unit or MarkKind.Status or MarkKind.OtherProperty;
}
