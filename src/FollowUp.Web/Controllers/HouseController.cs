using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.House;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.House;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace FollowUp.Web.Controllers;

/// <summary>The settings of the house: colour, logo, words and addresses.</summary>
[Route("/house")]
[Requires(Permission.Administer)]
public sealed class HouseController(HouseQueries queries, HouseService changes, HouseBook book) : PageController
{
    private const int AYear = 31_536_000;

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel) => View(HouseForm.Of(await queries.ReadAsync(cancel)));

    [HttpPost("")]
    public async Task<IActionResult> Edit(HouseForm form, CancellationToken cancel)
    {
        var outcome = ModelState.IsValid ? await changes.ChooseAsync(Access, form.Version, form.ToChoices(), cancel) : Outcome.Refused([]);
        if (outcome.IsDone && ModelState.IsValid) return Done(outcome, T["House.Saved"]);
        form.Present = await queries.ReadAsync(cancel);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = form.Present.Version;
        return View(form);
    }

    [RequestSizeLimit(Uploads.Logo)]
    [HttpPost("logo")]
    public async Task<IActionResult> SetLogo(IFormFile? file, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        if (file is { Length: <= MaxLogo }) await file.CopyToAsync(content, cancel);
        var outcome = file is { Length: > MaxLogo }
            ? Outcome.Refused("LogoTooLarge", "File", MaxLogo / 1_000_000)
            : await changes.SetLogoAsync(Access, content.ToArray(), cancel);
        if (outcome.IsDone || outcome.IsNotFound) return Done(outcome, T["House.LogoSaved"]);
        ShowRefusals(outcome);
        return View(nameof(Edit), HouseForm.Of(await queries.ReadAsync(cancel)));
    }

    [HttpPost("logo/removal")]
    public async Task<IActionResult> RemoveLogo(CancellationToken cancel) =>
        Done(await changes.ShowLogoAsync(Access, false, cancel), T["House.LogoRemoved"], "/house/logo/restoration");

    [HttpPost("logo/restoration")]
    public async Task<IActionResult> RestoreLogo(CancellationToken cancel) => Done(await changes.ShowLogoAsync(Access, true, cancel), T["House.LogoRestored"]);

    /// <summary>The picture in the head of every page.</summary>
    [HttpGet("logo")]
    [AllowAnonymous]
    [SecurityHeadersPolicy(Headers.Picture)]
    public async Task<IActionResult> Logo(CancellationToken cancel)
    {
        if (await queries.LogoAsync(cancel) is not { } logo) return NotFound();
        Keep();
        return File(logo.Content, logo.MediaType);
    }

    /// <summary>The house's colour as a stylesheet; its address carries the version of the settings.</summary>
    [HttpGet("style")]
    [AllowAnonymous]
    public IActionResult Style()
    {
        if (AccentColor.Read(book.Facts.Accent) is not { } color) return NotFound();
        Keep();
        return Content(string.Create(CultureInfo.InvariantCulture, $$"""
            @layer tokens {
              :root { --accent: {{color.Accent}}; --accent-hover: {{color.Hover}}; --accent-soft: {{color.Soft}}; --accent-ink: #ffffff; }
              @media screen and (prefers-color-scheme: dark) {
                :root { --accent: {{color.DarkAccent}}; --accent-hover: {{color.DarkHover}}; --accent-soft: {{color.DarkSoft}}; --accent-ink: {{color.DarkInk}}; }
              }
            }
            """), "text/css; charset=utf-8");
    }

    private const int MaxLogo = 1_000_000;

    private void Keep() => Response.Headers.CacheControl = $"public, max-age={AYear}";

    private IActionResult Done(Outcome outcome, string text, string? undoUrl = null)
    {
        book.Forget();
        return Finish(outcome, "/house", text, undoUrl);
    }
}
