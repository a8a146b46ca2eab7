using System.Security.Cryptography;
using System.Text;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>
/// A link by which anybody who has it can read a fixed report, for a period. Only a hash of its secret is kept, so that nobody can read a valid link
/// out of the database.
/// </summary>
public sealed class ReportShare
{
    /// <summary>Longest period, both days included.</summary>
    public const int MaxDays = 366;

    public const int HashLength = 64;

    private ReportShare()
    {
    }

    public ReportShare(Guid id, Guid fixedReportId, string secretHash, DateOnly lastDay, Guid sharedById, DateTime sharedAt)
    {
        Id = id;
        FixedReportId = fixedReportId;
        SecretHash = secretHash;
        LastDay = lastDay;
        SharedById = sharedById;
        SharedAt = sharedAt;
    }

    public Guid Id { get; private set; }

    public Guid FixedReportId { get; private set; }

    public FixedReport FixedReport { get; private set; } = null!;

    /// <summary>The SHA-256 of the secret in the link, hexadecimal.</summary>
    public string SecretHash { get; private set; } = "";

    /// <summary>The last day on which the link works, itself included.</summary>
    public DateOnly LastDay { get; private set; }

    public Guid SharedById { get; private set; }

    public AppUser SharedBy { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime SharedAt { get; private set; }

    /// <summary>When somebody ended it before its last day (UTC); null where nobody did.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>What is kept of a link's secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public bool WorksOn(DateOnly today) => EndedAt is null && LastDay >= today;

    public void End(DateTime now) => EndedAt ??= now;
}
