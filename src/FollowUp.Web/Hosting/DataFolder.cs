namespace FollowUp.Web.Hosting;

/// <summary>Where the embedded database and the log files are kept.</summary>
internal sealed record DataFolder(string Path)
{
    private const string Setting = "Data:Folder";

    /// <summary>
    /// <c>Data:Folder</c>; else <c>.data</c> beside the project in Development, and the system's place for application data
    /// otherwise. Never the working directory, which is whatever the service manager says. Made where it does not exist.
    /// </summary>
    public static DataFolder Of(WebApplicationBuilder builder)
    {
        var path = builder.Configuration[Setting] is { Length: > 0 } configured
            ? System.IO.Path.GetFullPath(configured, builder.Environment.ContentRootPath)
            : builder.Environment.IsDevelopment()
                ? System.IO.Path.Combine(builder.Environment.ContentRootPath, ".data")
                : System.IO.Path.Combine(ApplicationData(), "FollowUp");
        Directory.CreateDirectory(path);
        return new DataFolder(path);
    }

    private static string ApplicationData() =>
        Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData) is { Length: > 0 } shared && IsWritable(shared)
            ? shared
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);

    private static bool IsWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(folder, "FollowUp"));
            return true;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
