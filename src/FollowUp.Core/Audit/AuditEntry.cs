namespace FollowUp.Core.Audit;

/// <summary>Who did what to what, and when; written in the same save as the change itself. Holds no text that anybody wrote.</summary>
public sealed class AuditEntry
{
    public const int DetailLength = 400;

    private AuditEntry()
    {
    }

    /// <param name="at">UTC.</param>
    /// <param name="userId">Who; null for the system itself.</param>
    /// <param name="action">What was done.</param>
    /// <param name="subjectId">The key of the thing changed.</param>
    /// <param name="subject">What the thing was called at the time: a unit's name, an activity's number and title.</param>
    /// <param name="detail">A short addition such as the new state; never a follow-up or an analysis.</param>
    public AuditEntry(DateTime at, Guid? userId, AuditAction action, Guid subjectId, string subject, string detail = "")
    {
        At = at;
        UserId = userId;
        Action = action;
        SubjectId = subjectId;
        Subject = Shorten(subject);
        Detail = Shorten(detail);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public DateTime At { get; private set; }

    public Guid? UserId { get; private set; }

    public AuditAction Action { get; private set; }

    public Guid SubjectId { get; private set; }

    public string Subject { get; private set; } = "";

    public string Detail { get; private set; } = "";

    private static string Shorten(string text) => text.Length <= DetailLength ? text : text[..(DetailLength - 1)] + "…";
}

/// <summary>What the audit tells of. The numbers are stored: add, never renumber.</summary>
public enum AuditAction
{
    UnitCreated = 100,
    UnitChanged = 101,
    UnitClosed = 102,
    UnitReopened = 103,
    UnitMerged = 104,
    UnitTookOver = 105,
    UnitMergeUndone = 106,

    UserCreated = 200,
    UserChanged = 201,
    UserDeactivated = 202,
    UserActivated = 203,
    UserUnlocked = 204,
    ResetLinkMade = 205,
    PasswordReset = 206,
    PasswordChanged = 207,
    SignedIn = 208,
    SignInFailed = 209,
    SignedOut = 210,
    LockedOut = 211,
    FirstAdministratorCreated = 212,
    LanguageChosen = 213,
    PersonHandedOut = 215,
    DelegationGiven = 220,
    DelegationEnded = 221,
    HeadLeft = 230,
    HeadTookOver = 231,
    PlaceTaken = 232,
    PlaceTakenBack = 233,
    MailPaused = 236,
    MailResumed = 237,
    SignedInExternally = 240,
    ExternalLinked = 241,
    ExternalAccountMade = 242,
    RightsTakenOver = 243,
    ExternalRefused = 244,
    TwoFactorTurnedOn = 250,
    TwoFactorTurnedOff = 251,
    TwoFactorReset = 252,
    RecoveryCodesMade = 253,
    RecoveryCodeUsed = 254,
    CodeFailed = 255,
    PasskeyAdded = 256,
    PasskeyRenamed = 257,
    PasskeyRemoved = 258,
    SignedInWithPasskey = 259,
    BreakGlassUsed = 260,
    SessionsEnded = 270,

    PlanCreated = 300,
    PlanChanged = 301,
    PlanFixed = 302,
    PlanUnlocked = 303,
    GapWaived = 304,
    GapWaiverWithdrawn = 305,
    YearShifted = 306,
    YearShiftUndone = 307,
    GoalAreaCreated = 310,
    GoalAreaChanged = 311,
    GoalAreaClosed = 312,
    GoalAreaReopened = 313,
    CheckPointCreated = 320,
    CheckPointChanged = 321,
    CheckPointRemoved = 322,
    CheckPointRestored = 323,
    UnitDaysSet = 324,
    UnitDaysRemoved = 325,
    HistoryPurged = 330,
    PlanMailPaused = 332,
    PlanMailResumed = 333,

    ActivityCreated = 400,
    ActivityChanged = 401,
    ActivityDropped = 402,
    ActivityRestored = 403,
    ActivityRenumbered = 404,
    ActivityUnitAdded = 405,
    ActivityUnitRemoved = 406,
    ContinuationDecided = 407,
    ActivityHandedOver = 408,
    ActivityHandedOut = 430,

    NoteSaved = 500,
    NoteSubmitted = 501,
    NoteReopened = 502,
    NoteReturned = 503,
    NoteApproved = 504,
    NoteLanguageCorrected = 505,
    NoteSelfApproved = 506,
    NoteRestored = 507,
    NoteCarried = 508,
    NoteMerged = 509,
    Reminded = 510,
    NoteTextSetAside = 511,
    NoteBecameActivity = 512,
    NoteHandedOver = 513,
    NoteCommented = 520,
    NoteCommentClosed = 521,
    NoteCommentReopened = 522,
    CheckPointWritten = 530,

    ImportRead = 600,
    ImportConfirmed = 601,
    ImportUndone = 602,
    ImportDiscarded = 603,
    ImportCorrected = 604,
    ImportTakenUp = 605,
    ListRead = 610,
    ListConfirmed = 611,
    ListUndone = 612,
    ListDiscarded = 613,
    ListTakenUp = 614,

    ReportExported = 700,
    ReportSetupChanged = 701,
    ReportShared = 702,
    ReportShareEnded = 703,
    ReportTemplateChanged = 704,
    ReportTemplateRemoved = 705,
    ReportTemplateRestored = 706,
    ListExported = 710,

    HouseChanged = 800,
}
