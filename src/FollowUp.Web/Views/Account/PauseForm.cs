using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Reminders;
using FollowUp.Web.Mail;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Account;

/// <summary>For how long mail is to rest.</summary>
public sealed class PauseForm
{
    /// <summary>About one plan; null for about everything.</summary>
    public Guid? PlanId { get; set; }

    [Display(Name = "Mail.Until")]
    [DataType(DataType.Date)]
    public DateOnly? Until { get; set; }

    [BindNever]
    [ValidateNever]
    public OwnMail Own { get; set; } = null!;

    [BindNever]
    [ValidateNever]
    public MailOptions Options { get; set; } = null!;
}
