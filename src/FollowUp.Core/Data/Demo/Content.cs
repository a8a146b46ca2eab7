using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Data.Demo;

/// <summary>The shape of <c>demo.json</c>. Days are <c>MM-dd</c> of the plan's school year.</summary>
internal sealed record Content(
    string Authority,
    IReadOnlyList<DemoUnit> Units,
    IReadOnlyList<DemoPerson> People,
    IReadOnlyList<string> GoalAreas,
    IReadOnlyList<DemoPlan> Plans);

internal sealed record DemoUnit(string Key, string Name, string? Parent, SchoolForm? SchoolForm);

internal sealed record DemoPerson(string Email, string Name, IReadOnlyList<AppRole> Roles, IReadOnlyList<DemoMembership> Memberships);

internal sealed record DemoMembership(string Unit, MembershipKind Kind);

internal sealed record DemoPlan(
    string Key, int YearOffset, string Name, string ReportTitle, string State, string LastDay,
    string FollowUpInstructions, string AnalysisInstructions, IReadOnlyList<DemoActivity> Activities,
    IReadOnlyList<DemoCheckPoint>? CheckPoints, IReadOnlyList<DemoUnitDays>? Days);

/// <summary>A check-point whose days are counted from today, so that it is open whenever the demonstration is made.</summary>
internal sealed record DemoCheckPoint(string Name, int FirstDay, int LastDay, IReadOnlyList<DemoCheckPointNote> Notes);

internal sealed record DemoCheckPointNote(int Number, string Unit, NoteStatus Status, string Text, string Author);

internal sealed record DemoUnitDays(string Unit, string LastDay, int GraceDays);

internal sealed record DemoActivity(
    int Number, string Title, string Owner, int? GoalArea, string? Responsible, string? DueOn,
    DemoReference? Continues, IReadOnlyList<DemoNote> Notes);

internal sealed record DemoReference(string Plan, int Number);

internal sealed record DemoNote(string Unit, NoteState State, NoteStatus? Status, string FollowUp, string Analysis, string Author, string? Comment);
