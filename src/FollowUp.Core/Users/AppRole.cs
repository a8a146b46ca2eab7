namespace FollowUp.Core.Users;

/// <summary>What a person is to the system. One person can have several roles.</summary>
public enum AppRole
{
    /// <summary>Rektor, biträdande rektor or another writer at a unit.</summary>
    Principal = 1,

    /// <summary>Controller. Not called Controller in code: that word belongs to MVC.</summary>
    Reviewer = 2,

    /// <summary>Administratör.</summary>
    Administrator = 3,

    /// <summary>Nämndledamot, revisor: reads fixed reports.</summary>
    Reader = 4,
}

/// <summary>What a person is at a unit (and at every unit below it).</summary>
public enum MembershipKind
{
    /// <summary>Rektor: writes and submits.</summary>
    Head = 1,

    /// <summary>Biträdande rektor: writes.</summary>
    Deputy = 2,

    /// <summary>Writes.</summary>
    Writer = 3,
}
