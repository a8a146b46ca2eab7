using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>The authority's own Word document, whose styles, head, foot and paper every report in Word takes. There is one, or none.</summary>
public sealed class ReportTemplate
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 5_000_000;

    public const int FileNameLength = 200;

    /// <summary>The key of the only one, in which two first uploads at once meet.</summary>
    public static readonly Guid OnlyId = new("0197d3a0-5c1e-7a64-9b0f-3e8c2d6f4a11");

    private ReportTemplate()
    {
    }

    public ReportTemplate(TemplateUpload upload, Guid uploadedById, DateTime uploadedAt) => Replace(upload, uploadedById, uploadedAt);

    public Guid Id { get; private set; } = OnlyId;

    public string FileName { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    public Guid UploadedById { get; private set; }

    public AppUser UploadedBy { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime UploadedAt { get; private set; }

    /// <summary>When it was taken out of use, UTC; null while reports are written in it. The file is kept, so that the removal can be undone.</summary>
    public DateTime? RemovedAt { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Takes in another file; it is used from now on.</summary>
    public void Replace(TemplateUpload upload, Guid uploadedById, DateTime uploadedAt)
    {
        (FileName, Content) = (upload.CleanName, upload.Content);
        (UploadedById, UploadedAt) = (uploadedById, uploadedAt);
        RemovedAt = null;
        Version = Guid.CreateVersion7();
    }

    /// <summary>True where just this file is in use already, as by the first click of a double click.</summary>
    public bool Holds(TemplateUpload upload) => RemovedAt is null && FileName == upload.CleanName && Content.AsSpan().SequenceEqual(upload.Content);

    public void Remove(DateTime now)
    {
        RemovedAt = now;
        Version = Guid.CreateVersion7();
    }

    public void Restore()
    {
        RemovedAt = null;
        Version = Guid.CreateVersion7();
    }
}

/// <summary>A template as it came in, looked through by those who know the format.</summary>
/// <param name="FileName">Its name, with or without a folder.</param>
/// <param name="Content">The file, at most <see cref="ReportTemplate.MaxBytes"/>.</param>
/// <param name="Version">The version that was shown when it was chosen; empty where there had never been one.</param>
public sealed record TemplateUpload(string FileName, byte[] Content, Guid Version)
{
    /// <summary>The field of a form that the file comes in.</summary>
    public const string Field = "File";

    /// <summary>The name without its folder; of one too long the end, which says what kind of file it is.</summary>
    internal string CleanName
    {
        get
        {
            var name = TypedText.CleanLine(FileName[(FileName.LastIndexOfAny(['/', '\\']) + 1)..]);
            return name.Length > ReportTemplate.FileNameLength ? TypedText.Clean(name[^ReportTemplate.FileNameLength..]) : name;
        }
    }
}
