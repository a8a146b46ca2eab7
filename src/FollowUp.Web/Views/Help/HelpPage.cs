using FollowUp.Documents.Markdown;

namespace FollowUp.Web.Views.Help;

/// <summary>The handbook as it lies in the application.</summary>
public static class HelpPage
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(HelpPage).Assembly.GetManifestResourceStream("handbok.md")!);
        return reader.ReadToEnd();
    });

    /// <param name="pictures">The address of the folder with its pictures.</param>
    public static Handbook Of(string pictures) => Handbook.Read(Text.Value, pictures);
}
