using FollowUp.Web.Views.Account;

namespace FollowUp.Web.Views.Error;

public sealed record ErrorPage(int Status, string ErrorId)
{
    /// <summary>What was typed in a form that could not be taken, to be copied.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>What was to be saved after signing in, where somebody tried that too often.</summary>
    public ReturnForm? Return { get; init; }

    /// <summary>Which sentences to show: those of the status, or of its family.</summary>
    public string Key => Status switch
    {
        400 or 403 or 404 or 413 or 429 or 503 or 507 => $"Error.{Status}",
        < 500 => "Error.400",
        _ => "Error.500",
    };
}
