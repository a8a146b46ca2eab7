using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FollowUp.Web.TagHelpers;

/// <summary>
/// <c>&lt;symbols names="completed in-progress" /&gt;</c>: icons of the sprite put into the page itself, for <c>&lt;use href="#completed"&gt;</c>. For a page
/// that is printed from a file, where the sprite is not loaded.
/// </summary>
[HtmlTargetElement("symbols", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class SymbolsTagHelper(IWebHostEnvironment environment) : TagHelper
{
    private static IReadOnlyDictionary<string, string>? _sprite;

    /// <summary>The icons' names, with spaces between.</summary>
    public string Names { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var sprite = _sprite ??= await ReadAsync();
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("hidden", "hidden");
        output.Attributes.SetAttribute("aria-hidden", "true");
        foreach (var name in Names.Split(' ')) output.Content.AppendHtml(sprite[name]);
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        await using var file = environment.WebRootFileProvider.GetFileInfo("icons.svg").CreateReadStream();
        using var reader = new StreamReader(file);
        return Symbol().Matches(await reader.ReadToEndAsync()).ToDictionary(match => match.Groups["id"].Value, match => match.Value);
    }

    [GeneratedRegex("""<symbol id="(?<id>[a-z-]+)".*?</symbol>""", RegexOptions.Singleline)]
    private static partial Regex Symbol();
}
