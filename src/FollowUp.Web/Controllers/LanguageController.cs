using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The language in which somebody reads: kept with the account, and in the browser for before one has signed in.</summary>
[Route("/account/language")]
public sealed class LanguageController(LanguageService languages, CurrentAccess current) : PageController
{
    [HttpGet("")]
    public IActionResult Edit() => View("~/Views/Account/Language.cshtml", new LanguageForm { Language = Access.Language });

    [AllowAnonymous]
    [HttpPost("")]
    public async Task<IActionResult> Choose(LanguageForm form, CancellationToken cancel)
    {
        var language = string.IsNullOrEmpty(form.Language) ? null : form.Language;
        if (language is not null && !Languages.Has(language)) return BadRequest();
        var isOwn = current.ValueOrNull is not null && !Url.IsLocalUrl(form.ReturnUrl);
        var outcome = current.ValueOrNull is { } access ? await languages.ChooseAsync(access, language, cancel) : Outcome.Done;
        if (outcome.IsDone)
        {
            RequestLanguage.Remember(HttpContext, language);

            // What is said on the next page is said in its language.
            Cultures.Use(language ?? RequestLanguage.OfBrowser(Request));
        }

        if (isOwn || !outcome.IsDone) return Finish(outcome, "/account/language", T["Account.LanguageSaved"]);
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }
}
