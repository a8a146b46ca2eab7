using FollowUp.Core;
using FollowUp.Core.Notes;

namespace FollowUp.Web.Tests.Resources;

/// <summary>What the compiler makes of a view, with words in each place where they can stand.</summary>
public sealed class Views_Sample
{
    private readonly List<string> _written = [];

    public Dictionary<string, string> ViewData { get; } = [];

    public void Execute(string name)
    {
        ViewData["Title"] = "Begin again";
        WriteLiteral("<nav");
        BeginWriteAttribute("aria-label");
        WriteAttributeValue("", "Number of rows:");
        WriteAttributeValue(" ", name);
        WriteLiteral("><p class=\"hint\">");
        Write(name);
        WriteLiteral(" · 12</p>");
        WriteLiteral("<p title=\"Close\">FollowUp</p><input type=\"submit\" value=\"Send\"><input type=\"hidden\" value=\"Secret\">");
        Write("Written");
        Action later = () => WriteLiteral("<p>In a lambda</p>");
        later();
    }

    private void WriteLiteral(string text) => _written.Add(text);

    private void Write(string text) => _written.Add(text);

    private void BeginWriteAttribute(string name) => _written.Add(name);

    private void WriteAttributeValue(string before, string value) => _written.Add(before + value);
}

/// <summary>Refuses in every way that the service layer does.</summary>
public static class RefusingSample
{
    public static string Name => "";

    public static Outcome First() => Outcome.Refused("FirstReason", nameof(Name));

    public static Outcome OfState(NoteState state) => Outcome.Refused($"State{state}");

    public static List<Refusal> Others(bool isThird)
    {
        Func<Refusal> later = () => new Refusal("LambdaReason");
        return [new Refusal(isThird ? "ThirdReason" : "OtherReason", "Name"), later()];
    }
}
