using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Plans;

public sealed class PlanQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var both = await _sample.AddActivityAsync(1, "Båda", _sample.North, _sample.South);
        await _sample.WriteAsync(both, _sample.North, NoteState.Submitted);
        await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Norra", _sample.North), _sample.North, NoteState.Draft);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task List_Reviewer_SeesEveryPlanLatestFirstWithCounts()
    {
        var page = await ListAsync(_sample.Reviewer);

        Assert.Equal(["2026/27", "2025/26"], page.Rows.Select(row => row.Plan.Year.ToString()));
        Assert.Equal((2, 3, 1), (page.Rows[0].Activities, page.Rows[0].Notes, page.Rows[0].HandedIn));
        Assert.True(page.Rows[1].Plan.IsFixed);
    }

    [Fact]
    public async Task List_Principal_SeesPlansWithOwnActivitiesAndCountsTheOwnPart()
    {
        var row = Assert.Single((await ListAsync(_sample.OtherHead)).Rows);

        Assert.Equal((1, 1, 0), (row.Activities, row.Notes, row.HandedIn));
    }

    [Fact]
    public async Task List_Reader_SeesNone() => Assert.Empty((await ListAsync(_sample.Reader)).Rows);

    [Fact]
    public async Task Details_CountStates_AndAreNullForThoseWithoutAPart()
    {
        await using var db = _database.Open();
        var queries = new PlanQueries(db);

        var plan = (await queries.DetailsAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id))!;
        var fixedPlan = (await queries.DetailsAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.FixedPlan.Id))!;

        Assert.Equal((1, 1, 1), (plan.States[NoteState.Missing], plan.States[NoteState.Draft], plan.States[NoteState.Submitted]));
        Assert.Equal((3, 1), (plan.Notes, plan.HandedIn));
        Assert.Equal("Ada Påhitt", fixedPlan.FixedBy);
        Assert.Null(await queries.DetailsAsync(await _sample.AccessOfAsync(_sample.Head), _sample.FixedPlan.Id));
    }

    [Fact]
    public async Task Options_OnlyOpen_LeaveOutFixedPlans()
    {
        await using var db = _database.Open();
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.Equal(2, (await new PlanQueries(db).OptionsAsync(access)).Count);
        Assert.Equal(_sample.Plan.Id, Assert.Single(await new PlanQueries(db).OptionsAsync(access, onlyOpen: true)).Id);
    }

    private async Task<Page<PlanRow>> ListAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new PlanQueries(db).ListAsync(await _sample.AccessOfAsync(user), new PageRequest());
    }
}
