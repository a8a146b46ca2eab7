namespace FollowUp.Testing;

/// <summary>The files of the project, for tests that read them.</summary>
public static class SourceTree
{
    /// <summary>The folder that holds <c>FollowUp.sln</c>.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The files below a folder whose names match, build output left out; paths from <see cref="Root"/>, with <c>/</c>.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or ".data"))
            .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "FollowUp.sln"))) return at.FullName;
        }

        throw new InvalidOperationException($"No FollowUp.sln above {folder}.");
    }
}
