using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace FollowUp.Documents.Pdf.In;

/// <summary>
/// Unpacks a file's streams within a budget: how long a stream becomes is counted before the library makes it. Images are not unpacked at all, and every stream is
/// looked through before it is used.
/// </summary>
internal sealed class PdfFilters(PdfBudget budget) : IFilterProvider
{
    private readonly ByName _filters = new(Filters(budget));
    private readonly Inspection _inspection = new(budget);

    public PdfBudget Budget => budget;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        budget.CountStream();
        return [.. _filters.GetFilters(dictionary), _inspection];
    }

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => _filters.GetNamedFilters(names);

    public IReadOnlyList<IFilter> GetAllFilters() => _filters.GetAllFilters();

    private static Dictionary<string, IFilter> Filters(PdfBudget budget)
    {
        var flate = new Measured(budget, new FlateFilter(), Flate);
        var lzw = new Measured(budget, new LzwFilter(), Lzw);
        var runs = new Measured(budget, new RunLengthFilter(), Runs);
        var ascii85 = new Measured(budget, new Ascii85Filter(), (input, _) => 4L * input.Length);
        var hex = new Measured(budget, new AsciiHexDecodeFilter(), (input, _) => input.Length);
        var image = new Image();
        return new Dictionary<string, IFilter>
        {
            ["FlateDecode"] = flate,
            ["Fl"] = flate,
            ["LZWDecode"] = lzw,
            ["LZW"] = lzw,
            ["RunLengthDecode"] = runs,
            ["RL"] = runs,
            ["ASCII85Decode"] = ascii85,
            ["A85"] = ascii85,
            ["ASCIIHexDecode"] = hex,
            ["AHx"] = hex,
            ["CCITTFaxDecode"] = image,
            ["CCF"] = image,
            ["DCTDecode"] = image,
            ["DCT"] = image,
            ["JBIG2Decode"] = image,
            ["JPXDecode"] = image,
            ["Crypt"] = new Same(),
        };
    }

    private static long Flate(ReadOnlyMemory<byte> input, DictionaryToken parameters)
    {
        if (input.Length < 3) return 0;
        using var packed = new MemoryStream(input[2..].ToArray(), writable: false);
        using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        var length = 0L;
        try
        {
            for (int read; length <= PdfBudget.MaxStream && (read = unpacked.Read(buffer)) > 0;) length += read;
        }
        catch (InvalidDataException)
        {
            // Damaged from here on; the library keeps what came before.
        }

        return length;
    }

    /// <summary>LZW as PDF has it (ISO 32000-1, 7.4.4.2): the lengths of the codes are enough.</summary>
    private static long Lzw(ReadOnlyMemory<byte> input, DictionaryToken parameters)
    {
        const int clear = 256, end = 257;
        var bytes = input.Span;
        var lengths = new int[4_097];
        var (next, width, previous, total, bits, buffer) = (end + 1, 9, 0, 0L, 0, 0);
        foreach (var one in bytes)
        {
            buffer = (buffer << 8) | one;
            bits += 8;
            if (bits < width) continue;
            var code = (buffer >> (bits - width)) & ((1 << width) - 1);
            bits -= width;
            buffer &= (1 << bits) - 1;
            if (code == end) break;
            if (code == clear)
            {
                (next, width, previous) = (end + 1, 9, 0);
                continue;
            }

            var length = code < clear ? 1 : code < next ? lengths[code] : previous + 1;
            if (previous > 0 && next < 4_096) lengths[next++] = previous + 1;
            previous = length;
            total += length;
            // Whether the width grows a code early or not, the longer of the two readings is no shorter than the true one by more than one code.
            width = next + 1 >= 2_048 ? 12 : next + 1 >= 1_024 ? 11 : next + 1 >= 512 ? 10 : 9;
            if (total > PdfBudget.MaxStream) break;
        }

        return total;
    }

    private static long Runs(ReadOnlyMemory<byte> input, DictionaryToken parameters)
    {
        var bytes = input.Span;
        var total = 0L;
        for (var i = 0; i < bytes.Length && bytes[i] != 128;)
        {
            total += bytes[i] < 128 ? bytes[i] + 1 : 257 - bytes[i];
            i += bytes[i] < 128 ? bytes[i] + 2 : 2;
        }

        return total;
    }

    private sealed class ByName(IReadOnlyDictionary<string, IFilter> filters) : BaseFilterProvider(filters);

    /// <summary>A filter whose result is measured first.</summary>
    private sealed class Measured(PdfBudget budget, IFilter filter, Func<ReadOnlyMemory<byte>, DictionaryToken, long> measure) : IFilter
    {
        /// <summary>No row of a predictor is wider, in samples.</summary>
        private const int MaxRow = 1_000_000;

        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.CountUnpacked(measure(input, streamDictionary));
            foreach (var key in (ReadOnlySpan<string>)["DecodeParms", "DP"])
            {
                if (!streamDictionary.Data.TryGetValue(key, out var found)) continue;
                foreach (var parameters in found is ArrayToken several ? several.Data : [found]) CheckRow(parameters);
            }

            // What the file says of its length and height would be believed, and room made for it.
            var bare = streamDictionary.Data.Where(pair => pair.Key is not ("DL" or "Height" or "H")).ToDictionary(pair => NameToken.Create(pair.Key), pair => pair.Value);
            return filter.Decode(input, new DictionaryToken(bare), filterProvider, filterIndex);
        }

        private void CheckRow(IToken token)
        {
            if (token is not DictionaryToken parameters) return;
            var row = 1.0;
            foreach (var key in (ReadOnlySpan<string>)["Columns", "Colors", "BitsPerComponent"])
            {
                if (!parameters.Data.TryGetValue(key, out var value) || value is not NumericToken number) continue;
                if (number.Double < 0) throw budget.Fail(ReadFailure.PdfDamaged);
                row *= Math.Max(1, number.Double);
            }

            if (row > MaxRow) throw budget.Fail(ReadFailure.UnpacksTooLarge);
        }
    }

    /// <summary>An image, which nothing is read of.</summary>
    private sealed class Image : IFilter
    {
        public bool IsSupported => false;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) => Memory<byte>.Empty;
    }

    private sealed class Same : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) => input;
    }

    /// <summary>
    /// The last of each stream's filters. A font's table of characters may name four thousand million codes in one line, and the library would make room for each.
    /// </summary>
    private sealed class Inspection(PdfBudget budget) : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (!streamDictionary.Data.ContainsKey("Filter")) budget.CountUnpacked(input.Length);
            if (input.Span.IndexOf("bfrange"u8) >= 0 || input.Span.IndexOf("cidrange"u8) >= 0) CountRanges(input.Span);
            return input;
        }

        /// <summary>Counts the codes of <c>&lt;first&gt; &lt;last&gt; where</c>.</summary>
        private void CountRanges(ReadOnlySpan<byte> map)
        {
            long first = 0, last = 0;
            var place = 0;
            for (var i = 0; i < map.Length; i++)
            {
                switch (map[i])
                {
                    case (byte)'%':
                        while (i + 1 < map.Length && map[i + 1] is not ((byte)'\n' or (byte)'\r')) i++;
                        break;
                    case (byte)'<' when i + 1 < map.Length && map[i + 1] == (byte)'<':
                        i++;
                        break;
                    case (byte)'<':
                        long value = 0;
                        var digits = 0;
                        for (i++; i < map.Length && map[i] != (byte)'>'; i++)
                        {
                            if (!char.IsAsciiHexDigit((char)map[i])) continue;
                            if (++digits <= 15) value = (value << 4) | (long)Convert.ToInt32(((char)map[i]).ToString(), 16);
                        }

                        if (place == 0) first = value;
                        if (place == 1) last = value;
                        place = (place + 1) % 3;
                        if (place == 2 && last > first) budget.CountCodes(Math.Min(last - first, long.MaxValue / 4));
                        break;
                    case (byte)'[':
                        while (i + 1 < map.Length && map[i + 1] != (byte)']') i++;
                        place = 0;
                        break;
                    // A section begins or ends: 'beginbfrange', 'endbfchar'. In one of single characters the pairs are no ranges.
                    case (byte)'b' when map[i..].StartsWith("beginbfchar"u8):
                        var end = map[i..].IndexOf("endbfchar"u8);
                        i = end < 0 ? map.Length : i + end;
                        place = 0;
                        break;
                    case (byte)'b' when map[i..].StartsWith("begincodespacerange"u8):
                        var close = map[i..].IndexOf("endcodespacerange"u8);
                        i = close < 0 ? map.Length : i + close;
                        place = 0;
                        break;
                    case (byte)'b' when map[i..].StartsWith("begin"u8):
                        place = 0;
                        break;
                    // The number that a range of characters leads to.
                    case >= (byte)'0' and <= (byte)'9' when place == 2:
                        place = 0;
                        break;
                }
            }
        }
    }
}
