using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.YearShift;

public sealed class ContinuationServiceTests : IAsyncLifetime
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
    public async Task Decide_SeveralAtOnce_KeepsWhoAndWhenAndTellsTheAudit()
    {
        var (one, two) = (await _sample.AddActivityAsync(1, "Ett", _sample.North), await _sample.AddActivityAsync(2, "Två", _sample.North));
        await _sample.AddActivityAsync(3, "Tre", _sample.North);

        var outcome = await DecideAsync(_sample.Plan, new(one.Id, null, Continuation.Ends), new(two.Id, null, Continuation.Continues));

        Assert.Equal((2, 0), (outcome.Value!.Decided, outcome.Value.Changed.Count));
        await using var db = _database.Open();
        var decided = await db.Activities.SingleAsync(activity => activity.Id == one.Id);
        Assert.Equal((Continuation.Ends, _database.Clock.Now, _sample.Reviewer.Id), (decided.Continuation!.Value, decided.DecidedAt!.Value, decided.DecidedById!.Value));
        var entry = await db.Audit.SingleAsync(entry => entry.SubjectId == two.Id);
        Assert.Equal((AuditAction.ContinuationDecided, "Continues", _sample.Reviewer.Id), (entry.Action, entry.Detail, entry.UserId));
        var list = await ListAsync();
        Assert.Equal((1, 1, 1), (list.Decided[Continuation.Ends], list.Decided[Continuation.Continues], list.Undecided));
    }

    [Fact]
    public async Task Decide_SomebodyElseDecidedSince_LeavesThatAloneAndNamesIt()
    {
        var (one, two) = (await _sample.AddActivityAsync(1, "Ett", _sample.North), await _sample.AddActivityAsync(2, "Två", _sample.North));
        await DecideAsync(_sample.Plan, new ContinuationChoice(one.Id, null, Continuation.OrdinaryWork));

        var outcome = await DecideAsync(_sample.Plan, new(one.Id, null, Continuation.Ends), new(two.Id, null, Continuation.Ends));

        Assert.Equal(1, outcome.Value!.Decided);
        Assert.Equal(["1. Ett"], outcome.Value.Changed);
        Assert.Equal([Continuation.OrdinaryWork, Continuation.Ends], (await ListAsync()).Rows.Rows.Select(row => row.Continuation!.Value));
    }

    [Fact]
    public async Task Decide_AFixedPlan_IsPossibleAndMovesNeitherPlanNorNotes()
    {
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        var note = await _sample.WriteAsync(last, _sample.North, NoteState.Approved);

        Assert.True((await DecideAsync(_sample.FixedPlan, new ContinuationChoice(last.Id, null, Continuation.Ends))).IsDone);

        await using var db = _database.Open();
        Assert.Equal(_sample.FixedPlan.Version, (await db.Plans.SingleAsync(plan => plan.Id == _sample.FixedPlan.Id)).Version);
        Assert.Equal(note.Version, (await db.Notes.SingleAsync(each => each.Id == note.Id)).Version);
    }

    [Fact]
    public async Task Decide_WithoutPermission_DroppedOrOfAnotherPlan_ChangesNothing()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        ContinuationChoice choice = new(activity.Id, null, Continuation.Ends);

        Assert.True((await DecideAsync(_sample.Head, _sample.Plan, choice)).IsNotFound);
        Assert.Equal(0, (await DecideAsync(_sample.Plan, new ContinuationChoice(last.Id, null, Continuation.Ends))).Value!.Decided);
        await using var db = _database.Open();
        Assert.Equal(0, await db.Activities.CountAsync(each => each.Continuation != null));
    }

    [Fact]
    public async Task AcceptProposals_UndecidedOnes_GetWhatTheirFollowUpsSay()
    {
        var done = await _sample.AddActivityAsync(1, "Klar", _sample.North);
        await _sample.WriteAsync(done, _sample.North, NoteState.Approved, NoteStatus.Completed);
        var said = await _sample.AddActivityAsync(2, "Sagd", _sample.North);
        await _sample.WriteAsync(said, _sample.North, NoteState.Submitted, NoteStatus.Completed, analysis: "Det övergår i ordinarie verksamhet.");
        var draft = await _sample.AddActivityAsync(3, "Utkast", _sample.North);
        await _sample.WriteAsync(draft, _sample.North, NoteState.Draft, NoteStatus.Completed);
        var decided = await _sample.AddActivityAsync(4, "Bestämd", _sample.North);
        await _sample.WriteAsync(decided, _sample.North, NoteState.Approved, NoteStatus.Completed);
        await DecideAsync(_sample.Plan, new ContinuationChoice(decided.Id, null, Continuation.Continues));

        await using (var db = _database.Open())
        {
            var outcome = await new ContinuationService(db, _database.Clock).AcceptProposalsAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Plan.Id);
            Assert.Equal(2, outcome.Value!.Decided);
        }

        Assert.Equal([Continuation.Ends, Continuation.OrdinaryWork, null, Continuation.Continues], (await ListAsync()).Rows.Rows.Select(row => row.Continuation));
        Assert.Equal(3, Assert.Single((await ListAsync(onlyUndecided: true)).Rows.Rows).Number);
    }

    [Fact]
    public async Task DecideOne_ReplacedBy_TakesALaterActivityOrOneOfThePlan()
    {
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        var (now, other) = (await _sample.AddActivityAsync(1, "Nu", _sample.North), await _sample.AddActivityAsync(2, "Annan", _sample.North));

        Assert.Equal("ContinuationReplacementUnknown", Assert.Single((await DecideOneAsync(now, last.Id)).Refusals).Code);
        Assert.Equal("ContinuationReplacementUnknown", Assert.Single((await DecideOneAsync(now, now.Id)).Refusals).Code);
        Assert.True((await DecideOneAsync(now, other.Id)).IsDone);
        Assert.True((await DecideOneAsync(last, now.Id)).IsDone);
        Assert.True((await DecideOneAsync(now, null)).IsConflict);

        await using var db = _database.Open();
        Assert.Equal(other.Id, (await db.Activities.SingleAsync(activity => activity.Id == now.Id)).ReplacedById);
        var details = await new ContinuationQueries(db).DetailsAsync(await _sample.AccessOfAsync(_sample.Reviewer), last.Id);
        Assert.Equal([now.Id, other.Id], details!.Replacements.Select(link => link.Id));
    }

    [Fact]
    public async Task Read_Rows_TellNeitherStatusNorAnalysisOfDrafts()
    {
        var activity = await _sample.AddActivityAsync(1, "Utkast", _sample.North);
        await _sample.WriteAsync(activity, _sample.North, NoteState.Draft, NoteStatus.Completed, analysis: "Den avslutas.");

        var row = Assert.Single((await ListAsync()).Rows.Rows);

        Assert.Equal((null, NoteState.Draft, ProposalReason.NothingHandedIn, ""), (row.Status, row.State, row.Proposal.Reason, row.Proposal.Words));
    }

    private Task<Outcome<ContinuationsOutcome>> DecideAsync(Plan plan, params ContinuationChoice[] choices) => DecideAsync(_sample.Reviewer, plan, choices);

    private async Task<Outcome<ContinuationsOutcome>> DecideAsync(AppUser user, Plan plan, params ContinuationChoice[] choices)
    {
        await using var db = _database.Open();
        return await new ContinuationService(db, _database.Clock).DecideAsync(await _sample.AccessOfAsync(user), plan.Id, choices);
    }

    private async Task<Outcome> DecideOneAsync(Activity activity, Guid? replacedById)
    {
        await using var db = _database.Open();
        return await new ContinuationService(db, _database.Clock).DecideOneAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), activity.Id, activity.Version, Continuation.ReplacedBy, replacedById);
    }

    private async Task<ContinuationList> ListAsync(bool onlyUndecided = false)
    {
        await using var db = _database.Open();
        return (await new ContinuationQueries(db).ReadAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, onlyUndecided, new PageRequest()))!;
    }
}
