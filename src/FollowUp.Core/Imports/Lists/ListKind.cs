namespace FollowUp.Core.Imports.Lists;

/// <summary>What a list is of. The numbers are stored.</summary>
public enum ListKind
{
    Activities = 1,
    Units = 2,
    People = 3,
}

/// <summary>What a column of a list can be read as. The numbers are stored.</summary>
public enum ListField
{
    /// <summary>The plan of an activity: only looked at, so that a row of another plan is not taken for one of this.</summary>
    Plan = 1,
    Number = 2,
    Title = 3,
    OwnerUnit = 4,
    Responsible = 5,
    DueOn = 6,
    GoalArea = 7,

    /// <summary>The units that an activity concerns.</summary>
    Units = 8,

    /// <summary>The name of a unit or a person.</summary>
    Name = 20,

    /// <summary>The units above a unit.</summary>
    Parent = 21,
    SchoolForm = 22,

    /// <summary>Whether a unit is closed: only looked at.</summary>
    Closed = 23,
    Email = 30,
    Roles = 31,
    Places = 32,
}

/// <summary>What becomes of a row of a list.</summary>
public enum RowFate
{
    New = 1,
    Changed = 2,
    Unchanged = 3,

    /// <summary>It cannot be read in before something in it is mended.</summary>
    Bad = 4,
}
