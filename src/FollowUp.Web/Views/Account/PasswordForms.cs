using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FollowUp.Web.Views.Account;

/// <summary>A new password, typed twice.</summary>
public abstract class NewPasswordForm
{
    private const int LongestPassword = 256;

    [Required]
    [StringLength(LongestPassword)]
    [DataType(DataType.Password)]
    [Display(Name = "Account.NewPassword")]
    public string? Password { get; set; }

    [Required]
    [Compare(nameof(Password))]
    [DataType(DataType.Password)]
    [Display(Name = "Account.RepeatPassword")]
    public string? RepeatPassword { get; set; }
}

public sealed class PasswordForm : NewPasswordForm
{
    [Required]
    [DataType(DataType.Password)]
    [Display(Name = "Account.CurrentPassword")]
    public string? CurrentPassword { get; set; }
}

public sealed class ResetForm : NewPasswordForm
{
    public Guid User { get; set; }

    public string? Token { get; set; }

    /// <summary>True where the link has been used or its time is out.</summary>
    [BindNever]
    public bool IsSpent { get; set; }
}

public sealed class SetupForm : NewPasswordForm
{
    [Required]
    [Display(Name = "Account.SetupCode")]
    public string? Code { get; set; }

    [Required]
    [StringLength(Unit.NameLength)]
    [Display(Name = "Account.AuthorityName")]
    public string? AuthorityName { get; set; }

    [Required]
    [StringLength(AppUser.NameLength)]
    [Display(Name = "Account.Name")]
    public string? Name { get; set; }

    [Required]
    [EmailAddress]
    [StringLength(AppUser.EmailLength)]
    [Display(Name = "Account.Email")]
    public string? Email { get; set; }

    public Setup Setup => new()
    {
        AuthorityName = AuthorityName!,
        Name = Name!,
        Email = Email!,
        Password = Password!,
    };
}
