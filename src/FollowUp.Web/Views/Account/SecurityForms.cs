using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FollowUp.Web.Views.Account;

/// <summary><em>Min säkerhet</em>: how one signs in.</summary>
public sealed record SecurityPage
{
    public required bool HasPassword { get; init; }

    /// <summary>What the single sign-on is called, where the account has come in by it; null otherwise.</summary>
    public required string? Provider { get; init; }

    public required bool HasApp { get; init; }

    public required int CodesLeft { get; init; }

    /// <summary>True where one of the person's roles must have a second factor.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>False where nobody but the break-glass account signs in at FollowUp itself.</summary>
    public required bool AllowsPasskeys { get; init; }

    public required IReadOnlyList<PasskeyRow> Passkeys { get; init; }
}

/// <summary>Setting up an app: the key, and the first code it shows.</summary>
public sealed class AppForm : ReturnForm
{
    [Required]
    [StringLength(40)]
    [Display(Name = "TwoStep.Code")]
    public string? Code { get; set; }

    /// <summary>In groups of four, to be typed where a picture cannot be read.</summary>
    [BindNever]
    public string Key { get; set; } = "";

    /// <summary>True where the person gets no further without.</summary>
    [BindNever]
    public bool IsRequired { get; set; }
}

/// <summary>A code of the app, to show that it is the owner who asks.</summary>
public sealed class ConfirmForm
{
    [Required]
    [StringLength(40)]
    [Display(Name = "TwoStep.Code")]
    public string? Code { get; set; }
}

/// <summary>New recovery codes, seen this once, and where to go on from them.</summary>
public sealed class CodesPage : ReturnForm
{
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>A new passkey, or a new name for one.</summary>
public sealed class PasskeyNameForm : ReturnForm
{
    /// <summary>What the browser answers; JSON.</summary>
    [StringLength(20_000)]
    public string? Credential { get; set; }

    /// <summary>Which one.</summary>
    [StringLength(2 * 900)]
    public string? Key { get; set; }

    [Display(Name = "TwoStep.PasskeyName")]
    public string? PasskeyName { get; set; }
}

/// <summary>A sign-in or sign-out at the provider that came to nothing: why, and the error's id for whoever is asked.</summary>
/// <param name="Title">What became of it.</param>
/// <param name="Sentence">Why, and whom to ask.</param>
/// <param name="ErrorId">As the log has it; null where the log has nothing to tell.</param>
public sealed record ExternalPage(string Title, string Sentence, string? ErrorId);
