using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.House;

/// <summary>Changes what an authority has chosen for its installation.</summary>
public sealed class HouseService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Saves what is chosen.</summary>
    /// <param name="access">Who asks: an administrator.</param>
    /// <param name="version">The version that the choices were made from; null where nothing had been chosen yet.</param>
    /// <param name="choices">What is chosen.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> ChooseAsync(UserAccess access, Guid? version, HouseChoices choices, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return Outcome.NotFound;
        var refusals = choices.Check(clock.Today);
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        var settings = await FindAsync(cancel);
        if ((settings?.Version ?? Guid.Empty) != (version ?? Guid.Empty)) return Outcome.Conflict;
        return await SaveAsync(access, settings, found => found.Choose(choices, clock.Now), cancel);
    }

    /// <summary>Puts a picture in the head of every page once its content has been checked.</summary>
    public async Task<Outcome> SetLogoAsync(UserAccess access, byte[] file, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return Outcome.NotFound;
        var settings = await FindAsync(cancel);
        var picture = LogoCheck.Read(file);
        return picture.Value is { } read && picture.IsDone
            ? await SaveAsync(access, settings, found => found.SetLogo(read.MediaType, read.Content, clock.Now), cancel)
            : picture;
    }

    /// <summary>Takes the picture away, or puts the one that was taken away back; the same once more changes nothing.</summary>
    public async Task<Outcome> ShowLogoAsync(UserAccess access, bool isShown, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer) || await FindAsync(cancel) is not { Logo: not null } settings) return Outcome.NotFound;
        return settings.LogoRemovedAt is null == isShown
            ? Outcome.Done
            : await SaveAsync(access, settings, found => found.ShowLogo(isShown, clock.Now), cancel);
    }

    private Task<HouseSettings?> FindAsync(CancellationToken cancel) => db.House.SingleOrDefaultAsync(cancel);

    /// <summary>Two first choices at once meet in the key; everything else in the version.</summary>
    private async Task<Outcome> SaveAsync(UserAccess access, HouseSettings? settings, Action<HouseSettings> change, CancellationToken cancel)
    {
        if (settings is null) db.House.Add(settings = new HouseSettings());
        change(settings);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.HouseChanged, settings.Id, ""));
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }
}
