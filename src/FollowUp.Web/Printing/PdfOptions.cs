namespace FollowUp.Web.Printing;

/// <summary>How PDF files are made: the section <c>Pdf</c> of the configuration.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>The browser's executable; empty for the first that is found in the usual places.</summary>
    public string Browser { get; init; } = "";

    /// <summary>How long the browser may take for one print.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How many prints may run at the same time on this machine; others wait in turn.</summary>
    public int AtOnce { get; init; } = 2;
}
