using FollowUp.Core.Notes;

namespace FollowUp.Core.Reports;

/// <summary>One fixed version of a plan's report, with its files and what differs from the version before.</summary>
public sealed record FixedReportRow
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime FixedAt { get; init; }

    public required string FixedBy { get; init; }

    public required IReadOnlyList<FixedFileRow> Files { get; init; }

    /// <summary>At most <see cref="FixedReportQueries.MaxDifferences"/>.</summary>
    public required IReadOnlyList<DifferenceRow> Differences { get; init; }

    public required int DifferenceCount { get; init; }
}

/// <summary>One output of a fixed report.</summary>
/// <param name="Format">In what form.</param>
/// <param name="FileName">The name to save it under.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">The checksum of what was kept, 64 hexadecimal digits.</param>
public sealed record FixedFileRow(ReportFormat Format, string FileName, long Length, string Sha256);

/// <summary>One thing that differs from the version before.</summary>
public sealed record DifferenceRow(DifferenceKind Kind, int? Number, string Title, NoteStatus? StatusBefore, NoteStatus? StatusAfter);

/// <summary>A file that was kept.</summary>
public sealed record FixedFile(string FileName, ReportFormat Format, byte[] Content);

/// <summary>The versions of a plan's report, newest first, and the links by which the newest is shared.</summary>
public sealed record FixedReports(Guid PlanId, string Title, string YearLabel, bool IsFixed, IReadOnlyList<FixedReportRow> Versions, IReadOnlyList<ShareRow> Shares);

/// <summary>A link by which somebody without an account reads a fixed report.</summary>
public sealed record ShareRow(Guid Id, int Number, DateOnly LastDay, string SharedBy, DateTime SharedAt, DateTime? EndedAt);

/// <summary>What a shared link leads to.</summary>
/// <param name="Report">The fixed report.</param>
/// <param name="LastDay">The last day on which the link works.</param>
public sealed record SharedReport(AnnualReport Report, DateOnly LastDay);
