using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reports;

/// <summary>What is chosen for a plan's report, and remembered: how much, in which order, and what stands around the activities.</summary>
public sealed class ReportSetup
{
    public const int RegistryNumberLength = 100;
    public const int MaxSignatures = 10;
    public const int SignatureLength = 200;

    private ReportSetup()
    {
    }

    public ReportSetup(Guid planId) => PlanId = planId;

    /// <summary>The key: a plan has one.</summary>
    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = null!;

    /// <summary>The unit whose branch is printed; null for the whole.</summary>
    public Guid? UnitId { get; private set; }

    public Unit? Unit { get; private set; }

    /// <summary>The school form whose units are printed; null for all.</summary>
    public SchoolForm? SchoolForm { get; private set; }

    public bool HasUnitNotes { get; private set; }

    public ReportOrder Order { get; private set; } = ReportOrder.Number;

    /// <summary><em>Diarienummer</em>.</summary>
    public string RegistryNumber { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Foreword { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Closing { get; private set; } = "";

    /// <summary>A signature a line.</summary>
    public string Signatures { get; private set; } = "";

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public IReadOnlyList<string> SignatureLines => Signatures.Length == 0 ? [] : Signatures.Split('\n');

    /// <summary>Takes in what somebody chose; texts are cleaned on the way in.</summary>
    public void Choose(ReportChoices choices)
    {
        (UnitId, SchoolForm) = (choices.UnitId, choices.SchoolForm);
        (HasUnitNotes, Order) = (choices.HasUnitNotes, choices.Order);
        RegistryNumber = TypedText.CleanLine(choices.RegistryNumber);
        (Foreword, Closing) = (TypedText.Clean(choices.Foreword), TypedText.Clean(choices.Closing));
        Signatures = string.Join('\n', ReportChoices.LinesOf(choices.Signatures));
        Version = Guid.CreateVersion7();
    }

    /// <summary>True where just this has been chosen already, as by the first click of a double click.</summary>
    public bool Holds(ReportChoices choices)
    {
        var other = new ReportSetup(PlanId);
        other.Choose(choices);
        return (UnitId, SchoolForm, HasUnitNotes, Order, RegistryNumber, Foreword, Closing, Signatures)
            == (other.UnitId, other.SchoolForm, other.HasUnitNotes, other.Order, other.RegistryNumber, other.Foreword, other.Closing, other.Signatures);
    }
}

/// <summary>What somebody chooses for a plan's report.</summary>
public sealed record ReportChoices
{
    /// <summary>The printed title; kept with the plan.</summary>
    public required string Title { get; init; }

    /// <summary>The title that was there when <see cref="Title"/> was typed: where the plan has yet another, somebody changed it in between. Null: unknown.</summary>
    public string? TitleBefore { get; init; }

    /// <summary>The language that the report is written in, one of <see cref="Languages.All"/>; kept with the plan.</summary>
    public string Language { get; init; } = Languages.Swedish;

    public Guid? UnitId { get; init; }

    public SchoolForm? SchoolForm { get; init; }

    public bool HasUnitNotes { get; init; }

    public ReportOrder Order { get; init; } = ReportOrder.Number;

    public string? RegistryNumber { get; init; }

    public string? Foreword { get; init; }

    public string? Closing { get; init; }

    /// <summary>A signature a line.</summary>
    public string? Signatures { get; init; }

    /// <summary>Why these choices cannot be; empty where they can.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        refusals.Require(Title, Plan.TitleLength, "ReportTitleMissing", nameof(Title));
        refusals.Limit(RegistryNumber, ReportSetup.RegistryNumberLength, nameof(RegistryNumber));
        LimitText(refusals, Foreword, nameof(Foreword));
        LimitText(refusals, Closing, nameof(Closing));
        var lines = LinesOf(Signatures);
        if (lines.Count > ReportSetup.MaxSignatures) refusals.Add(new Refusal("TooManySignatures", nameof(Signatures), ReportSetup.MaxSignatures));
        refusals.Limit(lines.MaxBy(line => line.Length), ReportSetup.SignatureLength, nameof(Signatures));
        if (!Languages.Has(Language)) refusals.Add(new Refusal("LanguageUnknown", nameof(Language)));
        if (!Enum.IsDefined(Order)) refusals.Add(new Refusal("ReportOrderUnknown", nameof(Order)));
        if (SchoolForm is { } form && !Enum.IsDefined(form)) refusals.Add(new Refusal("ReportFormUnknown", nameof(SchoolForm)));
        if (UnitId is not null && SchoolForm is not null) refusals.Add(new Refusal("ReportUnitOrForm", nameof(SchoolForm)));
        return refusals;
    }

    /// <summary>A text is stored with the white space around it, which takes room too.</summary>
    private static void LimitText(List<Refusal> refusals, string? text, string field)
    {
        var length = TypedText.Clean(text).Length;
        if (length > TypedText.MaxLength) refusals.Add(new Refusal("TextTooLong", field, TypedText.MaxLength, length - TypedText.MaxLength));
    }

    internal static IReadOnlyList<string> LinesOf(string? typed) =>
        [.. TypedText.Clean(typed).Split('\n').Select(line => TypedText.CleanLine(line)).Where(line => line.Length > 0)];
}
