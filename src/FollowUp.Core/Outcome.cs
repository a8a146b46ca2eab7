namespace FollowUp.Core;

/// <summary>A reason why something was not done, in a form the interface turns into words.</summary>
/// <param name="Code">Names the sentence, such as <c>NoteAnalysisMissing</c>.</param>
/// <param name="Field">The input field it concerns, or null for the whole.</param>
/// <param name="Arguments">What the sentence mentions: numbers, names.</param>
public sealed record Refusal(string Code, string? Field = null, params object[] Arguments);

/// <summary>How a change ended: done, not found (or not this user's to see), refused with reasons, or in conflict with somebody else's change.</summary>
public record Outcome
{
    public static readonly Outcome Done = new();

    public static readonly Outcome NotFound = new() { IsNotFound = true };

    public static readonly Outcome Conflict = new() { IsConflict = true };

    public bool IsNotFound { get; init; }

    /// <summary>Somebody else changed the same thing in between; nothing was saved.</summary>
    public bool IsConflict { get; init; }

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public bool IsDone => !IsNotFound && !IsConflict && Refusals.Count == 0;

    public static Outcome Refused(string code, string? field = null, params object[] arguments) =>
        new() { Refusals = [new Refusal(code, field, arguments)] };

    public static Outcome Refused(IReadOnlyList<Refusal> refusals) => new() { Refusals = refusals };
}

/// <summary>How a change ended that makes or returns something.</summary>
public sealed record Outcome<T> : Outcome
{
    /// <summary>What was made; the type's default unless <see cref="Outcome.IsDone"/>.</summary>
    public T? Value { get; init; }

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    /// <summary>Carries an outcome that is not done over to a method that would have returned a value.</summary>
    public static Outcome<T> From(Outcome outcome) => new()
    {
        IsNotFound = outcome.IsNotFound,
        IsConflict = outcome.IsConflict,
        Refusals = outcome.Refusals,
    };
}
