using System.Globalization;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Imports.Lists;

/// <summary>What the cells of a list say, in Swedish or English.</summary>
internal static class ListWords
{
    private static readonly Dictionary<string, AppRole> Roles = new()
    {
        ["rektor"] = AppRole.Principal,
        ["principal"] = AppRole.Principal,
        ["controller"] = AppRole.Reviewer,
        ["administratör"] = AppRole.Administrator,
        ["administrator"] = AppRole.Administrator,
        ["läsare"] = AppRole.Reader,
        ["nämndledamot"] = AppRole.Reader,
        ["reader"] = AppRole.Reader,
    };

    private static readonly Dictionary<string, MembershipKind> Kinds = new()
    {
        ["rektor"] = MembershipKind.Head,
        ["principal"] = MembershipKind.Head,
        ["biträdande rektor"] = MembershipKind.Deputy,
        ["bitr rektor"] = MembershipKind.Deputy,
        ["bitr. rektor"] = MembershipKind.Deputy,
        ["deputy principal"] = MembershipKind.Deputy,
        ["skribent"] = MembershipKind.Writer,
        ["writer"] = MembershipKind.Writer,
    };

    private static readonly Dictionary<string, SchoolForm> Forms = new()
    {
        ["förskola"] = SchoolForm.Preschool,
        ["preschool"] = SchoolForm.Preschool,
        ["förskoleklass"] = SchoolForm.PreschoolClass,
        ["preschool class"] = SchoolForm.PreschoolClass,
        ["grundskola"] = SchoolForm.CompulsorySchool,
        ["compulsory school"] = SchoolForm.CompulsorySchool,
        ["anpassad grundskola"] = SchoolForm.AdaptedCompulsorySchool,
        ["adapted compulsory school"] = SchoolForm.AdaptedCompulsorySchool,
        ["fritidshem"] = SchoolForm.LeisureCentre,
        ["leisure-time centre"] = SchoolForm.LeisureCentre,
        ["gymnasieskola"] = SchoolForm.UpperSecondary,
        ["gymnasium"] = SchoolForm.UpperSecondary,
        ["upper secondary school"] = SchoolForm.UpperSecondary,
        ["anpassad gymnasieskola"] = SchoolForm.AdaptedUpperSecondary,
        ["adapted upper secondary school"] = SchoolForm.AdaptedUpperSecondary,
        ["kommunal vuxenutbildning"] = SchoolForm.AdultEducation,
        ["vuxenutbildning"] = SchoolForm.AdultEducation,
        ["komvux"] = SchoolForm.AdultEducation,
        ["municipal adult education"] = SchoolForm.AdultEducation,
    };

    private static readonly string[] AuthorityWords = ["huvudman", "authority"];
    private static readonly string[] ClosedWords = ["stängd", "ja", "x", "closed", "yes", "true"];
    private static readonly string[] OpenWords = ["", "öppen", "nej", "open", "no", "false"];

    private static readonly string[] Days =
    [
        "yyyy-M-d", "yyyyMMdd", "yyyy/M/d", "yyyy.M.d", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "d/M yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy",
        "d MMMM yyyy", "d MMM yyyy",
    ];

    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("sv-SE"), CultureInfo.GetCultureInfo("en-GB")];

    public static AppRole? Role(string word) => Roles.TryGetValue(Key(word), out var role) ? role : null;

    public static MembershipKind? Kind(string word) => Kinds.TryGetValue(Key(word), out var kind) ? kind : null;

    public static SchoolForm? Form(string word) => Forms.TryGetValue(Key(word), out var form) ? form : null;

    /// <summary>True where it says, in the place of a school form, that the unit is the authority itself.</summary>
    public static bool IsAuthority(string word) => AuthorityWords.Contains(Key(word));

    /// <summary>Null where it says neither.</summary>
    public static bool? IsClosed(string word) => ClosedWords.Contains(Key(word)) ? true : OpenWords.Contains(Key(word)) ? false : null;

    /// <summary>Null where it is no day.</summary>
    public static DateOnly? Day(string text)
    {
        foreach (var language in Languages)
        {
            if (DateTime.TryParseExact(text, Days, language, DateTimeStyles.AllowWhiteSpaces, out var day)) return DateOnly.FromDateTime(day);
        }

        return null;
    }

    /// <summary>Null where it is no whole number; a full stop after it, as in a numbered list, does not matter.</summary>
    public static int? Number(string text) =>
        int.TryParse(text.TrimEnd('.'), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Names are the same whatever their case and white space.</summary>
    public static string Key(string text) => UnitNames.Key(text);
}
