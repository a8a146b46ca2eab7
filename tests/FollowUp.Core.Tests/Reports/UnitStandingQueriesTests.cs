using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class UnitStandingQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var old = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "I fjol", null, _sample.North, _sample.South);
        await _sample.WriteAsync(old, _sample.North, NoteState.Approved, NoteStatus.Completed);
        await _sample.WriteAsync(old, _sample.South, NoteState.Approved, NoteStatus.NotCarriedOut);
        var now = await _sample.AddActivityAsync(1, "I år", _sample.North);
        await _sample.WriteAsync(now, _sample.North, NoteState.Draft, NoteStatus.Completed);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_OwnUnit_HasItsFollowUpsAndYears()
    {
        var standing = (await ReadAsync(_sample.Head, _sample.North))!;

        Assert.Equal(["Provkommunen"], standing.Path.Take(1).Select(unit => unit.Name));
        Assert.Contains(new StandingMember(_sample.Head.Name, MembershipKind.Head), standing.Members);
        Assert.Equal([("I år", NoteStatus.Completed), ("I fjol", (NoteStatus?)NoteStatus.Completed)], standing.Notes.Rows.Select(note => (note.Title, note.Status)));
        Assert.Equal(
            [(2025, new StatusCounts(0, 0, 1, 0, 0)), (2026, new StatusCounts(0, 0, 0, 0, 1))],
            standing.Years.Select(year => (year.Year.Start, year.Counts)));
        Assert.Equal(["I fjol"], (await ReadAsync(_sample.Head, _sample.North, _sample.FixedPlan.Id))!.Notes.Rows.Select(note => note.Title));
    }

    [Fact]
    public async Task Read_Reviewer_DoesNotSeeADraftsStatus_AndCountsTheUnitsBelow()
    {
        var north = (await ReadAsync(_sample.Reviewer, _sample.North))!;
        Assert.Equal([(null, false), (NoteStatus.Completed, true)], north.Notes.Rows.Select(note => (note.Status, note.IsReadable)));

        var area = (await ReadAsync(_sample.Reviewer, _sample.Area))!;
        Assert.Equal(new StatusCounts(0, 0, 1, 1, 0), area.Years[0].Counts);
        Assert.Contains("Södra provskolan", area.Below.Select(unit => unit.Name));
        Assert.Empty(area.Notes.Rows);
    }

    [Fact]
    public async Task Read_ForeignUnit_DoesNotExist()
    {
        Assert.Null(await ReadAsync(_sample.Head, _sample.South));
        Assert.Null(await ReadAsync(_sample.Reader, _sample.North));
        Assert.Null(await ReadAsync(_sample.Reviewer, new Unit(Guid.CreateVersion7(), "Finns inte", null, null)));
    }

    [Fact]
    public async Task Years_EveryUnitOrTheOwn_WhereThereAreTwoToCompare()
    {
        Assert.Equal([new StatusCounts(0, 0, 1, 0, 0), new StatusCounts(0, 0, 0, 0, 1)], (await YearsAsync(_sample.Reviewer)).Select(year => year.Counts));
        Assert.Equal(2, (await YearsAsync(_sample.Head)).Count);
        Assert.Empty(await YearsAsync(_sample.OtherHead));
        Assert.Empty(await YearsAsync(_sample.Reader));
    }

    private async Task<UnitStanding?> ReadAsync(AppUser user, Unit unit, Guid? planId = null)
    {
        await using var db = _database.Open();
        return await new UnitStandingQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), unit.Id, planId, new PageRequest());
    }

    private async Task<IReadOnlyList<PlanCounts>> YearsAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new UnitStandingQueries(db, _database.Clock).YearsAsync(await _sample.AccessOfAsync(user));
    }
}
