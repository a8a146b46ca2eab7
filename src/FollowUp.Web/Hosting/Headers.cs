namespace FollowUp.Web.Hosting;

/// <summary>Headers that keep a page to itself: nothing inline runs, nothing is loaded from elsewhere, nobody frames it.</summary>
internal static class Headers
{
    /// <summary>The policy of an address that answers with a picture somebody uploaded.</summary>
    public const string Picture = "Picture";

    /// <summary>An SVG opened at its own address is a page: it may style itself, and nothing else, in a place of its own.</summary>
    public static void AddPictureHeaders(this IServiceCollection services) => services.AddSecurityHeaderPolicies().AddPolicy(Picture, headers => headers
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddFrameOptionsDeny()
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddStyleSrc().UnsafeInline();
            policy.AddSandbox();
        }));

    public static void UseHeaders(this WebApplication app) => app.UseSecurityHeaders(new HeaderPolicyCollection()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddFrameOptionsDeny()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddScriptSrc().Self();
            policy.AddStyleSrc().Self();

            // The report's logo stands in the page itself, so that the page can be kept as a file.
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddFormAction().Self();
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().None();
        }));
}
