using FollowUp.Core.Reviews;

namespace FollowUp.Web.Views.Home;

/// <summary>The filter of <em>Att göra</em>, as it stands in the address.</summary>
public sealed class ToDoForm
{
    public Guid? Plan { get; set; }

    public Guid? Unit { get; set; }

    public ToDoSection? Section { get; set; }

    public ToDoFilter Filter => new(Plan, Unit, Section);

    public bool IsNarrowed => Plan is not null || Unit is not null || Section is not null;

    /// <summary>The address with one section alone, or with all where null.</summary>
    public string With(ToDoSection? section) => "~/?" + string.Join('&', new[]
    {
        Plan is { } plan ? $"plan={plan}" : null,
        Unit is { } unit ? $"unit={unit}" : null,
        section is { } chosen ? $"section={chosen}" : null,
    }.Where(part => part is not null));
}
