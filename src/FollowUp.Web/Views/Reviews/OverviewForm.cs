using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using Microsoft.AspNetCore.Http.Extensions;

namespace FollowUp.Web.Views.Reviews;

/// <summary>The filter of the overview, as it stands in the address.</summary>
public sealed class OverviewForm
{
    public const string Matrix = "matrix";

    public Guid? Plan { get; set; }

    public Guid? Unit { get; set; }

    public NoteStatus? Status { get; set; }

    public NoteState? State { get; set; }

    public Guid? Area { get; set; }

    public bool Overdue { get; set; }

    public bool Waiting { get; set; }

    public string? Q { get; set; }

    public string? View { get; set; }

    public bool IsMatrix => View == Matrix;

    public ReviewFilter Filter => new()
    {
        PlanId = Plan,
        UnitId = Unit,
        Status = Status,
        State = State,
        GoalAreaId = Area,
        IsOverdue = Overdue,
        AwaitsReview = Waiting,
        Search = Q is { Length: > ReviewFilter.SearchLength } ? Q[..ReviewFilter.SearchLength] : Q,
    };

    /// <summary>The address of the first page with one field changed: another value, or none.</summary>
    public string With(string field, string? value)
    {
        var fields = Fields().Where(has => has.Name != field).Append((Name: field, Value: value)).Where(has => !string.IsNullOrEmpty(has.Value));
        return "~/reviews" + new QueryBuilder(fields.Select(has => KeyValuePair.Create(has.Name, has.Value!))).ToQueryString();
    }

    private IEnumerable<(string Name, string? Value)> Fields() =>
    [
        ("plan", Plan?.ToString()),
        ("unit", Unit?.ToString()),
        ("status", Status?.ToString()),
        ("state", State?.ToString()),
        ("area", Area?.ToString()),
        ("overdue", Overdue ? "true" : null),
        ("waiting", Waiting ? "true" : null),
        ("q", Q),
        ("view", View),
    ];
}
