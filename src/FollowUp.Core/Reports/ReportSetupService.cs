using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>
/// Chooses what a plan's report holds and how it looks. Every change moves the plan's version too, so that a report that is being fixed meanwhile
/// is not kept as it no longer is.
/// </summary>
public sealed class ReportSetupService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Saves what is chosen; the same choices once more, as by a double click, change nothing.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="version">The version that the choices were made from; null or empty where nothing had been chosen yet.</param>
    /// <param name="choices">What is chosen.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> ChooseAsync(
        UserAccess access, Guid planId, Guid? version, ReportChoices choices, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindPlanAsync(planId, cancel) is not { } plan) return Outcome.NotFound;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var refusals = await CheckAsync(choices, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var setup = await FindSetupAsync(planId, cancel);
        if (IsChosen(plan, setup, choices)) return Outcome.Done;
        if ((setup?.Version ?? Guid.Empty) != (version ?? Guid.Empty)) return Outcome.Conflict;
        if (choices.TitleBefore is { } before && TypedText.CleanLine(before) != plan.ReportTitle) return Outcome.Conflict;

        if (setup is null) db.ReportSetups.Add(setup = new ReportSetup(planId));
        setup.Choose(choices);
        plan.Retitle(choices.Title, choices.Language);
        var outcome = await SaveAsync(access, plan, cancel);
        return outcome.IsConflict && await FindPlanAsync(planId, cancel) is { } now && IsChosen(now, await FindSetupAsync(planId, cancel), choices)
            ? Outcome.Done
            : outcome;
    }

    /// <summary>Puts a picture on the cover once its content has been checked, or changes the text of the one there is.</summary>
    public async Task<Outcome> SetLogoAsync(UserAccess access, Guid planId, LogoUpload upload, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindPlanAsync(planId, cancel) is not { } plan) return Outcome.NotFound;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var logo = await FindLogoAsync(planId, cancel);
        var picture = upload.File.Length == 0 && logo is { RemovedAt: null }
            ? new CheckedLogo(logo.MediaType, logo.Content)
            : LogoCheck.Read(upload.File);
        var refusals = picture.Refusals.ToList();
        refusals.Require(upload.Text, LogoFile.TextLength, "LogoTextMissing", nameof(upload.Text));
        if (picture.Value is not { } read || refusals.Count > 0) return Outcome.Refused(refusals);

        if (logo is null) db.ReportLogos.Add(logo = new LogoFile(planId, read.MediaType, read.Content, upload.Text));
        else logo.Change(read.MediaType, read.Content, upload.Text);
        plan.Touch();
        var outcome = await SaveAsync(access, plan, cancel);
        return outcome.IsConflict && await FindLogoAsync(planId, cancel) is { RemovedAt: null } now
            && now.Text == TypedText.CleanLine(upload.Text) && now.Content.AsSpan().SequenceEqual(read.Content)
            ? Outcome.Done
            : outcome;
    }

    /// <summary>Takes the picture off the cover; it is kept, so that this can be undone.</summary>
    public Task<Outcome> RemoveLogoAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        ChangeLogoAsync(access, planId, logo => logo.Remove(clock.Now), cancel);

    /// <summary>Puts the picture that was removed last back on the cover.</summary>
    public Task<Outcome> RestoreLogoAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        ChangeLogoAsync(access, planId, logo => logo.Restore(), cancel);

    private async Task<Outcome> ChangeLogoAsync(UserAccess access, Guid planId, Action<LogoFile> change, CancellationToken cancel)
    {
        if (!access.May(Permission.PlanActivities) || await FindPlanAsync(planId, cancel) is not { } plan) return Outcome.NotFound;
        if (await FindLogoAsync(planId, cancel) is not { } logo) return Outcome.NotFound;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var before = logo.RemovedAt;
        change(logo);
        if (logo.RemovedAt == before) return Outcome.Done;
        plan.Touch();
        return await SaveAsync(access, plan, cancel);
    }

    private async Task<List<Refusal>> CheckAsync(ReportChoices choices, CancellationToken cancel)
    {
        var refusals = choices.Check().ToList();
        if (choices.UnitId is { } unitId && !await db.Units.AnyAsync(unit => unit.Id == unitId, cancel))
            refusals.Add(new Refusal("ReportUnitGone", nameof(choices.UnitId)));
        return refusals;
    }

    private static bool IsChosen(Plan plan, ReportSetup? setup, ReportChoices choices) =>
        setup is not null && setup.Holds(choices) && plan.ReportTitle == TypedText.CleanLine(choices.Title) && plan.Language == choices.Language;

    private Task<Plan?> FindPlanAsync(Guid id, CancellationToken cancel) => db.Plans.SingleOrDefaultAsync(plan => plan.Id == id, cancel);

    private Task<ReportSetup?> FindSetupAsync(Guid planId, CancellationToken cancel) =>
        db.ReportSetups.SingleOrDefaultAsync(setup => setup.PlanId == planId, cancel);

    private Task<LogoFile?> FindLogoAsync(Guid planId, CancellationToken cancel) =>
        db.ReportLogos.SingleOrDefaultAsync(logo => logo.PlanId == planId, cancel);

    /// <summary>Two first choices at once meet in the key; everything else in a version.</summary>
    private async Task<Outcome> SaveAsync(UserAccess access, Plan plan, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ReportSetupChanged, plan.Id, $"{plan.Year} {plan.Name}".TrimEnd()));
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

/// <summary>A picture for the cover as it came in.</summary>
/// <param name="File">The file's content; empty to keep the picture there is and change its text. What kind it is shows in it, so no name is asked for.</param>
/// <param name="Text">What it shows, for those who do not see it.</param>
public sealed record LogoUpload(byte[] File, string Text);
