using FollowUp.Testing;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>No address that is handed over leads to another site.</summary>
public sealed class RedirectTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static TheoryData<string> Elsewhere =>
    [
        "https://evil.example/", "http:evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\t/evil.example", "/\n/evil.example",
        "javascript:alert(1)", "data:text/html,x", "evil.example", "@evil.example", "~//evil.example", "~/\\evil.example", "%2F%2Fevil.example", "/%0d%0aLocation:https://evil.example",
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task ReturnAddress_Elsewhere_StaysHere(string address)
    {
        var visitor = _app.Visit();
        await visitor.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(address)}");
        IsHere("/account/login", await PostAsync(visitor, "/account/login", ("Email", _app.Sample.Head.Email!), ("Password", SampleAuthority.Password), ("ReturnUrl", address)));
        foreach (var page in new[] { "/account/login", "/account/security/required" })
        {
            using var answer = await visitor.Client.GetAsync($"{page}?returnUrl={Uri.EscapeDataString(address)}");
            IsHere(page, answer.Headers.Location);
        }

        await visitor.OpenAsync("/account/language");
        foreach (var form in new[] { "/account/security/go-on", "/account/language", "/account/continue" })
            IsHere(form, await PostAsync(visitor, form, ("ReturnUrl", address)));
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void KeptForm_AddressElsewhere_IsNotKept(string address)
    {
        // A percent sign is read by the server alone, and names a page here.
        if (address.StartsWith("/%", StringComparison.Ordinal)) return;
        Assert.False(KeptForm.IsKept(address, [new KeptField { Name = "FollowUp", Value = "Text" }]));
    }

    private static async Task<Uri?> PostAsync(Visitor visitor, string address, params (string Name, string Value)[] fields)
    {
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        using var answer = await visitor.Client.PostAsync(address, form);
        return answer.Headers.Location;
    }

    private static void IsHere(string from, Uri? to)
    {
        var address = to?.OriginalString ?? "/";
        Assert.True(address is "/" or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl), $"{from} led to {address}");
    }
}
