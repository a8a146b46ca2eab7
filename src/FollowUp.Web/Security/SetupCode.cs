using System.Security.Cryptography;
using System.Text;
using FollowUp.Web.Hosting;

namespace FollowUp.Web.Security;

/// <summary>
/// The code with which the first administrator is made. It stands in this process's console and nowhere else, is a new one at each
/// start, and is of no use once an account exists.
/// </summary>
public sealed class SetupCode
{
    private const int Length = 12;

    // Without letters and digits that are mistaken for each other.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly string _code = RandomNumberGenerator.GetString(Alphabet, Length);

    public bool Matches(string? typed) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(_code), Encoding.UTF8.GetBytes((typed ?? "").Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));

    public void Announce(ILogger logger)
    {
        using (logger.BeginScope(new Dictionary<string, object> { [Logging.ConsoleOnly] = true }))
            logger.LogWarning("No account exists yet. Open /account/setup and use this code once: {Code}", string.Join('-', _code.Chunk(4).Select(part => new string(part))));
    }
}
