using FollowUp.Core.Users;
using FollowUp.Web.Hosting;

namespace FollowUp.Web.Security;

/// <summary>Who has to sign in with two factors, and how long a browser is remembered.</summary>
public sealed class SecondFactorOptions
{
    public const string Section = "Security";

    private const int LongestRemembered = 90;

    /// <summary>Roles whose holders must have an app or a passkey.</summary>
    public IReadOnlySet<AppRole> RequiredFor { get; private init; } = new HashSet<AppRole>();

    /// <summary>For how many days a browser need not ask for the code again; 0 to ask each time.</summary>
    public int RememberDays { get; private init; } = 30;

    public static SecondFactorOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var roles = new HashSet<AppRole>();
        foreach (var name in section.GetSection("TwoFactorRequiredFor").Get<string[]>() ?? [])
        {
            if (!Enum.GetNames<AppRole>().Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ConfigurationFault($"{Section}:TwoFactorRequiredFor has '{name}'; it can have {string.Join(", ", Enum.GetNames<AppRole>())}.");
            roles.Add(Enum.Parse<AppRole>(name, ignoreCase: true));
        }

        var days = section["RememberBrowserDays"] is { Length: > 0 } text ? int.TryParse(text, out var read) ? read : -1 : 30;
        return days is >= 0 and <= LongestRemembered
            ? new SecondFactorOptions { RequiredFor = roles, RememberDays = days }
            : throw new ConfigurationFault($"{Section}:RememberBrowserDays is '{section["RememberBrowserDays"]}'; it can be 0 to {LongestRemembered}.");
    }
}
