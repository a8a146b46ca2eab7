namespace FollowUp.Web.Hosting;

/// <summary>Headers that keep a page to itself: nothing inline runs, nothing is loaded from elsewhere, nobody frames it.</summary>
internal static class Headers
{
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
