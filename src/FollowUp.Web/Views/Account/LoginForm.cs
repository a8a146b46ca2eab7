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
}

public sealed class LoginPage : LoginForm
{
    public IReadOnlyList<DemonstrationAccount> DemonstrationAccounts { get; init; } = [];
}
