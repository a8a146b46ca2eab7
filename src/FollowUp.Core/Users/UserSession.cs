namespace FollowUp.Core.Users;

/// <summary>Somebody's sign-in in one browser, until it is ended. Knows no address: when, and with what kind of browser, is enough to know one's own.</summary>
public sealed class UserSession
{
    public const int BrowserLength = 60;

    /// <summary>How long a sign-in that has ended, or that nobody uses, is kept: longer than any cookie can be good.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How often it is noted that a sign-in is in use.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private UserSession()
    {
    }

    /// <param name="id">The key, which the browser's cookie names.</param>
    /// <param name="userId">Who signed in.</param>
    /// <param name="browser">The browser and the system in words, such as <c>Firefox, Windows</c>; empty where it does not say.</param>
    /// <param name="now">UTC.</param>
    public UserSession(Guid id, Guid userId, string browser, DateTime now)
    {
        Id = id;
        UserId = userId;
        Browser = browser.Length > BrowserLength ? browser[..BrowserLength] : browser;
        StartedAt = now;
        SeenAt = Minute(now);
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public string Browser { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>When it was used last (UTC), in whole minutes and some minutes late.</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>When it was ended (UTC), by signing out or by somebody who ended it; null while it can be used.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Notes that it is in use.</summary>
    /// <returns>False where that was noted a moment ago.</returns>
    public bool See(DateTime now)
    {
        if (EndedAt is not null || now - SeenAt < SeenEvery) return false;
        SeenAt = Minute(now);
        return true;
    }

    public void End(DateTime now) => EndedAt ??= now;

    private static DateTime Minute(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Kind);
}
