using System.Reflection;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Tests.Activities;
using FollowUp.Core.Tests.House;
using FollowUp.Core.Tests.Imports;
using FollowUp.Core.Tests.Imports.Lists;
using FollowUp.Core.Tests.Notes;
using FollowUp.Core.Tests.Plans;
using FollowUp.Core.Tests.Reminders;
using FollowUp.Core.Tests.Reports;
using FollowUp.Core.Tests.Reviews;
using FollowUp.Core.Tests.Units;
using FollowUp.Core.Tests.Users;
using FollowUp.Core.Tests.YearShift;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>
/// Every query of the service layer, as SQL Server would get it: collected while the methods run, translated by its provider, parsed
/// as T-SQL. A method or a query that was not reached fails.
/// </summary>
public sealed class SqlServerQueriesTests
{
    /// <summary>Methods that ask the database nothing.</summary>
    private static readonly Dictionary<string, string> WithoutQueries = new()
    {
        ["ExportService.RecordAsync"] = "adds an entry to the audit and reads nothing",
        ["ExportService.RecordHandOutAsync"] = "adds an entry to the audit and reads nothing",
        ["ExportService.RecordReportAsync"] = "adds an entry to the audit and reads nothing",
    };

    /// <summary>Tests of services, run here once more for queries that lie behind more than one call.</summary>
    private static readonly (Type Test, string Method)[] Deeper =
    [
        (typeof(ActivityServiceTests), nameof(ActivityServiceTests.Restore_NumberTaken_GetsTheNextAfterTheLast)),
        (typeof(AssignmentServiceTests), nameof(AssignmentServiceTests.AddActivity_TwoPeopleAtOnce_GetDifferentNumbers)),
        (typeof(AssignmentServiceTests), nameof(AssignmentServiceTests.AddUnit_MidYear_HasANoteOnce)),
        (typeof(DelegationServiceTests), nameof(DelegationServiceTests.Give_TheSameOnSomeOfTheDays_IsRefusedWithThePeriod)),
        (typeof(UnitDaysTests), nameof(UnitDaysTests.Plan_APrincipal_SeesTheOwnUnitsLastDay)),
        (typeof(SideBySideTests), nameof(SideBySideTests.Quote_IntoTheSummary_IsAppendedAndSavedAsADraft)),
        (typeof(NoteServiceTests), nameof(NoteServiceTests.Return_TwiceInAMoment_IsDoneOnceAndToldOnce)),
        (typeof(FixedReportTests), nameof(FixedReportTests.Fix_AgainAfterACorrection_IsANewVersionThatTellsWhatDiffers)),
        (typeof(FixedReportTests), nameof(FixedReportTests.Read_WhileCorrectionsAreMade_GivesReadersTheFixedVersion)),
        (typeof(FixedReportTests), nameof(FixedReportTests.Fix_SomebodyElseFixesMeanwhile_IsAConflict)),
        (typeof(FixedReportTests), nameof(FixedReportTests.Formats_OfAVersion_AreForThoseWhoMayReadTheWhole)),
        (typeof(FixedReportTests), nameof(FixedReportTests.Share_ALink_WorksUntilItsLastDayOrIsEnded)),
        (typeof(ReportTemplateServiceTests), nameof(ReportTemplateServiceTests.Remove_AndRestore_TakesItOutOfUseAndBack)),
        (typeof(PreparedFileServiceTests), nameof(PreparedFileServiceTests.Keep_MoreThanAPiece_ComesBackWholeInPieces)),
        (typeof(YearShiftServiceTests), nameof(YearShiftServiceTests.CarryOut_AgainAfterwards_FindsThemCarriedAlready)),
        (typeof(YearShiftUndoServiceTests), nameof(YearShiftUndoServiceTests.Undo_NewPlan_RemovesEverythingAndCanBeDoneAgain)),
        (typeof(ContinuationServiceTests), nameof(ContinuationServiceTests.AcceptProposals_UndecidedOnes_GetWhatTheirFollowUpsSay)),
        (typeof(ContinuationServiceTests), nameof(ContinuationServiceTests.DecideOne_ReplacedBy_TakesALaterActivityOrOneOfThePlan)),
        (typeof(ThreadQueriesTests), nameof(ThreadQueriesTests.Read_FromAnyYear_IsTheSameThreadTheFirstYearFirst)),
        (typeof(ThreadQueriesTests), nameof(ThreadQueriesTests.Report_CarriedActivity_TellsTheHowManiethYearItIsIn)),
        (typeof(HouseServiceTests), nameof(HouseServiceTests.Logo_SetRemovedAndRestored)),
        (typeof(RetentionServiceTests), nameof(RetentionServiceTests.Purge_OnePlan_LeavesTheOthers)),
        (typeof(SetupServiceTests), nameof(SetupServiceTests.Create_EmptyInstallation_MakesAuthorityAndAdministratorWhoCanSignIn)),
        (typeof(CommonPasswordsTests), nameof(CommonPasswordsTests.Validate_TheAuthoritysName_IsRefusedAtTheField)),
        (typeof(SecondFactorServiceTests), nameof(SecondFactorServiceTests.Reset_AppAndPasskeys_AreGoneWithTheSessions)),
        (typeof(SecondFactorServiceTests), nameof(SecondFactorServiceTests.TurnOn_RightCode_IsAskedForFromThenOn)),
        (typeof(PasskeyServiceTests), nameof(PasskeyServiceTests.Add_RenameAndRemove_AreInTheAudit)),
        (typeof(ExternalSignInServiceTests), nameof(ExternalSignInServiceTests.Admit_FromNobodyToNoRights_IsToldInTheAudit)),
        (typeof(ExternalSignInServiceTests), nameof(ExternalSignInServiceTests.Admit_RightsGivenHere_StayAsTheyAre)),
        (typeof(ExternalSignInServiceTests), nameof(ExternalSignInServiceTests.Admit_LastAdministratorWithoutTheGroup_StaysOne)),
        (typeof(UnitMergeServiceTests), nameof(UnitMergeServiceTests.Undo_NobodyHasWritten_GivesEverythingBack)),
        (typeof(UnitMergeServiceTests), nameof(UnitMergeServiceTests.Preview_ToldBefore_IsWhatTheMergeDoes)),
        (typeof(UnitMergeServiceTests), nameof(UnitMergeServiceTests.Merge_WithUnitsBelow_MovesThemAndUndoMovesThemBack)),
        (typeof(SuccessionServiceTests), nameof(SuccessionServiceTests.Replace_TwiceFromOneForm_IsDoneOnceWithAuditOfBoth)),
        (typeof(UnitNamesTests), nameof(UnitNamesTests.Rename_EveryPage_ShowsTheOldNameInTheFixedYearAndTheNewOneInTheOpen)),
        (typeof(ImportServiceTests), nameof(ImportServiceTests.Prepare_YearWithAnOpenPlan_SuggestsThatPlanAndDrafts)),
        (typeof(ImportServiceTests), nameof(ImportServiceTests.Confirm_PlanWithActivities_MatchesAddsAndOverwritesNothing)),
        (typeof(ImportServiceTests), nameof(ImportServiceTests.Confirm_AtTheSameTimeFromTheSameForm_ImportsOnce)),
        (typeof(ImportUndoServiceTests), nameof(ImportUndoServiceTests.Undo_NewPlan_RemovesEverythingAndCanBeImportedAgain)),
        (typeof(ActivityListTests), nameof(ActivityListTests.Confirm_WritesActivitiesWithAFollowUpForEachUnit_AndLeavesWhatTheListDoesNotSay)),
        (typeof(ListImportServiceTests), nameof(ListImportServiceTests.Undo_Units_TakesOutThoseThatWereAdded)),
        (typeof(ListImportServiceTests), nameof(ListImportServiceTests.Undo_People_TakesTheirAccountsOut_AndIsRefusedOnceOneIsInUse)),
        (typeof(UnitListTests), nameof(UnitListTests.Confirm_UnitsBelowEachOtherInAnyOrder_MakesTheBranch)),
        (typeof(PersonListTests), nameof(PersonListTests.Confirm_AnAdministratorWhoLosesTheRole_LeavesAnotherWhoNoticesIt)),
        (typeof(ListImportServiceTests), nameof(ListImportServiceTests.Confirm_AtTheSameTimeFromTheSamePage_ReadsInOnce)),
        (typeof(ListImportServiceTests), nameof(ListImportServiceTests.Undo_TakesOutWhatWasAdded_AndTheListCanBeReadInAgain)),
        (typeof(ReminderMailQueriesTests), nameof(ReminderMailQueriesTests.Collect_Reviewer_GetsWhatOthersHandedInAndFromTheLastDayOnWhatIsMissing)),
        (typeof(ReminderMailQueriesTests), nameof(ReminderMailQueriesTests.Collect_Remarks_AreForTheOneWhoDidNotHaveTheLastWord)),
        (typeof(ReminderMailServiceTests), nameof(ReminderMailServiceTests.Spare_NothingLeftToDo_EndsTheRetry)),
        (typeof(ReminderMailServiceTests), nameof(ReminderMailServiceTests.Pause_AndResume_AreOncesWithAuditAndRefuseThePast)),
        (typeof(TransferTests), nameof(TransferTests.Run_WholeInstallation_IsTheSameRowByRow)),
    ];

    private static readonly Lazy<Task<UseCaseRun>> Run = new(() => RunAsync(typeof(Outcome).Assembly, Deeper));

    [Fact]
    public async Task UseCases_EveryQuery_IsTSql() => Breaches.None((await Run.Value).Faults);

    [Fact]
    public async Task UseCases_EveryMethod_SendsItsQueries()
    {
        var run = await Run.Value;
        Breaches.None([.. Silent(run, typeof(Outcome).Assembly).Except(WithoutQueries.Keys)]);
        Breaches.None([.. run.Failures.Select(failure => $"{failure.Key} could not be called: {failure.Value}")]);
    }

    [Fact]
    public async Task UseCases_EveryPlaceThatSendsAQuery_WasSeenDoingIt() =>
        Breaches.None([.. (await Run.Value).Unreached.Select(site => $"{site} was never reached: name a test that does in {nameof(Deeper)}.")]);

    [Fact]
    public async Task BadUseCases_EachFault_IsFound()
    {
        var assembly = typeof(SqlServerQueriesTests).Assembly;
        var run = await RunAsync(assembly);

        Assert.Contains(run.Faults, fault => fault.StartsWith("GlobbingQueries.ReadAsync: ", StringComparison.Ordinal) && fault.Contains("could not be translated", StringComparison.Ordinal));
        Assert.Contains("SilentQueries.ReadAsync", Silent(run, assembly));
        Assert.Contains(run.Unreached, site => site is { Method: "ReadAsync", Operator: "CountAsync" } && site.Type.EndsWith("HidingQueries", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Unreached, site => site is { Operator: "AnyAsync" } && site.Type.EndsWith("HidingQueries", StringComparison.Ordinal));
        Assert.Contains("FailingService.DoAsync", run.Failures.Keys);
    }

    private static async Task<UseCaseRun> RunAsync(Assembly assembly, params (Type Test, string Method)[] deeper)
    {
        Assert.SkipWhen(TestDatabase.Server is not null, "The tests run on a SQL Server, which sees every query itself.");
        await using var database = await TestDatabase.CreateAsync();
        var types = UseCaseRun.UseCases(assembly).Where(type => !type.Namespace!.Contains(".Architecture.", StringComparison.Ordinal)).ToList();
        var written = CompiledCode.WrittenTypes(assembly);
        var sites = QueryCallSite.In(assembly == typeof(Outcome).Assembly ? written : written.Where(type => types.Any(each => each.FullName == type.FullName)));
        var run = new UseCaseRun(database, assembly, sites);
        foreach (var (test, method) in deeper) await run.CallAsync(test, method);
        await run.CallAsync(types);
        return run;
    }

    private static IEnumerable<string> Silent(UseCaseRun run, Assembly assembly) =>
        from type in UseCaseRun.UseCases(assembly)
        from method in UseCaseRun.MethodsOf(type)
        let name = $"{type.Name}.{method.Name}"
        where !run.Queries.ContainsKey(name)
        select name;
}

/// <summary>Asks in words that only SQLite knows.</summary>
public sealed class GlobbingQueries(FollowUpDbContext db)
{
    public Task<List<Note>> ReadAsync() => db.Notes.Where(note => EF.Functions.Glob(note.FollowUp, "*a*")).Take(1).ToListAsync();
}

public sealed class SilentQueries
{
    public static Task ReadAsync() => Task.CompletedTask;
}

/// <summary>Has a query behind a condition that never holds.</summary>
public sealed class HidingQueries(FollowUpDbContext db)
{
    public async Task<int> ReadAsync() => await db.Notes.AnyAsync(note => note.FollowUp == "aldrig") ? await db.Notes.CountAsync() : 0;
}

public sealed class FailingService
{
    public static Task DoAsync() => throw new InvalidOperationException("Always.");
}
