using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;

namespace FollowUp.Web.Security;

/// <summary>Sign-in through the authority's own OpenID Connect provider: Entra ID, AD FS or another. Off without <see cref="Authority"/>.</summary>
public sealed class SingleSignOnOptions
{
    public const string Section = "SingleSignOn";

    /// <summary>The provider's address, such as <c>https://login.microsoftonline.com/…/v2.0</c>.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>From the environment or user secrets; never in a file of the repository.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A file with the secret, as container hosts and systemd hand them over.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>What the button calls the provider: <em>Logga in med …</em>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Beyond <c>openid</c>; empty for <c>profile</c> and <c>email</c>.</summary>
    public IList<string> Scopes { get; } = [];

    public string NameClaim { get; set; } = "name";

    public string EmailClaim { get; set; } = "email";

    /// <summary>True where every address that the provider gives is the person's own, though it does not say <c>email_verified</c>.</summary>
    public bool EmailsAreVerified { get; set; }

    /// <summary>Asks the provider's user-info address too, where the identity token does not hold the claims.</summary>
    public bool ReadUserInfo { get; set; }

    public IList<RoleMapping> RoleMappings { get; } = [];

    /// <summary>True to put roles and units to what the mappings give at each sign-in; false where an administrator gives them.</summary>
    public bool TakeRights { get; set; }

    /// <summary>True where the provider asks for two factors itself: nobody is asked for another here.</summary>
    public bool TrustSecondFactor { get; set; }

    /// <summary>False to let nobody in by a password or a passkey of FollowUp, but <see cref="BreakGlassAccount"/>.</summary>
    public bool AllowLocalAccounts { get; set; } = true;

    /// <summary>The e-mail address of the account that gets in when the provider does not answer.</summary>
    public string BreakGlassAccount { get; set; } = "";

    public bool IsOn => Authority.Length > 0;

    /// <summary>What the button calls the provider, where nothing is chosen its host.</summary>
    public string DisplayName => Name.Length > 0 ? Name : new Uri(Authority).Host;

    /// <summary>True where this account may use a password or a passkey.</summary>
    public bool AllowsLocally(string? email) => AllowLocalAccounts || IsBreakGlass(email);

    public bool IsBreakGlass(string? email) =>
        BreakGlassAccount.Length > 0 && string.Equals(email?.Trim(), BreakGlassAccount.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>What the audit calls a sign-in with an account of FollowUp.</summary>
    public AuditAction DoneLocally(string? email, AuditAction usual = AuditAction.SignedIn) => !AllowLocalAccounts && IsBreakGlass(email) ? AuditAction.BreakGlassUsed : usual;

    /// <summary>The options as configured, or the first thing that is wrong with them in a sentence.</summary>
    public static SingleSignOnOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        SingleSignOnOptions options;
        try
        {
            options = section.Get<SingleSignOnOptions>() ?? new SingleSignOnOptions();
        }
        catch (InvalidOperationException fault)
        {
            // Which value it is stands in the message; a secret is no number or choice, so that it cannot be that.
            throw new ConfigurationFault($"{Section} cannot be read: {fault.Message}");
        }

        options.ReadSecret();
        return options.Fault() is { } sentence ? throw new ConfigurationFault(sentence) : options;
    }

    private void ReadSecret()
    {
        if (ClientSecretFile.Length == 0) return;
        if (!File.Exists(ClientSecretFile)) throw new ConfigurationFault($"{Section}:ClientSecretFile is '{ClientSecretFile}', which does not exist.");
        ClientSecret = File.ReadAllText(ClientSecretFile).Trim();
    }

    private string? Fault()
    {
        if (!IsOn) return AllowLocalAccounts ? null : $"{Section}:AllowLocalAccounts is false, but {Section}:Authority names no provider: nobody could sign in.";
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return $"{Section}:Authority is '{Authority}'; it must be an address that begins with https://.";
        if (ClientId.Length == 0) return $"{Section}:ClientId is missing: it is what the provider calls FollowUp.";
        if (ClientSecret.Length == 0) return $"{Section}:ClientSecret is missing. Give it in the environment (SingleSignOn__ClientSecret) or in a file (ClientSecretFile).";
        if (TakeRights && RoleMappings.Count == 0) return $"{Section}:TakeRights is true, but there are no RoleMappings: nobody would have any rights.";
        return RoleMappings.Index().Select(mapping => mapping.Item.Fault($"{Section}:RoleMappings:{mapping.Index}")).FirstOrDefault(fault => fault is not null);
    }
}

/// <summary>What a claim gives: whoever has it with this value gets the role, and as a principal a place at a unit.</summary>
public sealed class RoleMapping
{
    /// <summary>The claim, such as <c>groups</c> or <c>roles</c>.</summary>
    public string Claim { get; set; } = "groups";

    public string Value { get; set; } = "";

    public string Role { get; set; } = "";

    /// <summary>A unit's name, or its key where several have the name.</summary>
    public string Unit { get; set; } = "";

    /// <summary><c>Head</c>, <c>Deputy</c> or <c>Writer</c>.</summary>
    public string Kind { get; set; } = nameof(MembershipKind.Head);

    public ExternalGrant Grant => new(Enum.Parse<AppRole>(Role, ignoreCase: true), Unit.Length > 0 ? Unit : null, Enum.Parse<MembershipKind>(Kind, ignoreCase: true));

    internal string? Fault(string place)
    {
        if (Claim.Length == 0) return $"{place}:Claim is missing: the name of a claim, such as groups.";
        if (Value.Length == 0) return $"{place}:Value is missing: the value of {Claim} that gives the role.";
        if (!Choice<AppRole>(Role)) return $"{place}:Role is '{Role}'; it can be {Choices<AppRole>()}.";
        if (!Choice<MembershipKind>(Kind)) return $"{place}:Kind is '{Kind}'; it can be {Choices<MembershipKind>()}.";
        var isPrincipal = Grant.Role == AppRole.Principal;
        if (isPrincipal && Unit.Length == 0) return $"{place} gives the role Principal, which wants a Unit: the name of a unit.";
        return !isPrincipal && Unit.Length > 0 ? $"{place} names a Unit, but only the role Principal has one." : null;
    }

    private static bool Choice<T>(string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Choices<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
