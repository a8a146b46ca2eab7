namespace FollowUp.Web.Hosting;

/// <summary>How much one request may bring, in bytes. What is larger is refused while it comes in; within it each kind of file has its own limit, told beside the field.</summary>
internal static class Uploads
{
    /// <summary>The fields of the form beside a file.</summary>
    private const int Fields = 200_000;

    /// <summary>Lists of 20 MB are the largest that anybody sends, and texts that are kept over a sign-in come far below.</summary>
    public const int Most = (24 * 1024 * 1024) + Fields;

    public const int Logo = 2_000_000 + Fields;

    public const int Template = 8_000_000 + Fields;

    /// <summary>Forms without a file or a long text.</summary>
    public const int Plain = Fields;
}
