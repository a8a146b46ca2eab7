namespace FollowUp.Core;

/// <summary>The languages that the interface and a report can be in, each by its tag (BCP 47).</summary>
public static class Languages
{
    public const string Swedish = "sv";
    public const string English = "en";

    public const int TagLength = 10;

    /// <summary>All of them, the default first.</summary>
    public static readonly IReadOnlyList<string> All = [Swedish, English];

    /// <summary>True for one of <see cref="All"/>.</summary>
    public static bool Has(string? tag) => tag is not null && All.Contains(tag);
}
