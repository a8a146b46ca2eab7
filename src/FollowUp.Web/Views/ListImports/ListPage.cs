using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.ListImports;

/// <summary>What each column is to be read as, as it is posted: the numbers of <see cref="ListField"/>, 0 for what is not read.</summary>
public class ListColumnsForm
{
    public Guid Version { get; set; }

    public List<int> Columns { get; set; } = [];

    public Guid? DefaultOwnerId { get; set; }

    public List<Guid> DefaultUnits { get; set; } = [];

    public ListDefaults Defaults => new(DefaultOwnerId, DefaultUnits);

    public IReadOnlyList<ListField?> Chosen => [.. Columns.Select(column => column == 0 ? (ListField?)null : (ListField)column)];
}

/// <summary>One page of a list.</summary>
public sealed class ListPage(ListPreview preview, Texts texts, ListColumnsForm? typed = null)
{
    private const int MostShown = 300;

    public ListPreview Preview => preview;

    public ListImport Import => preview.Import;

    public ListKind Kind => preview.Import.Kind;

    /// <summary>What it is called: the file's name.</summary>
    public string Heading => Import.FileName.Length > 0 ? Import.FileName : texts["Lists.Pasted"].Value;

    /// <summary>The plan that its activities go into; empty for other lists.</summary>
    public string PlanLabel => Import.Plan is { } plan ? new PlanChoice(plan.Id, plan.Year, plan.Name).Label : "";

    /// <summary>Where another list of the same kind is read in.</summary>
    public string NewAddress => $"/lists/new?kind={Kind}{(Import.PlanId is { } plan ? $"&plan={plan}" : "")}";

    /// <summary>Where what was read in is seen.</summary>
    public string DoneAddress => Kind switch
    {
        ListKind.Activities => $"/activities?plan={Import.PlanId}",
        ListKind.Units => "/units",
        _ => "/users",
    };

    /// <summary>What a column is read as: as it was chosen just now, else as it is saved.</summary>
    public ListField? FieldOf(int column) => typed is null ? preview.Columns[column].Field : typed.Chosen.ElementAtOrDefault(column);

    /// <summary>What holds for rows that name no unit: as it was chosen just now, else as it is saved.</summary>
    public ListDefaults Defaults => typed?.Defaults ?? Import.Defaults;

    /// <summary>True where the columns have to be looked at before anything can be read in.</summary>
    public bool IsMapOpen => typed is not null || preview.Check is { Missing.Count: > 0 }
        || preview.Check?.Rows.Any(row => row.Refusals.Any(refusal => refusal.Code == "ActivityOwnerMissing")) == true;

    /// <summary>What else stands in a row, as much as is seen at a glance.</summary>
    public static string RestOf(ListPreviewRow row) => Short(string.Join(" · ", row.Cells.Where(cell => cell.Length > 0 && cell != row.Label).Select(Short)));

    /// <summary>The beginning of a long text.</summary>
    public static string Short(string text) => text.Length > MostShown ? text[..MostShown] + "…" : text;

    /// <summary>Beside which head a refusal stands, and the sentence.</summary>
    public string Why(Refusal refusal, Func<Refusal, string> sentence) =>
        Enum.TryParse<ListField>(refusal.Field, out var field) ? texts["Lists.Why", HeadOf(field), sentence(refusal)] : sentence(refusal);

    /// <summary>What a field becomes.</summary>
    public string ChangeOf(FieldChange change) => change.Field == ListField.Units
        ? texts["Lists.UnitsAdded", change.After]
        : texts["Lists.Change", HeadOf(change.Field), Value(change.Field, change.Before), Value(change.Field, change.After)];

    private string HeadOf(ListField field) => preview.Columns.FirstOrDefault(column => column.Field == field)?.Head is { Length: > 0 } head ? head : texts[$"Lists.Field.{field}"].Value;

    private string Value(ListField field, string value) => value.Length == 0 ? texts["Lists.Nothing"].Value : field switch
    {
        ListField.SchoolForm => texts.Of(Enum.Parse<SchoolForm>(value)),
        ListField.Roles => string.Join(", ", value.Split(',').Select(role => texts.Of(Enum.Parse<AppRole>(role)))),
        ListField.Places => UnitCells.Join(value.Split("; ").Select(Place)),
        _ => value,
    };

    private string Place(string place)
    {
        var comma = place.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && Enum.TryParse<MembershipKind>(place[(comma + 2)..], out var kind) ? $"{place[..comma]}, {texts.Of(kind)}" : place;
    }
}
