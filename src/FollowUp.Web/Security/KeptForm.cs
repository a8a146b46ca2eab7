using System.Diagnostics.CodeAnalysis;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Diagnostics;

namespace FollowUp.Web.Security;

/// <summary>
/// What somebody posted after the session had ended. It goes along through the sign-in page, in the page itself, and is posted again by
/// the person who signed in; the server keeps nothing for strangers.
/// </summary>
internal static class KeptForm
{
    /// <summary>The field in which a form of text says whose it is.</summary>
    public const string Writer = "Writer";

    private const string Token = "__RequestVerificationToken";

    /// <summary>
    /// The fields of a posted form that hold something; none for what is no form, for forms that are about signing in, and for those that another site sent: they would
    /// be posted again with a token of ours.
    /// </summary>
    public static async Task<List<KeptField>> OfAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || Posted(request).StartsWithSegments("/account") || !IsOwn(request)) return [];
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files.Count > 0) return [];
        return [.. form.Where(field => field.Key != Token)
            .SelectMany(field => field.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => new KeptField { Name = field.Key, Value = value! }))];
    }

    /// <summary>True where there is something to post again, to an address of this application.</summary>
    public static bool IsKept([NotNullWhen(true)] string? address, IList<KeptField> fields) =>
        fields.Count > 0 && address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl);

    /// <summary>True where the text was written by somebody else than the person who signed in now: it is not theirs to see.</summary>
    public static bool IsOthers(IList<KeptField> fields, Guid userId) =>
        fields.FirstOrDefault(field => field.Name == Writer) is { } writer && writer.Value != userId.ToString();

    /// <summary>Where the form was posted to, on an error page too.</summary>
    private static PathString Posted(HttpRequest request) =>
        request.HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? request.HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? request.Path.Value;

    /// <summary>True for a form on a page of ours.</summary>
    public static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site == "same-origin"
        : request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
