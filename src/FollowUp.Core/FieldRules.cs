namespace FollowUp.Core;

/// <summary>What typed lines are checked against before they reach an entity.</summary>
internal static class FieldRules
{
    /// <summary>Adds a refusal with the given code where nothing is typed, or <c>TextTooLong</c> where it is more than fits.</summary>
    public static void Require(this List<Refusal> refusals, string? text, int longest, string code, string field)
    {
        if (TypedText.CleanLine(text).Length == 0) refusals.Add(new Refusal(code, field));
        else refusals.Limit(text, longest, field);
    }

    /// <summary>Adds <c>TextTooLong</c> with the longest length allowed and how much is over.</summary>
    public static void Limit(this List<Refusal> refusals, string? text, int longest, string field)
    {
        var length = TypedText.CleanLine(text).Length;
        if (length > longest) refusals.Add(new Refusal("TextTooLong", field, longest, length - longest));
    }
}
