using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>The language in which a person reads the interface.</summary>
public sealed class LanguageService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Sets one's own language; the same once more changes nothing.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="language">One of <see cref="Languages.All"/>; null to follow the browser.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> ChooseAsync(UserAccess access, string? language, CancellationToken cancel = default)
    {
        if (language is not null && !Languages.Has(language)) return Outcome.Refused("LanguageUnknown", "Language");
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == access.UserId, cancel) is not { } user) return Outcome.NotFound;
        if (user.Language == language) return Outcome.Done;
        user.Speak(language);
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, AuditAction.LanguageChosen, user.Id, user.Name));
        return await db.SaveOrConflictAsync(cancel);
    }
}
