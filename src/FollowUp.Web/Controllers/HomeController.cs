using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Views.Home;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The start page: what is mine to do. A person with several roles has a section for each.</summary>
public sealed class HomeController(ToDoQueries todo, StartQueries start, AnnualReportQueries reports, UnitStandingQueries units) : PageController
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(ToDoForm form, string? after, string? before, [FromServices] CheckPointQueries points, CancellationToken cancel) => View(new StartPage
    {
        Form = form,
        ToDo = Access.May(Permission.WriteNotes) ? await todo.ReadAsync(Access, form.Filter, new PageRequest(after, before), cancel) : null,
        CheckPoints = await points.OpenAsync(Access, cancel),
        Years = await units.YearsAsync(Access, cancel),
        Start = await start.ReadAsync(Access, cancel),
        Reports = Access.Roles.Contains(AppRole.Reader) && !Access.SeesAllUnits
            ? await reports.ListAsync(Access, new PageRequest(), cancel)
            : null,
    });
}
