namespace FollowUp.Core.Users;

/// <summary>What somebody may do at all. Which units' things it reaches is decided by <c>VisibleTo</c> and the entity.</summary>
public enum Permission
{
    SeeActivities = 1,
    ReadNotes,
    WriteNotes,
    ReviewNotes,
    SeeOverview,
    Remind,
    PlanActivities,
    Import,
    PrintReport,
    FixReport,
    Delegate,
    Administer,
    ReadAudit,
}

/// <summary>The table of who may what: the one place where roles meet permissions.</summary>
public static class Permissions
{
    private static readonly Dictionary<Permission, AppRole[]> Table = new()
    {
        [Permission.SeeActivities] = [AppRole.Principal, AppRole.Reviewer, AppRole.Administrator],
        [Permission.ReadNotes] = [AppRole.Principal, AppRole.Reviewer, AppRole.Administrator],
        [Permission.WriteNotes] = [AppRole.Principal, AppRole.Reviewer],
        [Permission.ReviewNotes] = [AppRole.Reviewer],
        [Permission.SeeOverview] = [AppRole.Reviewer, AppRole.Administrator],
        [Permission.Remind] = [AppRole.Reviewer, AppRole.Administrator],
        [Permission.PlanActivities] = [AppRole.Reviewer, AppRole.Administrator],
        [Permission.Import] = [AppRole.Reviewer, AppRole.Administrator],
        [Permission.PrintReport] = [AppRole.Principal, AppRole.Reviewer, AppRole.Administrator, AppRole.Reader],
        [Permission.FixReport] = [AppRole.Reviewer, AppRole.Administrator],
        [Permission.Delegate] = [AppRole.Principal, AppRole.Administrator],
        [Permission.Administer] = [AppRole.Administrator],
        [Permission.ReadAudit] = [AppRole.Reviewer, AppRole.Administrator],
    };

    public static IReadOnlyList<AppRole> RolesWith(Permission permission) => Table[permission];
}
