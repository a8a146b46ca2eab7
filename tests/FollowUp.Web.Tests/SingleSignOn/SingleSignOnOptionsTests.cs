using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace FollowUp.Web.Tests.SingleSignOn;

/// <summary>A setting that cannot be used stops the start with a sentence that names it.</summary>
public sealed class SingleSignOnOptionsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["SingleSignOn:Authority"] = "https://sso.prov.example",
        ["SingleSignOn:ClientId"] = "followup",
        ["SingleSignOn:ClientSecret"] = "hemligt",
        ["SingleSignOn:RoleMappings:0:Value"] = "g",
        ["SingleSignOn:RoleMappings:0:Role"] = "principal",
        ["SingleSignOn:RoleMappings:0:Unit"] = "Skolan",
        ["SingleSignOn:RoleMappings:0:Kind"] = "Deputy",
    };

    [Fact]
    public void Read_Good_HasTheMapping()
    {
        var options = Read();

        Assert.True(options.IsOn);
        Assert.Equal("sso.prov.example", options.DisplayName);
        Assert.Equal(new ExternalGrant(AppRole.Principal, "Skolan", MembershipKind.Deputy), options.RoleMappings.Single().Grant);
    }

    [Fact]
    public void Read_Nothing_IsOff() => Assert.False(SingleSignOnOptions.Read(new ConfigurationBuilder().Build()).IsOn);

    [Theory]
    [InlineData("Authority", "http://sso.prov.example", "https://")]
    [InlineData("ClientId", "", "ClientId is missing")]
    [InlineData("ClientSecret", "", "ClientSecret is missing")]
    [InlineData("ClientSecretFile", "/finns/inte", "which does not exist")]
    [InlineData("RoleMappings:0:Role", "Rektor", "Role is 'Rektor'; it can be Principal, Reviewer, Administrator, Reader.")]
    [InlineData("RoleMappings:0:Kind", "Chef", "Kind is 'Chef'; it can be Head, Deputy, Writer.")]
    [InlineData("RoleMappings:0:Unit", "", "wants a Unit")]
    [InlineData("RoleMappings:0:Role", "Reader", "only the role Principal has one")]
    [InlineData("RoleMappings:0:Value", "", "Value is missing")]
    [InlineData("AllowLocalAccounts", "kanske", "cannot be read")]
    public void Read_OneThingWrong_SaysWhich(string name, string value, string says)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Read(($"SingleSignOn:{name}", value)));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NobodyCouldSignIn_IsRefused() =>
        Assert.Contains("nobody could sign in", Assert.Throws<ConfigurationFault>(() => Read(("SingleSignOn:Authority", ""), ("SingleSignOn:AllowLocalAccounts", "false"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_SecretInAFile_IsTakenFromThere()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "ur-filen\n");
            Assert.Equal("ur-filen", Read(("SingleSignOn:ClientSecretFile", file)).ClientSecret);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Security:TwoFactorRequiredFor:0", "Chef", "TwoFactorRequiredFor has 'Chef'")]
    [InlineData("Security:RememberBrowserDays", "400", "it can be 0 to 90")]
    public void SecondFactor_OneThingWrong_SaysWhich(string name, string value, string says) =>
        Assert.Contains(says, Assert.Throws<ConfigurationFault>(() => SecondFactorOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build())).Message, StringComparison.Ordinal);

    private static SingleSignOnOptions Read(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Good);
        foreach (var (name, value) in changes) settings[name] = value;
        return SingleSignOnOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
