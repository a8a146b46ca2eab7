using System.Text.RegularExpressions;
using FollowUp.Documents.Markdown;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

public sealed partial class MarkdownTextTests
{
    [Theory]
    [InlineData("Ett stycke.\n\nEtt till.", "<p>Ett stycke.</p>\n<p>Ett till.</p>")]
    [InlineData("Rad ett\nrad två", "<p>Rad ett<br />\nrad två</p>")]
    [InlineData("Det är **viktigt**.", "<p>Det är <strong>viktigt</strong>.</p>")]
    [InlineData("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>")]
    [InlineData("1. ett\n2. två", "<ol>\n<li>ett</li>\n<li>två</li>\n</ol>")]
    [InlineData("3. tre\n4. fyra", "<ol start=\"3\">\n<li>tre</li>\n<li>fyra</li>\n</ol>")]
    [InlineData("Vi gjorde:\n- ett", "<p>Vi gjorde:</p>\n<ul>\n<li>ett</li>\n</ul>")]
    public void ToHtml_WhatPeopleWrite_IsShown(string text, string html) => Assert.Equal(html, MarkdownText.ToHtml(text));

    [Theory]
    [InlineData("[Skolverket](https://www.skolverket.se)", "https://www.skolverket.se")]
    [InlineData("[Äldre sida](http://example.se/å?a=1&b=2)", "http://example.se/%C3%A5?a=1&amp;b=2")]
    [InlineData("[Skriv](mailto:rektor@example.se)", "mailto:rektor@example.se")]
    [InlineData("Se https://www.skolverket.se/x.", "https://www.skolverket.se/x")]
    public void ToHtml_SafeLink_CanBeFollowed(string text, string address) =>
        Assert.Contains($"<a href=\"{address}\" rel=\"noopener noreferrer\">", MarkdownText.ToHtml(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("# Rubrik")]
    [InlineData("Rubrik\n======")]
    [InlineData("Rubrik\n---")]
    [InlineData("![bild](https://example.se/spion.gif)")]
    [InlineData("`kod` och ~~struket~~")]
    [InlineData("```\nkod\n```")]
    [InlineData("    indraget")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("> citat")]
    [InlineData("***")]
    [InlineData("*ett ord* och _ett till_")]
    [InlineData("[1]: skolans egen sida")]
    [InlineData("- - -\nrad")]
    [InlineData("[ ] att göra")]
    [InlineData("5 < 6 & 7 > 6 &nbsp; &amp;")]
    [InlineData("<b>fet</b>")]
    [InlineData("<!-- dolt -->")]
    public void ToHtml_OtherMarkup_StandsAsTyped(string text)
    {
        var html = MarkdownText.ToHtml(text);

        Assert.DoesNotMatch("<(?!/?p>|br />)", html);
        var shown = System.Net.WebUtility.HtmlDecode(Tag().Replace(html, ""));
        Assert.Equal(text.Trim(), shown);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x]( javascript:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](java&#115;cript:alert(1))")]
    [InlineData("[x](&#x6a;avascript:alert(1))")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//example.se/spion)")]
    [InlineData("[x](/account/logout)")]
    [InlineData("[x](\\\\server\\share)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<https://example.se/x>alert")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<iframe src=https://example.se></iframe>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<div style=\"position:fixed\">")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x\"onerror=\"alert(1)](https://example.se/x)")]
    [InlineData("[x](https://example.se/\"onmouseover=\"alert(1))")]
    [InlineData("[x](https://example.se 'a\" onmouseover=\"alert(1)')")]
    [InlineData("[![x](javascript:alert(1))](https://example.se)")]
    [InlineData("[a](https://example.se/[b](javascript:alert(1)))")]
    [InlineData("ftp://example.se tel:0701234567 javascript:alert(1) www.example.se\"onclick=alert(1)")]
    [InlineData("x{onclick=alert(1)}")]
    [InlineData("- <script>\n1. </script>")]
    public void ToHtml_Attack_LeavesOnlyHarmlessTags(string text)
    {
        foreach (Match tag in Tag().Matches(MarkdownText.ToHtml(text)))
        {
            Assert.Matches("""^<(/?(p|ul|ol|li|strong|a)|br /|ol start="[0-9]{1,9}"|a href="(https?://|mailto:)[^"<>\s]*" rel="noopener noreferrer")>$""", tag.Value);
            Assert.DoesNotContain("<a href=\"javascript", tag.Value, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("[")]
    [InlineData("**a ")]
    [InlineData("[a](")]
    [InlineData("![")]
    public void ToHtml_NestedWithoutEnd_IsShownAllTheSame(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));

        Assert.NotEqual("", MarkdownText.ToHtml(text));
    }

    [Fact]
    public void ToHtml_NothingTyped_IsNothing()
    {
        Assert.Equal("", MarkdownText.ToHtml(null));
        Assert.Equal("", MarkdownText.ToHtml(" \n "));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
