using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Users;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>People with an account: who they are, what they may do and where. What is done to the account itself is in <see cref="UserAccountsController"/>.</summary>
[Route("/users")]
[Requires(Permission.Administer)]
public sealed class UsersController(UserQueries users, UnitQueries units, UserService changes, AuditQueries audit) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        string? q, AppRole? role, Guid? unit, UserStanding? standing, [FromQuery] PageRequest page, CancellationToken cancel)
    {
        var filter = new UserFilter(q, role, unit, standing);
        return View(new UsersPage(filter, await units.OptionsAsync(unit, cancel: cancel), await users.ListAsync(filter, page with { Size = PageRequest.DefaultSize }, cancel)));
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export(string? q, AppRole? role, Guid? unit, UserStanding? standing, CancellationToken cancel) =>
        await ExportAsync(UserExport.Of(await units.NamesAsync(cancel)), page => users.ListAsync(new UserFilter(q, role, unit, standing), page, cancel), cancel);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, [FromServices] UserSessionQueries sessions, [FromServices] SessionTimes times, CancellationToken cancel)
    {
        if (await users.DetailsAsync(id, cancel) is not { } user) return NotFound();
        var link = TempData[UserAccountsController.LinkKey(id)] as string;
        return View(new UserPage(user, link, user.Id == Access.UserId, await audit.LatestAsync(id, 10, cancel), await sessions.CountAsync(id, times.Hours, cancel)));
    }

    [HttpGet("new")]
    public Task<IActionResult> New(Guid? unitId, CancellationToken cancel) => ShowAsync(UserForm.New(unitId), null, cancel);

    [HttpPost("new")]
    public async Task<IActionResult> New(UserForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(form, null, cancel);
        var outcome = await changes.CreateAsync(Access, form.Id, form.Facts, cancel);
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await ShowAsync(form, null, cancel);
        TempData[UserAccountsController.LinkKey(form.Id)] = UserAccountsController.AddressOf(Url, outcome.Value!);
        Flash(T["Users.Created", form.Name!]);
        return RedirectToAction(nameof(Details), new { form.Id });
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel) =>
        await users.DetailsAsync(id, cancel) is { } user ? await ShowAsync(UserForm.Of(user), user, cancel) : NotFound();

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, UserForm form, CancellationToken cancel)
    {
        if (await users.DetailsAsync(id, cancel) is not { } user) return NotFound();
        if (!ModelState.IsValid) return await ShowAsync(form, user, cancel);
        var outcome = await changes.ChangeAsync(Access, id, form.Version ?? "", form.Facts, cancel);
        if (outcome.IsDone)
        {
            Flash(T["Users.Saved"]);
            return RedirectToAction(nameof(Details), new { id });
        }

        if (outcome.IsNotFound) return NotFound();
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = user.Version;
        return await ShowAsync(form, user, cancel);
    }

    private async Task<IActionResult> ShowAsync(UserForm form, UserDetails? user, CancellationToken cancel)
    {
        form.Present = user;
        form.Units = await units.OptionsAsync(cancel: cancel);
        form.AddEmptyPlaces();
        return View("Form", form);
    }
}
