using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FollowUp.Web.Views.Account;

/// <summary>A step of signing in: where to go afterwards, and what is to be saved there.</summary>
public class ReturnForm
{
    public string? ReturnUrl { get; set; }

    /// <summary>Where a form was posted to when the session had ended.</summary>
    public string? KeptAddress { get; set; }

    /// <summary>What was in it.</summary>
    public IList<KeptField> Kept { get; set; } = new List<KeptField>();
}

public class LoginForm : ReturnForm
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
    /// <param name="form">Where to go afterwards, and what is to be saved there.</param>
    /// <param name="signOn">The ways in that there are.</param>
    public LoginPage(ReturnForm form, SingleSignOnOptions signOn)
    {
        (ReturnUrl, KeptAddress, Kept) = (form.ReturnUrl, form.KeptAddress, form.Kept);
        (Provider, AllowsLocal) = (signOn.IsOn ? signOn.DisplayName : null, signOn.AllowLocalAccounts);
    }

    public IReadOnlyList<DemonstrationAccount> DemonstrationAccounts { get; init; } = [];

    /// <summary>What the single sign-on is called; null where there is none.</summary>
    public string? Provider { get; }

    /// <summary>False where nobody signs in with a password on this page.</summary>
    public bool AllowsLocal { get; }
}

/// <summary>The second step: the code of an app, or a recovery code.</summary>
public sealed class CodeForm : ReturnForm
{
    [Required]
    [StringLength(40)]
    [Display(Name = "TwoStep.Code")]
    public string? Code { get; set; }

    [Display(Name = "TwoStep.Remember")]
    public bool Remember { get; set; }

    /// <summary>For how many days a browser is remembered; 0 where it is not.</summary>
    [BindNever]
    public int RememberDays { get; set; }
}

/// <summary>What the browser answers for a passkey.</summary>
public sealed class PasskeyForm : ReturnForm
{
    /// <summary>Far more than any answer; JSON.</summary>
    [Required]
    [StringLength(20_000)]
    public string? Credential { get; set; }
}
