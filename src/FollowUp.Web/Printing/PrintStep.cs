namespace FollowUp.Web.Printing;

/// <summary>How far the making of a file has come.</summary>
public enum PrintStage
{
    /// <summary>Others are printing; the number is the place in the queue, from 1.</summary>
    Waiting,

    /// <summary>The report is being read and written; the number says how many activities are written.</summary>
    Writing,

    /// <summary>The browser is at work; the number says for which time, from 1.</summary>
    Printing,

    /// <summary>The file is made and being kept for its maker; the number has no meaning.</summary>
    Keeping,
}

/// <param name="Stage">What is going on.</param>
/// <param name="Number">As each stage says.</param>
public readonly record struct PrintStep(PrintStage Stage, int Number);

/// <summary>Why nothing was printed.</summary>
public enum PrintFaultKind
{
    /// <summary>No browser is found on the server, or the one that is named is not there.</summary>
    NoBrowser,

    /// <summary>The browser took longer than it may.</summary>
    TooLong,

    /// <summary>The browser did not start, or ended without a file that can be read.</summary>
    NoFile,
}

/// <summary>That nothing was printed, and why.</summary>
public sealed class PrintFault(PrintFaultKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public PrintFaultKind Kind => kind;
}
