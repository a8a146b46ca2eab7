namespace FollowUp.Core.Activities;

/// <summary>What becomes of an activity after its year. Not decided yet is <c>null</c>. The numbers are stored: add, never renumber.</summary>
public enum Continuation
{
    /// <summary>Avslutas.</summary>
    Ends = 1,

    /// <summary>Fortsätter nästa år: in the next plan stands an activity that goes on from it.</summary>
    Continues = 2,

    /// <summary>Övergår i ordinarie verksamhet.</summary>
    OrdinaryWork = 3,

    /// <summary>Ersätts av another activity.</summary>
    ReplacedBy = 4,
}
