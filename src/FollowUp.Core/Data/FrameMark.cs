namespace FollowUp.Core.Data;

/// <summary>
/// One row, moved by every save that touches what lists and the frame of each page are made of. What a node remembers of it holds as long as the mark stands still, so
/// that a change holds on every node from the next page on.
/// </summary>
public sealed class FrameMark
{
    /// <summary>The key of the one row, which stands in the migration as well.</summary>
    public static readonly Guid OnlyId = new("0197f000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = OnlyId;

    /// <summary>Moves with units, people and what they may, plans, goal areas, activities, and which of them concern whom.</summary>
    public Guid Frame { get; private set; } = Guid.CreateVersion7();

    /// <summary>Moves with the status and the state of notes.</summary>
    public Guid States { get; private set; } = Guid.CreateVersion7();

    public void MoveFrame() => Frame = Guid.CreateVersion7();

    public void MoveStates() => States = Guid.CreateVersion7();
}

/// <summary>Where the mark stood when something was read.</summary>
internal readonly record struct MarkPlace(Guid Frame, Guid States);
