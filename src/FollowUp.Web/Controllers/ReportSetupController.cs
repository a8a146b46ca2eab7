using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Markdown;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.ReportSetup;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace FollowUp.Web.Controllers;

/// <summary>What a plan's report holds and how it looks; remembered for the plan.</summary>
[Route("/reports/{planId:guid}")]
[Requires(Permission.PrintReport)]
public sealed class ReportSetupController(ReportSetupQueries queries, ReportSetupService changes) : PageController
{
    [HttpGet("setup")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid planId, CancellationToken cancel) =>
        await queries.ReadAsync(Access, planId, cancel) is { } present ? View(ReportSetupForm.Of(present)) : NotFound();

    [HttpPost("setup")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid planId, ReportSetupForm form, CancellationToken cancel)
    {
        var outcome = ModelState.IsValid
            ? await changes.ChooseAsync(Access, planId, form.Version, form.ToChoices(), cancel)
            : Outcome.Refused([]);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone && ModelState.IsValid) return Finish(outcome, $"/reports/{planId}/setup", T["ReportSetup.Saved"]);

        if (await queries.ReadAsync(Access, planId, cancel) is not { } present) return NotFound();
        (form.Present, form.Logo) = (present, LogoForm.Of(present));
        if (ShowRefusalsOrConflict(ReportSetupForm.Beside(outcome), nameof(form.Version)))
        {
            ModelState.Remove(nameof(form.TitleBefore));
            (form.Version, form.TitleBefore) = (present.Version, present.Title);
        }

        return View(form);
    }

    /// <summary>Shows typed Markdown as it will be read. Answers with a piece of HTML.</summary>
    [HttpPost("setup/preview")]
    [Requires(Permission.PlanActivities)]
    public IActionResult Preview(string? text) => Content(MarkdownText.ToHtml(TypedText.Clean(text)), "text/html; charset=utf-8");

    [RequestSizeLimit(Uploads.Logo)]
    [HttpPost("setup/logo")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> SetLogo(Guid planId, LogoForm logo, CancellationToken cancel)
    {
        var outcome = await changes.SetLogoAsync(Access, planId, await logo.ReadAsync(cancel), cancel);
        if (outcome.IsNotFound || outcome.IsDone) return Finish(outcome, $"/reports/{planId}/setup", T["ReportSetup.LogoSaved"]);
        if (await queries.ReadAsync(Access, planId, cancel) is not { } present) return NotFound();
        ShowRefusals(outcome);
        var form = ReportSetupForm.Of(present);
        (form.Logo, logo.Present) = (logo, present);
        return View(nameof(Edit), form);
    }

    [HttpPost("setup/logo/removal")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> RemoveLogo(Guid planId, CancellationToken cancel) => Finish(
        await changes.RemoveLogoAsync(Access, planId, cancel), $"/reports/{planId}/setup", T["ReportSetup.LogoRemoved"], $"/reports/{planId}/setup/logo/restoration");

    [HttpPost("setup/logo/restoration")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> RestoreLogo(Guid planId, CancellationToken cancel) =>
        Finish(await changes.RestoreLogoAsync(Access, planId, cancel), $"/reports/{planId}/setup", T["ReportSetup.LogoRestored"]);

    /// <summary>The picture on the cover, for those who may read the report.</summary>
    [HttpGet("logo")]
    [SecurityHeadersPolicy(Headers.Picture)]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Logo(Guid planId, CancellationToken cancel) =>
        await queries.LogoAsync(Access, planId, cancel) is { } logo ? File(logo.Content, logo.MediaType) : NotFound();
}
