using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Activities;

public sealed class ThreadQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Activity _first = null!;
    private Activity _last = null!;
    private Activity _now = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.SchoolYear, 2024), "", "Kvalitetsrapport");
        await using (var db = _database.Open())
        {
            db.Plans.Add(plan);
            await db.SaveChangesAsync();
        }

        _first = await AddAsync(plan, 9, "Lästid", null, _sample.South);
        _last = await AddAsync(_sample.FixedPlan, 4, "Lästid", _first, _sample.North, _sample.South);
        _now = await AddAsync(_sample.Plan, 1, "Lästid varje dag", _last, _sample.North);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_FromAnyYear_IsTheSameThreadTheFirstYearFirst()
    {
        foreach (var activity in new[] { _first, _last, _now })
        {
            var thread = await ReadAsync(_sample.Reviewer, activity);
            Assert.Equal(activity.Id, thread!.Id);
            Assert.Equal([("2024/25", 9), ("2025/26", 4), ("2026/27", 1)], thread.Years.Select(year => (year.Plan.Year.ToString(), year.Number)));
        }
    }

    [Fact]
    public async Task Read_Texts_AreOnlyThoseThatThePersonMayRead()
    {
        await _sample.WriteAsync(_last, _sample.North, NoteState.Approved, NoteStatus.Completed, analysis: "Det gick.");
        await _sample.WriteAsync(_last, _sample.South, NoteState.Draft, analysis: "Södras utkast.");
        await _sample.WriteAsync(_now, _sample.North, NoteState.Draft, NoteStatus.InProgress, analysis: "Norras utkast.");

        // The responsible unit's texts for a reviewer, without what the draft says.
        var reviewed = (await ReadAsync(_sample.Reviewer, _now))!.Years;
        Assert.Equal([("Det gick.", NoteStatus.Completed, true)], reviewed[1].Notes.Select(note => (note.Analysis, note.Status!.Value, note.IsReadable)));
        Assert.Equal([("", (NoteStatus?)null, false)], reviewed[2].Notes.Select(note => (note.Analysis, note.Status, note.IsReadable)));

        // The own draft for its unit; the year in which that took no part does not exist for it.
        var own = (await ReadAsync(_sample.Head, _now))!.Years;
        Assert.Equal(["2025/26", "2026/27"], own.Select(year => year.Plan.Year.ToString()));
        Assert.Equal("Norras utkast.", Assert.Single(own[1].Notes).Analysis);

        // A unit that took part sees its own part, not the responsible unit's.
        var other = (await ReadAsync(_sample.OtherHead, _last))!.Years;
        Assert.Equal(["2024/25", "2025/26"], other.Select(year => year.Plan.Year.ToString()));
        Assert.Equal("Södras utkast.", Assert.Single(other[1].Notes).Analysis);
        Assert.Null(await ReadAsync(_sample.OtherHead, _now));
    }

    [Fact]
    public async Task Read_ThreadThatBranches_HasEveryBranch()
    {
        var branch = await AddAsync(_sample.Plan, 2, "Lästid hemma", _last, _sample.South);

        Assert.Equal([_first.Id, _last.Id, _now.Id, branch.Id], (await ReadAsync(_sample.Reviewer, branch))!.Years.Select(year => year.Id));
    }

    [Fact]
    public async Task Report_CarriedActivity_TellsTheHowManiethYearItIsIn()
    {
        await AddAsync(_sample.Plan, 2, "Ny", null, _sample.North);

        await using var db = _database.Open();
        var report = (await new AnnualReportQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id))!;

        Assert.Equal([("2025/26", 3), (null, (int?)null)], report.Activities.ToBlockingEnumerable().Select(activity => (activity.ContinuedFrom, activity.ThreadYear)));
    }

    private async Task<Activity> AddAsync(Plan plan, int number, string title, Activity? continues, params Unit[] units)
    {
        var activity = await _sample.AddActivityAsync(plan, number, title, null, units);
        if (continues is null) return activity;
        await using var db = _database.Open();
        db.Attach(activity).Entity.Change(new ActivityFacts { Title = title, OwnerUnitId = units[0].Id, ContinuesId = continues.Id });
        await db.SaveChangesAsync();
        return activity;
    }

    private async Task<ThreadDetails?> ReadAsync(AppUser user, Activity activity)
    {
        await using var db = _database.Open();
        return await new ThreadQueries(db).ReadAsync(await _sample.AccessOfAsync(user), activity.Id);
    }
}
