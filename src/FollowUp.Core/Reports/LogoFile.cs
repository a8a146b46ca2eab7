using FollowUp.Core.Plans;

namespace FollowUp.Core.Reports;

/// <summary>The picture on the cover of a plan's report, as it was uploaded and checked.</summary>
public sealed class LogoFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    public const int TextLength = 200;

    private LogoFile()
    {
    }

    public LogoFile(Guid planId, string mediaType, byte[] content, string text)
    {
        PlanId = planId;
        Change(mediaType, content, text);
    }

    /// <summary>The key: a plan has one.</summary>
    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = null!;

    public string MediaType { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    /// <summary>What it shows, for those who do not see it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was taken off the cover, UTC; null while it is printed. The picture is kept, so that the removal can be undone.</summary>
    public DateTime? RemovedAt { get; private set; }

    /// <summary>Takes in another picture, or another text; it is printed from now on.</summary>
    public void Change(string mediaType, byte[] content, string text)
    {
        (MediaType, Content) = (mediaType, content);
        Text = TypedText.CleanLine(text);
        RemovedAt = null;
    }

    public void Remove(DateTime now) => RemovedAt ??= now;

    public void Restore() => RemovedAt = null;
}
