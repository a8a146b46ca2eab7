using System.Security.Cryptography;

namespace FollowUp.Core.Users;

/// <summary>Codes that stand in for a lost telephone, each of them once.</summary>
public static class RecoveryCode
{
    /// <summary>How many are made at a time.</summary>
    public const int Count = 8;

    private const int Length = 16;
    private const int GroupLength = 4;

    // Without letters and digits that are mistaken for each other: 32 signs, so that a code holds 80 bits.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A new set, in groups of four.</summary>
    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => Grouped(RandomNumberGenerator.GetString(Alphabet, Length)))];

    /// <summary>What was typed without spaces and dashes, in capitals.</summary>
    public static string Plain(string? typed) => new([.. (typed ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    /// <summary>True for what looks like a code, whether it is one or not.</summary>
    public static bool LooksLikeOne(string? typed) => Plain(typed) is { Length: Length } plain && plain.All(Alphabet.Contains);

    private static string Grouped(string code) => string.Join('-', code.Chunk(GroupLength).Select(part => new string(part)));
}
