using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class StartQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_ReviewerOrAdministrator_GetsOpenPlansAndWhatHasWaitedLongest()
    {
        for (var number = 1; number <= 12; number++)
        {
            var activity = await _sample.AddActivityAsync(number, $"Aktivitet {number}", _sample.North);
            _database.Time.Advance(TimeSpan.FromHours(1));
            await _sample.WriteAsync(activity, _sample.North, number == 3 ? NoteState.Approved : NoteState.Submitted);
        }

        var old = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fastställd", null, _sample.North);
        await _sample.WriteAsync(old, _sample.North, NoteState.Submitted);

        foreach (var user in new[] { _sample.Reviewer, _sample.Administrator })
        {
            var start = await ReadAsync(user);
            var progress = Assert.Single(start!.Plans);
            Assert.Equal(("2026/27", new StateCounts(0, 0, 0, 11, 1)), (progress.Plan.Label, progress.Counts));
            Assert.Equal([1, 2, 4, 5, 6, 7, 8, 9, 10, 11], start.Waiting.Select(note => note.Number));
            Assert.NotNull(start.Waiting[0].SubmittedAt);
        }
    }

    [Fact]
    public async Task Read_PrincipalOrReader_IsNothing()
    {
        Assert.Null(await ReadAsync(_sample.Head));
        Assert.Null(await ReadAsync(_sample.Reader));
    }

    private async Task<Start?> ReadAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new StartQueries(db).ReadAsync(await _sample.AccessOfAsync(user));
    }
}
