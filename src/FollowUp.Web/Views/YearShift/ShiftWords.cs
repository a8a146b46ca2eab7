using System.Globalization;
using FollowUp.Core.Activities;
using FollowUp.Core.YearShift;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.YearShift;

/// <summary>How a preview tells what is otherwise than in the old plan.</summary>
public static class ShiftWords
{
    public static string Of(Texts texts, ShiftChange change) => texts[$"YearShift.Change.{change.Kind}", change.Kind switch
    {
        ShiftChangeKind.DueMoved or ShiftChangeKind.DueLeft =>
            DateOnly.ParseExact(change.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
        ShiftChangeKind.DecidedOtherwise => texts.Of(Enum.Parse<Continuation>(change.Detail)),
        _ => change.Detail,
    }];
}
