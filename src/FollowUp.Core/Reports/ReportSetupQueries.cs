using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads what is chosen for a plan's report and what there is to choose from.</summary>
public sealed class ReportSetupQueries(FollowUpDbContext db)
{
    /// <summary>What is chosen now, or what holds until somebody chooses; null where it is not this person's to choose.</summary>
    public async Task<ReportSetupDetails?> ReadAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var found = await db.Plans.AsNoTracking().Where(plan => plan.Id == planId)
            .Select(plan => new
            {
                Plan = new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null),
                plan.ReportTitle,
                plan.Language,
                Logo = db.ReportLogos.Where(logo => logo.PlanId == plan.Id && logo.RemovedAt == null)
                    .Select(logo => new ReportLogoFacts(logo.MediaType, logo.Text)).FirstOrDefault(),
                HasGoalAreas = db.Activities.Any(activity => activity.PlanId == plan.Id && activity.DroppedAt == null && activity.GoalAreaId != null),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null) return null;

        var saved = await db.ReportSetups.AsNoTracking().SingleOrDefaultAsync(setup => setup.PlanId == planId, cancel);
        var setup = saved ?? new ReportSetup(planId);
        var tree = await UnitTree.ReadAsync(db, cancel);
        return new ReportSetupDetails
        {
            Plan = found.Plan,
            Title = found.ReportTitle,
            Language = found.Language,
            Version = saved?.Version ?? Guid.Empty,
            UnitId = setup.UnitId,
            SchoolForm = setup.SchoolForm,
            HasUnitNotes = setup.HasUnitNotes,
            Order = setup.Order,
            RegistryNumber = setup.RegistryNumber,
            Foreword = setup.Foreword,
            Closing = setup.Closing,
            Signatures = setup.Signatures,
            AuthorityName = tree.Authority?.Name ?? "",
            Units = [.. tree.Rows.Where(row => row.Depth > 0).Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth - 1, row.Unit.IsClosed))],
            SchoolForms = [.. tree.Rows.Select(row => row.Unit.SchoolForm).Append(setup.SchoolForm).OfType<SchoolForm>().Distinct().Order()],
            HasGoalAreas = found.HasGoalAreas,
            Logo = found.Logo,
        };
    }

    /// <summary>The picture on the cover, for those who may read the report; null for others and where there is none.</summary>
    public Task<ReportLogo?> LogoAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        var plans = db.Plans.WithReportFor(access, db).Where(plan => plan.Id == planId);
        return db.ReportLogos.AsNoTracking()
            .Where(logo => logo.RemovedAt == null && plans.Any(plan => plan.Id == logo.PlanId))
            .Select(logo => new ReportLogo(logo.MediaType, logo.Content, logo.Text))
            .SingleOrDefaultAsync(cancel);
    }
}

/// <summary>What is chosen for a plan's report, and what there is to choose from.</summary>
public sealed record ReportSetupDetails
{
    public required PlanLabel Plan { get; init; }

    /// <summary>The printed title.</summary>
    public required string Title { get; init; }

    /// <summary>The language that the report is written in.</summary>
    public required string Language { get; init; }

    /// <summary>Empty where nothing has been chosen yet.</summary>
    public required Guid Version { get; init; }

    public required Guid? UnitId { get; init; }

    public required SchoolForm? SchoolForm { get; init; }

    public required bool HasUnitNotes { get; init; }

    public required ReportOrder Order { get; init; }

    public required string RegistryNumber { get; init; }

    /// <summary>Markdown.</summary>
    public required string Foreword { get; init; }

    /// <summary>Markdown.</summary>
    public required string Closing { get; init; }

    /// <summary>A signature a line.</summary>
    public required string Signatures { get; init; }

    public required string AuthorityName { get; init; }

    /// <summary>Every unit below the authority, the closed ones too since a year's report may concern them; depth 0 for those just below.</summary>
    public required IReadOnlyList<UnitOption> Units { get; init; }

    /// <summary>The school forms that have units, and the chosen one.</summary>
    public required IReadOnlyList<SchoolForm> SchoolForms { get; init; }

    /// <summary>Whether any activity has a goal area to order by.</summary>
    public required bool HasGoalAreas { get; init; }

    /// <summary>The picture on the cover; null where there is none.</summary>
    public required ReportLogoFacts? Logo { get; init; }
}

/// <summary>What there is to say about the picture on the cover without loading it.</summary>
public sealed record ReportLogoFacts(string MediaType, string Text);
