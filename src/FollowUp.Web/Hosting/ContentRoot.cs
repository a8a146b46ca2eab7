namespace FollowUp.Web.Hosting;

/// <summary>Where the application's own files are: settings and what is served as it is.</summary>
internal static class ContentRoot
{
    private const string Files = "wwwroot";

    /// <summary>
    /// The folder of the program when it has been published, whatever the working directory is; null, which leaves it to the
    /// host, when it runs from its project.
    /// </summary>
    public static string? Find() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, Files)) ? AppContext.BaseDirectory : null;
}
