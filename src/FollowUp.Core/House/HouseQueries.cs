using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.House;

/// <summary>Reads what an authority has chosen for its installation.</summary>
public sealed class HouseQueries(FollowUpDbContext db)
{
    /// <summary>The choices, without the picture; those of an installation in which nothing is chosen where there are none.</summary>
    public async Task<HouseFacts> ReadAsync(CancellationToken cancel = default)
    {
        var authority = await db.Units.AsNoTracking().Where(unit => unit.ParentId == null).Select(unit => unit.Name).FirstOrDefaultAsync(cancel) ?? "";
        var facts = await db.House.AsNoTracking()
            .Select(house => new HouseFacts
            {
                Accent = house.Accent,
                NotStarted = house.NotStarted,
                InProgress = house.InProgress,
                Completed = house.Completed,
                NotCarriedOut = house.NotCarriedOut,
                ReportTitle = house.ReportTitle,
                AccessibilityContact = house.AccessibilityContact,
                SupervisorAddress = house.SupervisorAddress,
                DataProtectionAddress = house.DataProtectionAddress,
                Shortcomings = house.Shortcomings,
                AssessedOn = house.AssessedOn,
                HistoryMonths = house.HistoryMonths,
                HasLogo = house.Logo != null && house.LogoRemovedAt == null,
                ChangedAt = house.ChangedAt,
                Version = house.Version,
            })
            .SingleOrDefaultAsync(cancel) ?? new HouseFacts();
        return facts with { AuthorityName = authority };
    }

    /// <summary>The picture in the head of every page; null where there is none.</summary>
    public async Task<HouseLogo?> LogoAsync(CancellationToken cancel = default) => await db.House.AsNoTracking()
        .Where(house => house.Logo != null && house.LogoRemovedAt == null)
        .Select(house => new HouseLogo(house.LogoMediaType, house.Logo!))
        .SingleOrDefaultAsync(cancel);
}

public sealed record HouseLogo(string MediaType, byte[] Content);

/// <summary>What an authority has chosen. What is said of <see cref="HouseSettings"/>' members holds here too.</summary>
public sealed record HouseFacts
{
    public string AuthorityName { get; init; } = "";

    public string Accent { get; init; } = "";

    public string NotStarted { get; init; } = "";

    public string InProgress { get; init; } = "";

    public string Completed { get; init; } = "";

    public string NotCarriedOut { get; init; } = "";

    public string ReportTitle { get; init; } = "";

    public string AccessibilityContact { get; init; } = "";

    public string SupervisorAddress { get; init; } = "";

    public string DataProtectionAddress { get; init; } = "";

    public string Shortcomings { get; init; } = "";

    public DateOnly? AssessedOn { get; init; }

    public int? HistoryMonths { get; init; }

    public bool HasLogo { get; init; }

    public DateTime? ChangedAt { get; init; }

    /// <summary>Null where nothing has been chosen.</summary>
    public Guid? Version { get; init; }
}
