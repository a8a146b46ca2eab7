namespace FollowUp.Documents.Pdf.In;

/// <summary>A file asks for more than a report can need. Nothing of it is kept.</summary>
internal sealed class PdfLimitException(ReadFailure failure) : Exception
{
    public ReadFailure Failure => failure;
}

/// <summary>How much of a file may be unpacked and read. Counted while it is, whatever the file says of itself.</summary>
internal sealed class PdfBudget(CancellationToken cancel)
{
    /// <summary>The most pages.</summary>
    public const int MaxPages = 2_000;

    /// <summary>The most that one stream may unpack to, in bytes: a page's drawing, a font.</summary>
    public const int MaxStream = 16 * 1024 * 1024;

    /// <summary>The most that all streams read may unpack to, in bytes.</summary>
    private const long MaxUnpacked = 256L * 1024 * 1024;

    /// <summary>The most characters; as many as an import keeps.</summary>
    private const int MaxCharacters = 4_000_000;

    /// <summary>The most streams read: a few for each page and font.</summary>
    private const int MaxStreams = 200_000;

    /// <summary>The most codes that the fonts' tables of characters may name one after another.</summary>
    private const long MaxCodes = 2_000_000;

    private long _unpacked;
    private long _codes;
    private int _characters;
    private int _streams;

    /// <summary>Why reading ended; null while it has not. The library takes some exceptions for damage and goes on.</summary>
    public ReadFailure? Failure { get; private set; }

    public void CountUnpacked(long bytes)
    {
        Check();
        _unpacked += bytes;
        if (bytes > MaxStream || _unpacked > MaxUnpacked) throw Fail(ReadFailure.UnpacksTooLarge);
    }

    public void CountStream()
    {
        Check();
        if (++_streams > MaxStreams) throw Fail(ReadFailure.UnpacksTooLarge);
    }

    public void CountCodes(long codes)
    {
        _codes += codes;
        if (codes < 0 || _codes > MaxCodes) throw Fail(ReadFailure.UnpacksTooLarge);
    }

    public void CountCharacters(int characters)
    {
        if ((_characters & 0xFF) == 0) Check();
        _characters += characters;
        if (_characters > MaxCharacters) throw Fail(ReadFailure.TooLong);
    }

    /// <exception cref="PdfLimitException">Reading has ended before.</exception>
    public void Check()
    {
        cancel.ThrowIfCancellationRequested();
        if (Failure is { } failure) throw new PdfLimitException(failure);
    }

    public PdfLimitException Fail(ReadFailure failure) => new(Failure ??= failure);
}
