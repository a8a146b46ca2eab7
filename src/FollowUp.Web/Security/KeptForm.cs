using System.Diagnostics.CodeAnalysis;
using FollowUp.Web.Views.Account;

namespace FollowUp.Web.Security;

/// <summary>
/// What somebody posted after the session had ended. It goes along through the sign-in page, in the page itself, and is posted again by
/// the person who signed in; the server keeps nothing for strangers.
/// </summary>
internal static class KeptForm
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>The fields of a posted form that hold something; none for what is no form, and for forms that are about signing in.</summary>
    public static async Task<List<KeptField>> OfAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Path.StartsWithSegments("/account")) return [];
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files.Count > 0) return [];
        return [.. form.Where(field => field.Key != Token)
            .SelectMany(field => field.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => new KeptField { Name = field.Key, Value = value! }))];
    }

    /// <summary>True where there is something to post again, to an address of this application.</summary>
    public static bool IsKept([NotNullWhen(true)] string? address, IList<KeptField> fields) =>
        fields.Count > 0 && address is ['/', not ('/' or '\\'), ..];
}
