namespace FollowUp.Core.Units;

/// <summary>The school forms of Skollagen 1 kap. 1 § and fritidshem, in the order in which reports print them.</summary>
public enum SchoolForm
{
    /// <summary>Förskola.</summary>
    Preschool = 1,

    /// <summary>Förskoleklass.</summary>
    PreschoolClass = 2,

    /// <summary>Grundskola.</summary>
    CompulsorySchool = 3,

    /// <summary>Anpassad grundskola.</summary>
    AdaptedCompulsorySchool = 4,

    /// <summary>Fritidshem.</summary>
    LeisureCentre = 5,

    /// <summary>Gymnasieskola.</summary>
    UpperSecondary = 6,

    /// <summary>Anpassad gymnasieskola.</summary>
    AdaptedUpperSecondary = 7,

    /// <summary>Kommunal vuxenutbildning.</summary>
    AdultEducation = 8,
}
