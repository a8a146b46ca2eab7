using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Audit;

/// <summary>The filter as the address has it.</summary>
public sealed class AuditFilterForm
{
    /// <summary>Words of the acting person's name or address.</summary>
    public string? Q { get; set; }

    /// <summary>The acting person, from a link.</summary>
    public Guid? User { get; set; }

    /// <summary>The thing that was changed, from a link.</summary>
    public Guid? Subject { get; set; }

    public AuditGroup? Group { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public AuditFilter Asked => new() { Person = Q, UserId = User, SubjectId = Subject, Group = Group, From = From, To = To };

    public bool IsNarrowed => Asked != new AuditFilter();
}

/// <summary>The list of what was done.</summary>
public sealed record AuditPage(AuditFilterForm Form, Page<AuditRow> Page);

/// <summary>How an entry is told.</summary>
public static class AuditText
{
    /// <summary>The entry's detail in words; a person's roles, what is delegated and what becomes of an activity are kept by their names in code.</summary>
    public static string Detail(Texts texts, AuditRow row)
    {
        if (row.Action == AuditAction.ContinuationDecided)
            return Enum.TryParse<Continuation>(row.Detail, out var continuation) ? texts.Of(continuation) : texts["Continuation.Undecided"];
        if (row.Action == AuditAction.HistoryPurged && int.TryParse(row.Detail, CultureInfo.InvariantCulture, out var versions)) return texts.Count("Retention.Removed", versions);
        if (row.Group != AuditGroup.Users) return row.Detail;
        return string.Join(", ", row.Detail.Split(", ").Select(part => Enum.TryParse<AppRole>(part, out var role) ? texts.Of(role)
            : Enum.TryParse<DelegationKind>(part, out var kind) ? texts.Of(kind)
            : part));
    }

    /// <summary>Who did it; of a sign-in with an account that does not exist, nobody knows.</summary>
    public static string Who(Texts texts, AuditRow row) => row.User ?? texts[row.Action == AuditAction.SignInFailed ? "Audit.Nobody" : "Audit.System"];

    /// <summary>The page of the thing changed; null where there is none or it may be gone.</summary>
    public static string? Address(AuditRow row) => row.Action switch
    {
        AuditAction.GoalAreaCreated or AuditAction.GoalAreaChanged or AuditAction.GoalAreaClosed or AuditAction.GoalAreaReopened => $"~/goal-areas/{row.SubjectId}/edit",
        _ => row.Group switch
        {
            AuditGroup.Plans => $"~/plans/{row.SubjectId}",
            AuditGroup.Activities => $"~/activities/{row.SubjectId}",
            AuditGroup.Notes => $"~/notes/{row.SubjectId}",
            _ => null,
        },
    };
}
