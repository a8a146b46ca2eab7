using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Imports.Lists;

/// <summary>A list of activities, units or people that was read from a file, until and after its rows are in.</summary>
public sealed class ListImport
{
    public const int FileNameLength = 260;

    /// <summary>The most rows that one list may have.</summary>
    public const int MaxRows = 5_000;

    /// <summary>The stored list may take more room than its characters, for what stands between them.</summary>
    public const int TableLength = 4 * ListContent.MaxCharacters;

    public const int ColumnsLength = 4 * ListContent.MaxColumns;

    /// <summary>A key and the comma after it.</summary>
    private const int KeyLength = 37;

    public const int DefaultUnitsLength = KeyLength * AssignmentService.MaxUnits;

    public const int MadeLength = KeyLength * MaxRows;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ListImport()
    {
    }

    /// <param name="id">Made by the form.</param>
    /// <param name="kind">What the list is of.</param>
    /// <param name="planId">The plan that its activities go into; null for other lists.</param>
    /// <param name="fileName">The file's name; empty where the list was pasted.</param>
    /// <param name="table">The list.</param>
    public ListImport(Guid id, ListKind kind, Guid? planId, string fileName, ListTable table)
    {
        Id = id;
        Kind = kind;
        PlanId = planId;
        FileName = TypedText.CleanLine(fileName) is var name && name.Length > FileNameLength ? name[..FileNameLength] : name;
        Table = table.ToJson();
        RowCount = table.Rows.Count;
        Columns = Written(ListHeads.Recognise(kind, table.Heads));
    }

    public Guid Id { get; private set; }

    public ListKind Kind { get; private set; }

    /// <summary>The plan that activities go into.</summary>
    public Guid? PlanId { get; private set; }

    public Plan? Plan { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>The list as JSON: a <see cref="ListTable"/>.</summary>
    public string Table { get; private set; } = "";

    public int RowCount { get; private set; }

    /// <summary>What each column is read as, in the list's order: the numbers of <see cref="ListField"/> with commas between, 0 for what is not read.</summary>
    public string Columns { get; private set; } = "";

    /// <summary>The responsible unit of new activities whose row names none; null where none is chosen.</summary>
    public Guid? DefaultOwnerId { get; private set; }

    /// <summary>The units concerned by new activities whose row names none: keys with commas between.</summary>
    public string DefaultUnits { get; private set; } = "";

    public ImportState State { get; private set; } = ImportState.Preview;

    public Guid CreatedById { get; private set; }

    public AppUser CreatedBy { get; private set; } = null!;

    public DateTime CreatedAt { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public Guid? ConfirmedById { get; private set; }

    public AppUser? ConfirmedBy { get; private set; }

    /// <summary>How many rows became something new.</summary>
    public int Added { get; private set; }

    /// <summary>The units or people that were added, so that they can be taken out again: keys with commas between. Activities know their list themselves.</summary>
    public string Made { get; private set; } = "";

    /// <summary>How many rows changed something that was there.</summary>
    public int Changed { get; private set; }

    /// <summary>How many rows said what was there already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>The rows that could not be read in and why, as JSON; empty before the list is confirmed.</summary>
    public string Refused { get; private set; } = "";

    /// <summary>How many rows could not be read in.</summary>
    public int RefusedCount { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>The list as it was read.</summary>
    public ListTable ReadTable() => ListTable.FromJson(Table);

    /// <summary>What each column is read as.</summary>
    public IReadOnlyList<ListField?> ReadColumns() => Columns.Length == 0 ? []
        : [.. Columns.Split(',').Select(column => int.Parse(column, CultureInfo.InvariantCulture) is > 0 and var field ? (ListField?)field : null)];

    /// <summary>The rows that could not be read in when the list was confirmed.</summary>
    public IReadOnlyList<RefusedRow> ReadRefused() => Refused.Length == 0 ? [] : [.. JsonSerializer.Deserialize<List<StoredRow>>(Refused, Json)!.Select(row => row.Row)];

    /// <summary>Keeps who read the list and when.</summary>
    public void Sign(Guid userId, DateTime now) => (CreatedById, CreatedAt) = (userId, now);

    /// <summary>Chooses what each column is read as; the same again changes nothing.</summary>
    public void Map(IReadOnlyList<ListField?> columns)
    {
        if (Written(columns) == Columns) return;
        Columns = Written(columns);
        Touch();
    }

    /// <summary>What holds for rows that do not say it themselves.</summary>
    public ListDefaults Defaults => new(DefaultOwnerId, KeysIn(DefaultUnits));

    /// <summary>True where what the list added can be taken out again, unless somebody has built on it. Lists that were read in before this was kept stay.</summary>
    public bool CanBeUndone => State == ImportState.Confirmed && Added > 0 && (Kind == ListKind.Activities || Made.Length > 0);

    /// <summary>The units or people that were added.</summary>
    public IReadOnlyList<Guid> MadeIds => KeysIn(Made);

    /// <summary>Chooses what holds for rows that do not say it themselves; the same again changes nothing.</summary>
    public void Assume(ListDefaults defaults)
    {
        var units = string.Join(',', defaults.UnitIds.Distinct().Order());
        if (defaults.OwnerUnitId == DefaultOwnerId && units == DefaultUnits) return;
        (DefaultOwnerId, DefaultUnits) = (defaults.OwnerUnitId, units);
        Touch();
    }

    /// <summary>The good rows are in.</summary>
    /// <param name="check">What became of every row.</param>
    /// <param name="made">The units or people that were added.</param>
    /// <param name="userId">Who read them in.</param>
    /// <param name="now">UTC.</param>
    public void Confirm(ListCheck check, IReadOnlyList<Guid> made, Guid userId, DateTime now)
    {
        Made = string.Join(',', made);
        State = ImportState.Confirmed;
        (ConfirmedAt, ConfirmedById) = (now, userId);
        (Added, Changed, Unchanged) = (check.Count(RowFate.New), check.Count(RowFate.Changed), check.Count(RowFate.Unchanged));
        var bad = check.Rows.Where(row => row.Fate == RowFate.Bad).Select(StoredRow.Of).ToList();
        Refused = JsonSerializer.Serialize(bad, Json);
        RefusedCount = bad.Count;
        Touch();
    }

    public void Discard() => Become(ImportState.Discarded);

    /// <summary>Makes a discarded or undone list a preview again.</summary>
    public void TakeUp()
    {
        (Added, Changed, Unchanged, Refused, RefusedCount, Made) = (0, 0, 0, "", 0, "");
        Become(ImportState.Preview);
    }

    public void Undo()
    {
        (ConfirmedAt, ConfirmedById) = (null, null);
        Become(ImportState.Undone);
    }

    private void Become(ImportState state)
    {
        State = state;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();

    private static IReadOnlyList<Guid> KeysIn(string keys) => keys.Length == 0 ? [] : [.. keys.Split(',').Select(Guid.Parse)];

    private static string Written(IReadOnlyList<ListField?> columns) =>
        string.Join(',', columns.Select(column => ((int?)column ?? 0).ToString(CultureInfo.InvariantCulture)));

    /// <summary>A refused row as JSON has it: what a sentence mentions is text or a whole number.</summary>
    private sealed record StoredRow(int Number, IReadOnlyList<StoredRefusal> Why)
    {
        public RefusedRow Row => new(Number, [.. Why.Select(refusal => new Refusal(refusal.Code, refusal.Field, [.. refusal.With.Select(Argument)]))]);

        public static StoredRow Of(CheckedRow row) =>
            new(row.Number, [.. row.Refusals.Select(refusal => new StoredRefusal(refusal.Code, refusal.Field, [.. refusal.Arguments.Select(with => JsonSerializer.SerializeToElement(with, Json))]))]);

        private static object Argument(JsonElement with) => with.ValueKind == JsonValueKind.Number ? with.GetInt32() : with.GetString() ?? "";
    }

    private sealed record StoredRefusal(string Code, string? Field, IReadOnlyList<JsonElement> With);
}

/// <summary>What is chosen for new activities whose row does not say it.</summary>
/// <param name="OwnerUnitId">The responsible unit; null for none, so that such a row is refused.</param>
/// <param name="UnitIds">The other units concerned; may be empty.</param>
public sealed record ListDefaults(Guid? OwnerUnitId, IReadOnlyList<Guid> UnitIds)
{
    public static readonly ListDefaults None = new(null, []);
}

/// <summary>A row that was not read in, and why.</summary>
public sealed record RefusedRow(int Number, IReadOnlyList<Refusal> Refusals);
