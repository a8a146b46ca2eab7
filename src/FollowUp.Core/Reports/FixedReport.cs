using System.Security.Cryptography;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>
/// The report of a plan as it was when it was fixed: a public document (TF 2 kap.), which never changes. A correction is a new version.
/// </summary>
public sealed class FixedReport
{
    private readonly List<FixedReportFile> _files = [];
    private readonly List<ReportDifference> _differences = [];

    private FixedReport()
    {
    }

    public FixedReport(Guid planId, int number, string title, Guid fixedById, DateTime fixedAt)
    {
        PlanId = planId;
        Number = number;
        Title = title;
        FixedById = fixedById;
        FixedAt = fixedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = null!;

    /// <summary>From 1 within its plan.</summary>
    public int Number { get; private set; }

    /// <summary>The printed title at the time.</summary>
    public string Title { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime FixedAt { get; private set; }

    public Guid FixedById { get; private set; }

    public AppUser FixedBy { get; private set; } = null!;

    public IReadOnlyCollection<FixedReportFile> Files => _files;

    /// <summary><em>Ändrat sedan förra versionen</em>; empty for the first.</summary>
    public IReadOnlyCollection<ReportDifference> Differences => _differences;

    public void Keep(ReportFormat format, string fileName, byte[] content) => _files.Add(new FixedReportFile(Id, format, fileName, content));

    public void Tell(IEnumerable<ReportDifference> differences) => _differences.AddRange(differences);
}

/// <summary>In what form a report is written. The numbers are stored: add, never renumber.</summary>
public enum ReportFormat
{
    Html = 1,
    Pdf = 2,
    Word = 3,
    Excel = 4,
    Text = 5,
    Json = 6,
}

/// <summary>One output of a fixed report, with its checksum.</summary>
public sealed class FixedReportFile
{
    public const int FileNameLength = 200;

    private FixedReportFile()
    {
    }

    public FixedReportFile(Guid fixedReportId, ReportFormat format, string fileName, byte[] content)
    {
        FixedReportId = fixedReportId;
        Format = format;
        FileName = fileName;
        Content = content;
        Length = content.LongLength;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid FixedReportId { get; private set; }

    public ReportFormat Format { get; private set; }

    public string FileName { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The SHA-256 of <see cref="Content"/>, 64 hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";
}

/// <summary>What about the report or an activity differs from the version before. The numbers are stored: add, never renumber.</summary>
public enum DifferenceKind
{
    /// <summary>Title, diarienummer, foreword, closing words, signatures, order or extent.</summary>
    Frame = 1,
    ActivityAdded = 2,
    ActivityRemoved = 3,
    TitleChanged = 4,
    FactsChanged = 5,
    StatusChanged = 6,
    FollowUpChanged = 7,
    AnalysisChanged = 8,
    UnitNotesChanged = 9,
    WaiversChanged = 10,
}

/// <summary>One thing that differs from the version before.</summary>
public sealed class ReportDifference
{
    private ReportDifference()
    {
    }

    public ReportDifference(Guid fixedReportId, DifferenceKind kind, int? number, string title, NoteStatus? before = null, NoteStatus? after = null)
    {
        FixedReportId = fixedReportId;
        Kind = kind;
        Number = number;
        Title = title;
        (StatusBefore, StatusAfter) = (before, after);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid FixedReportId { get; private set; }

    public DifferenceKind Kind { get; private set; }

    /// <summary>The activity's number in the newer version, or the older one's where it is gone; null for the report as a whole.</summary>
    public int? Number { get; private set; }

    /// <summary>The activity's title; empty for the report as a whole.</summary>
    public string Title { get; private set; } = "";

    public NoteStatus? StatusBefore { get; private set; }

    public NoteStatus? StatusAfter { get; private set; }
}
