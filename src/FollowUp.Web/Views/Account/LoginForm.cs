using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Users;

namespace FollowUp.Web.Views.Account;

public class LoginForm
{
    [Required]
    [StringLength(256)]
    [Display(Name = "Account.Email")]
    public string? Email { get; set; }

    [Required]
    [StringLength(256)]
    [DataType(DataType.Password)]
    [Display(Name = "Account.Password")]
    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }

    /// <summary>Where a form was posted to when the session had ended.</summary>
    public string? KeptAddress { get; set; }

    /// <summary>What was in it.</summary>
    public IList<KeptField> Kept { get; set; } = new List<KeptField>();
}

/// <summary>A field of a form that was posted when the session had ended.</summary>
public sealed class KeptField
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    /// <summary>True for what a person typed, as against what the page says of itself.</summary>
    public bool IsText => Value.Length > 40 || Value.Contains('\n');
}

/// <summary>After signing in: what had been written, to be saved now.</summary>
public sealed record KeptPage(string Address, IList<KeptField> Fields);

public sealed class LoginPage : LoginForm
{
    public IReadOnlyList<DemonstrationAccount> DemonstrationAccounts { get; init; } = [];
}
