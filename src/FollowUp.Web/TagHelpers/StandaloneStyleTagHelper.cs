using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;standalone-style href="css/report.css" /&gt;</c>: a stylesheet and its fonts put into the page itself, with a content security policy that
/// lets nothing be loaded and nothing run. For a page that is kept or printed as a file, where no server sends the policy.
/// </summary>
[HtmlTargetElement("standalone-style", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class StandaloneStyleTagHelper(IWebHostEnvironment environment) : TagHelper
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The stylesheet below wwwroot.</summary>
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n<style>\n{await ReadAsync()}\n</style>");
    }

    private async Task<string> ReadAsync()
    {
        using var reader = new StreamReader(Open(Href));
        var style = await reader.ReadToEndAsync();
        foreach (var address in Font().Matches(style).Select(match => match.Groups["path"].Value).Distinct())
        {
            await using var font = Open(address);
            using var content = new MemoryStream();
            await font.CopyToAsync(content);
            style = style.Replace($"\"../{address}\"", $"\"data:font/woff2;base64,{Convert.ToBase64String(content.ToArray())}\"", StringComparison.Ordinal);
        }

        return style;
    }

    private Stream Open(string path) => environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream();

    [GeneratedRegex("""url\("\.\./(?<path>fonts/[a-z0-9-]+\.woff2)"\)""")]
    private static partial Regex Font();
}
