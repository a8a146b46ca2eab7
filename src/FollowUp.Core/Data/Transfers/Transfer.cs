namespace FollowUp.Core.Data.Transfers;

/// <summary>How far the copying of another database into this one has come; kept in the same save as the rows, so that it can go on where it was cut off.</summary>
public sealed class Transfer
{
    public const int SourceLength = 400;
    public const int StepLength = 200;
    public const int AfterLength = 4_000;

    private Transfer()
    {
    }

    /// <param name="source">Where the rows come from, without secrets.</param>
    /// <param name="now">UTC.</param>
    public Transfer(string source, DateTime now)
    {
        Source = source.Length <= SourceLength ? source : source[^SourceLength..];
        StartedAt = now;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Source { get; private set; } = "";

    public DateTime StartedAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    /// <summary>What is being done; empty before the first step.</summary>
    public string Step { get; private set; } = "";

    /// <summary>The key of the last row that was dealt with in the step; empty at its beginning.</summary>
    public string After { get; private set; } = "";

    /// <summary>Rows dealt with in the step.</summary>
    public long Rows { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public void Begin(string step) => Move(step, "", 0);

    public void Reach(string after, int rows) => Move(Step, after, Rows + rows);

    public void Finish(DateTime now)
    {
        FinishedAt = now;
        Version = Guid.CreateVersion7();
    }

    private void Move(string step, string after, long rows)
    {
        (Step, After, Rows) = (step, after, rows);
        Version = Guid.CreateVersion7();
    }
}
