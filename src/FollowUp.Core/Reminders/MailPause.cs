namespace FollowUp.Core.Reminders;

/// <summary>
/// No mail to a person about a plan, or about any; or to nobody about a plan. A plan can be removed while the pause is still there.
/// </summary>
public sealed class MailPause
{
    /// <summary>Stands for every plan, or for everybody.</summary>
    public static readonly Guid All = Guid.Empty;

    private MailPause()
    {
    }

    public MailPause(Guid userId, Guid planId, DateOnly? until) => (UserId, PlanId, Until) = (userId, planId, until);

    /// <summary>Whose; <see cref="All"/> for everybody's.</summary>
    public Guid UserId { get; private set; }

    /// <summary>About what; <see cref="All"/> for everything.</summary>
    public Guid PlanId { get; private set; }

    /// <summary>The last day without mail, in the authority's calendar; null for until further notice.</summary>
    public DateOnly? Until { get; private set; }

    public void Last(DateOnly? until) => Until = until;
}

/// <summary>Which pauses hold. The one place that says so.</summary>
public static class MailPauseDays
{
    public static IQueryable<MailPause> InForceOn(this IQueryable<MailPause> pauses, DateOnly day) =>
        pauses.Where(pause => pause.Until == null || pause.Until >= day);
}
