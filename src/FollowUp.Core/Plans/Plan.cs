using FollowUp.Core.Users;

namespace FollowUp.Core.Plans;

/// <summary>A year's planned activities, which the year's report follows up.</summary>
public sealed class Plan
{
    public const int NameLength = 200;
    public const int TitleLength = 300;
    public const int InstructionsLength = 4_000;

    private Plan()
    {
    }

    public Plan(Guid id, PlanYear year, string name, string reportTitle, Guid? importId = null)
    {
        Id = id;
        ImportId = importId;
        Change(year, name, reportTitle, null, null);
    }

    public Guid Id { get; private set; }

    public YearKind YearKind { get; private set; }

    public int StartYear { get; private set; }

    public PlanYear Year => new(YearKind, StartYear);

    /// <summary>Tells plans of the same year apart; may be empty.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The title that the report prints.</summary>
    public string ReportTitle { get; private set; } = "";

    /// <summary>The language that the report is written in, whoever reads it; one of <see cref="Languages.All"/>.</summary>
    public string Language { get; private set; } = Languages.Swedish;

    /// <summary>The first day on which principals can write; null for at once.</summary>
    public DateOnly? OpensOn { get; private set; }

    /// <summary><em>Sista dag</em> for reporting; writing goes on after it, as late, for <see cref="GraceDays"/>.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary><em>Dagar till godo</em> after the last day, see <see cref="WritingDays.GraceDays"/>.</summary>
    public int? GraceDays { get; private set; }

    /// <summary>The days for writing that hold where a unit has none of its own; which hold for a unit, <see cref="PlanCalendar"/> tells.</summary>
    public WritingDays Days => new(OpensOn, LastDay, GraceDays);

    /// <summary><em>Anvisningar</em> beside Uppföljning, Markdown.</summary>
    public string FollowUpInstructions { get; private set; } = "";

    /// <summary><em>Anvisningar</em> beside Analys, Markdown.</summary>
    public string AnalysisInstructions { get; private set; } = "";

    /// <summary>When the report was fixed (fastställd), UTC; from then on nothing in the plan can change.</summary>
    public DateTime? FixedAt { get; private set; }

    public Guid? FixedById { get; private set; }

    public AppUser? FixedBy { get; private set; }

    /// <summary>
    /// The time whose unit names the plan shows (UTC): its first fixing. It stays while corrections are made, or an old year would be corrected
    /// into the names of today. Null for the present names.
    /// </summary>
    public DateTime? NamedAt { get; private set; }

    /// <summary>The import that made this plan; null where a person did.</summary>
    public Guid? ImportId { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public bool IsFixed => FixedAt is not null;

    public void Change(PlanYear year, string name, string reportTitle, DateOnly? opensOn, DateOnly? lastDay, int? graceDays = null)
    {
        YearKind = year.Kind;
        StartYear = year.Start;
        Name = TypedText.CleanLine(name);
        ReportTitle = TypedText.CleanLine(reportTitle);
        OpensOn = opensOn;
        LastDay = lastDay;
        GraceDays = graceDays;
        Touch();
    }

    public void Instruct(string followUp, string analysis)
    {
        FollowUpInstructions = TypedText.Clean(followUp);
        AnalysisInstructions = TypedText.Clean(analysis);
        Touch();
    }

    /// <summary>Changes the title that the report prints and the language it is written in, and nothing else.</summary>
    public void Retitle(string reportTitle, string language)
    {
        ReportTitle = TypedText.CleanLine(reportTitle);
        Language = language;
        Touch();
    }

    /// <summary>Fixes the plan: from now on it is locked.</summary>
    public Outcome Fix(Guid userId, DateTime now)
    {
        if (IsFixed) return Outcome.Refused("PlanAlreadyFixed");
        FixedAt = now;
        NamedAt ??= now;
        FixedById = userId;
        Touch();
        return Outcome.Done;
    }

    /// <summary>Opens a fixed plan again for corrections.</summary>
    public Outcome Unlock()
    {
        if (!IsFixed) return Outcome.Refused("PlanNotFixed");
        FixedAt = null;
        FixedById = null;
        Touch();
        return Outcome.Done;
    }

    /// <summary>Moves the version, so that two people who change the plan's activities at the same time notice each other.</summary>
    public void Touch() => Version = Guid.CreateVersion7();
}
