namespace FollowUp.Core.House;

/// <summary>What an authority has chosen for its installation. There is one row, made when something is chosen for the first time.</summary>
public sealed class HouseSettings
{
    public const int ColorLength = 7;
    public const int LabelLength = 40;
    public const int TitleLength = 300;
    public const int AddressLength = 500;
    public const int ContactLength = 300;
    public const int MediaTypeLength = 40;

    /// <summary>The key of the only row.</summary>
    public static readonly Guid OnlyId = new("01937000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = OnlyId;

    /// <summary><c>#rrggbb</c>; empty for the colour that FollowUp has of itself.</summary>
    public string Accent { get; private set; } = "";

    /// <summary>What a status is called here; empty for the usual word.</summary>
    public string NotStarted { get; private set; } = "";

    /// <inheritdoc cref="NotStarted"/>
    public string InProgress { get; private set; } = "";

    /// <inheritdoc cref="NotStarted"/>
    public string Completed { get; private set; } = "";

    /// <inheritdoc cref="NotStarted"/>
    public string NotCarriedOut { get; private set; } = "";

    /// <summary>The printed title that a new plan begins with; empty for the usual one.</summary>
    public string ReportTitle { get; private set; } = "";

    /// <summary>Whom to tell of what cannot be used: an e-mail address or a telephone number, or both.</summary>
    public string AccessibilityContact { get; private set; } = "";

    /// <summary>Where one complains to the authority that supervises accessibility; empty for the usual address.</summary>
    public string SupervisorAddress { get; private set; } = "";

    /// <summary>Where the house tells how it takes care of personal data; empty where it tells that elsewhere.</summary>
    public string DataProtectionAddress { get; private set; } = "";

    /// <summary>What the house itself knows to fall short, Markdown.</summary>
    public string Shortcomings { get; private set; } = "";

    /// <summary>When somebody last looked through the installation; null where nobody has.</summary>
    public DateOnly? AssessedOn { get; private set; }

    /// <summary>How many months the history of drafts is kept after the plan is fixed; null for ever.</summary>
    public int? HistoryMonths { get; private set; }

    /// <summary>A picture in the head of every page; null where there is none.</summary>
    public byte[]? Logo { get; private set; }

    public string LogoMediaType { get; private set; } = "";

    /// <summary>When the picture was taken away (UTC); it is kept, so that this can be undone.</summary>
    public DateTime? LogoRemovedAt { get; private set; }

    public DateTime? ChangedAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public void Choose(HouseChoices choices, DateTime now)
    {
        Accent = TypedText.CleanLine(choices.Accent).ToLowerInvariant();
        (NotStarted, InProgress) = (TypedText.CleanLine(choices.NotStarted), TypedText.CleanLine(choices.InProgress));
        (Completed, NotCarriedOut) = (TypedText.CleanLine(choices.Completed), TypedText.CleanLine(choices.NotCarriedOut));
        ReportTitle = TypedText.CleanLine(choices.ReportTitle);
        AccessibilityContact = TypedText.CleanLine(choices.AccessibilityContact);
        (SupervisorAddress, DataProtectionAddress) = (TypedText.CleanLine(choices.SupervisorAddress), TypedText.CleanLine(choices.DataProtectionAddress));
        (Shortcomings, AssessedOn) = (TypedText.Clean(choices.Shortcomings), choices.AssessedOn);
        HistoryMonths = choices.HistoryMonths;
        Touch(now);
    }

    public void SetLogo(string mediaType, byte[] content, DateTime now)
    {
        (LogoMediaType, Logo, LogoRemovedAt) = (mediaType, content, null);
        Touch(now);
    }

    /// <summary>Takes the picture away, or puts the one that was taken away back.</summary>
    public void ShowLogo(bool isShown, DateTime now)
    {
        LogoRemovedAt = isShown ? null : now;
        Touch(now);
    }

    private void Touch(DateTime now) => (ChangedAt, Version) = (now, Guid.CreateVersion7());
}

/// <summary>What somebody chooses for the installation; what is empty stands for the usual.</summary>
public sealed record HouseChoices
{
    public string? Accent { get; init; }

    public string? NotStarted { get; init; }

    public string? InProgress { get; init; }

    public string? Completed { get; init; }

    public string? NotCarriedOut { get; init; }

    public string? ReportTitle { get; init; }

    public string? AccessibilityContact { get; init; }

    public string? SupervisorAddress { get; init; }

    public string? DataProtectionAddress { get; init; }

    public string? Shortcomings { get; init; }

    public DateOnly? AssessedOn { get; init; }

    /// <summary>Null for ever.</summary>
    public int? HistoryMonths { get; init; }

    /// <summary>Why these choices cannot be; empty where they can.</summary>
    /// <param name="today">The day in the authority's calendar.</param>
    public IReadOnlyList<Refusal> Check(DateOnly today)
    {
        var refusals = new List<Refusal>();
        CheckAccent(refusals);
        foreach (var (label, field) in new[] { (NotStarted, nameof(NotStarted)), (InProgress, nameof(InProgress)), (Completed, nameof(Completed)), (NotCarriedOut, nameof(NotCarriedOut)) })
            refusals.Limit(label, HouseSettings.LabelLength, field);
        CheckLabels(refusals);
        refusals.Limit(ReportTitle, HouseSettings.TitleLength, nameof(ReportTitle));
        refusals.Limit(AccessibilityContact, HouseSettings.ContactLength, nameof(AccessibilityContact));
        CheckAddress(refusals, SupervisorAddress, nameof(SupervisorAddress));
        CheckAddress(refusals, DataProtectionAddress, nameof(DataProtectionAddress));
        var length = TypedText.Clean(Shortcomings).Length;
        if (length > TypedText.MaxLength) refusals.Add(new Refusal("TextTooLong", nameof(Shortcomings), TypedText.MaxLength, length - TypedText.MaxLength));
        if (HistoryMonths is < 0 or > Retention.MaxMonths) refusals.Add(new Refusal("MonthsOutOfRange", nameof(HistoryMonths), Retention.MaxMonths));
        if (AssessedOn > today) refusals.Add(new Refusal("DayNotCome", nameof(AssessedOn)));
        return refusals;
    }

    private void CheckAccent(List<Refusal> refusals)
    {
        if (TypedText.CleanLine(Accent).Length == 0) return;
        if (AccentColor.Read(Accent) is not { } color) refusals.Add(new Refusal("ColorUnknown", nameof(Accent)));
        else if (!color.IsReadable) refusals.Add(new Refusal("ColorContrast", nameof(Accent), Math.Floor(color.Contrast * 10) / 10, AccentColor.LeastContrast));
    }

    /// <summary>Two statuses with one word could not be told apart.</summary>
    private void CheckLabels(List<Refusal> refusals)
    {
        var labels = new[] { (NotStarted, nameof(NotStarted)), (InProgress, nameof(InProgress)), (Completed, nameof(Completed)), (NotCarriedOut, nameof(NotCarriedOut)) }
            .Select(label => (Word: TypedText.Fold(TypedText.CleanLine(label.Item1)), Field: label.Item2))
            .Where(label => label.Word.Length > 0);
        refusals.AddRange(labels.GroupBy(label => label.Word).Where(same => same.Count() > 1).Select(same => new Refusal("LabelTwice", same.Last().Field)));
    }

    private static void CheckAddress(List<Refusal> refusals, string? typed, string field)
    {
        var address = TypedText.CleanLine(typed);
        if (address.Length == 0) return;
        refusals.Limit(address, HouseSettings.AddressLength, field);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) refusals.Add(new Refusal("AddressUnknown", field));
    }
}
