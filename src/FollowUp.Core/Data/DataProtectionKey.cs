namespace FollowUp.Core.Data;

/// <summary>A key that protects cookies and links. Kept in the database, so that sessions survive a restart and hold on every node.</summary>
public sealed class DataProtectionKey
{
    private DataProtectionKey()
    {
    }

    public DataProtectionKey(string name, string xml)
    {
        Name = name;
        Xml = xml;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";
}
