namespace FollowUp.Web.Hosting;

/// <summary>What the application knows of itself.</summary>
public static class StaticFacts
{
    /// <summary>When it was put on this machine (UTC).</summary>
    public static readonly DateTime BuiltAt = File.GetLastWriteTimeUtc(typeof(StaticFacts).Assembly.Location);
}
