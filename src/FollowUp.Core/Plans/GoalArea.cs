namespace FollowUp.Core.Plans;

/// <summary>A prioritised goal (målområde) under which activities stand.</summary>
public sealed class GoalArea
{
    public const int NameLength = 200;

    private GoalArea()
    {
    }

    public GoalArea(Guid id, string name, int position)
    {
        Id = id;
        Change(name, position);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Its place among the goal areas, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>When it was taken out of use (UTC); activities that have it keep it.</summary>
    public DateTime? ClosedAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public void Change(string name, int position)
    {
        Name = TypedText.CleanLine(name);
        Position = position;
        Touch();
    }

    public void Close(DateTime now)
    {
        ClosedAt ??= now;
        Touch();
    }

    public void Reopen()
    {
        ClosedAt = null;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();
}
