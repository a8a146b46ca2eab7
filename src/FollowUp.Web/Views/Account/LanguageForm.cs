using System.ComponentModel.DataAnnotations;

namespace FollowUp.Web.Views.Account;

/// <summary>The language in which somebody reads.</summary>
public sealed class LanguageForm
{
    /// <summary>A language's tag; empty to follow the browser.</summary>
    [Display(Name = "Account.LanguageChoice")]
    public string? Language { get; set; }

    /// <summary>The page from which the language was changed; null for the page of this form.</summary>
    public string? ReturnUrl { get; set; }
}
