namespace FollowUp.Documents;

/// <summary>A place for what is too large for the memory while it is made.</summary>
public static class TemporaryFile
{
    /// <summary>An empty file to write and read, which the system makes readable by this account alone and which is gone when it is closed. Of a killed process it stays in the temporary folder.</summary>
    public static FileStream Open() => new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
