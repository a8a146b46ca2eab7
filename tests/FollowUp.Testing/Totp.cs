using System.Globalization;
using System.Security.Cryptography;

namespace FollowUp.Testing;

/// <summary>What an app for codes shows (RFC 6238: SHA-1, half a minute, six digits).</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecondsPerStep = 30;

    /// <param name="key">Base32, with or without spaces.</param>
    /// <param name="steps">How many half minutes from now.</param>
    public static string Of(string key, int steps = 0)
    {
        var step = BitConverter.GetBytes((DateTimeOffset.UtcNow.ToUnixTimeSeconds() / SecondsPerStep) + steps);
        if (BitConverter.IsLittleEndian) Array.Reverse(step);
#pragma warning disable CA5350 // The standard says SHA-1, and apps know no other.
        var hash = HMACSHA1.HashData(Decode(key), step);
#pragma warning restore CA5350
        var start = hash[^1] & 0xf;
        var number = ((hash[start] & 0x7f) << 24) | (hash[start + 1] << 16) | (hash[start + 2] << 8) | hash[start + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bits = string.Concat(key.Where(Alphabet.Contains).Select(sign => Convert.ToString(Alphabet.IndexOf(sign), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
