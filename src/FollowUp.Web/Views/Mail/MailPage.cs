using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Reminders;
using FollowUp.Web.Mail;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Mail;

/// <summary>The filter as the address has it.</summary>
public sealed class MailFilterForm
{
    /// <summary>Words of the person's name or address.</summary>
    public string? Q { get; set; }

    public Guid? Plan { get; set; }

    public MailOutcome? Outcome { get; set; }

    public MailFilter Asked => new(Q, Plan, Outcome);

    public bool IsNarrowed => Asked != new MailFilter();
}

/// <summary>The log of mails.</summary>
public sealed record MailPage(MailFilterForm Form, Page<MailRow> Page, IReadOnlyList<MailPlan> Plans, MailOptions Options)
{
    /// <summary>Those that mail can still be about.</summary>
    public IEnumerable<MailPlan> OpenPlans => Plans.Where(row => !row.Plan.IsFixed);
}

/// <summary>How mail is told of.</summary>
public static class MailText
{
    private const string Date = "d MMMM yyyy";

    /// <summary><c>14 och 3 dagar före sista dagen · sista dagen · 1 och 7 dagar efter</c>.</summary>
    public static string Days(Texts texts, MailOptions options) => Words.Join(
        options.Days.Before.Count == 0 ? null : texts["Mail.DaysBefore", Listed(texts, options.Days.Before.Reverse())].Value,
        texts["Mail.DayItself"],
        options.Days.After.Count == 0 ? null : texts["Mail.DaysAfter", Listed(texts, options.Days.After)].Value);

    /// <summary>That mail rests, and until when.</summary>
    public static string Paused(Texts texts, DateOnly? until) =>
        until is { } day ? texts["Mail.PausedUntil", day.ToString(Date, CultureInfo.CurrentCulture)] : texts["Mail.PausedForNow"];

    /// <summary>What became of a mail, with the reason where it was not sent.</summary>
    public static string Outcome(Texts texts, AuthorityClock clock, MailRow row) => Words.Join(
        texts.Of(row.Outcome),
        row.Fault is { } fault ? texts.Of(fault) : null,
        row.NextAt is { } next ? texts["Mail.NextAt", clock.Local(next)].Value : null,
        row.Attempts > 1 ? texts["Mail.Attempts", row.Attempts].Value : null);

    private static string Listed(Texts texts, IEnumerable<int> days)
    {
        var all = days.ToList();
        return all.Count == 1 ? $"{all[0]}" : texts["Mail.And", string.Join(", ", all[..^1]), all[^1]];
    }
}
