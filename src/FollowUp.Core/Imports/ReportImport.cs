using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Imports;

/// <summary>How far an import has come. The numbers are stored.</summary>
public enum ImportState
{
    /// <summary>Read, waiting to be looked through and confirmed.</summary>
    Preview = 1,

    /// <summary>In the plan.</summary>
    Confirmed = 2,

    /// <summary>Taken out of the plan again; the preview can be used once more.</summary>
    Undone = 3,

    /// <summary>Put aside without being imported; can be taken up again.</summary>
    Discarded = 4,
}

/// <summary>A report that was uploaded or pasted, as it was read and corrected, until and after it became activities.</summary>
public sealed class ReportImport
{
    public const int FileNameLength = 260;
    public const int SearchLength = 600;

    /// <summary>The most activities that one report may hold.</summary>
    public const int MaxRows = 5_000;

    /// <summary>The largest file taken in, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private readonly List<ImportRow> _rows = [];

    private ReportImport()
    {
    }

    public ReportImport(Guid id, string fileName, ReadDocument document, ReadReport report, Guid userId, DateTime now)
    {
        Id = id;
        FileName = TypedText.CleanLine(fileName) is var name && name.Length > FileNameLength ? name[..FileNameLength] : name;
        Source = string.Join('\n', document.Lines);
        Kinds = string.Concat(report.Kinds.Select(kind => (char)('0' + (int)kind)));
        Title = TypedText.CleanLine(report.Title);
        SearchText = TypedText.Fold($"{FileName} {Title}") is var search && search.Length > SearchLength ? search[..SearchLength] : search;
        CreatedById = userId;
        CreatedAt = now;
        _rows.AddRange(report.Activities.Select((activity, index) => new ImportRow(id, index + 1, activity)));
    }

    public Guid Id { get; private set; }

    /// <summary>The file's name; empty where the text was pasted.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The report as it was read, lines ended by LF.</summary>
    public string Source { get; private set; } = "";

    /// <summary>What each line of <see cref="Source"/> was read as: one digit a line, the number of its <see cref="LineKind"/>.</summary>
    public string Kinds { get; private set; } = "";

    /// <summary>The report's own title; empty where it has none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>File name and title in the form that is searched.</summary>
    public string SearchText { get; private set; } = "";

    public ImportState State { get; private set; } = ImportState.Preview;

    /// <summary>The plan to import into; null while none is chosen or a new one is to be made.</summary>
    public Guid? PlanId { get; private set; }

    public Plan? Plan { get; private set; }

    /// <summary>The year of the plan to make, as typed; empty where an existing plan is chosen.</summary>
    public string NewPlanYear { get; private set; } = "";

    /// <summary>What tells the plan to make from another of the same year; mostly empty.</summary>
    public string NewPlanName { get; private set; } = "";

    /// <summary>The unit of the activities that name none (or an unknown one).</summary>
    public Guid? DefaultUnitId { get; private set; }

    /// <summary>The state that the imported notes get: <see cref="NoteState.Approved"/> or <see cref="NoteState.Draft"/>.</summary>
    public NoteState NoteState { get; private set; } = NoteState.Draft;

    public Guid CreatedById { get; private set; }

    public AppUser CreatedBy { get; private set; } = null!;

    public DateTime CreatedAt { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public Guid? ConfirmedById { get; private set; }

    public AppUser? ConfirmedBy { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public IReadOnlyCollection<ImportRow> Rows => _rows;

    /// <summary>Where the rows go and what their notes become.</summary>
    public ImportChoice Choice => new(PlanId, NewPlanYear, NewPlanName, DefaultUnitId, NoteState);

    /// <summary>Takes over a choice; the same choice again changes nothing.</summary>
    public void Choose(ImportChoice choice)
    {
        var isNew = choice.PlanId is null;
        var before = Choice;
        PlanId = choice.PlanId;
        NewPlanYear = isNew ? Shorten(TypedText.CleanLine(choice.NewPlanYear)) : "";
        NewPlanName = isNew ? Shorten(TypedText.CleanLine(choice.NewPlanName)) : "";
        DefaultUnitId = choice.DefaultUnitId;
        NoteState = choice.NoteState == NoteState.Approved ? NoteState.Approved : NoteState.Draft;
        if (Choice != before) Touch();
    }

    /// <summary>Takes over what was corrected by hand in the loaded rows; what is the same changes nothing.</summary>
    public void Correct(IReadOnlyList<ImportRowCorrection> corrections)
    {
        var rows = _rows.ToDictionary(row => row.Id);
        var isChanged = false;
        foreach (var correction in corrections)
            isChanged |= rows.TryGetValue(correction.RowId, out var row) && row.Correct(correction);
        if (isChanged) Touch();
    }

    public void Confirm(Guid planId, Guid userId, DateTime now)
    {
        PlanId = planId;
        State = ImportState.Confirmed;
        ConfirmedAt = now;
        ConfirmedById = userId;
        Touch();
    }

    /// <param name="gone">The plan that the import had made and that goes with it; null where the plan stays.</param>
    public void Undo(Plan? gone)
    {
        State = ImportState.Undone;
        ConfirmedAt = null;
        ConfirmedById = null;
        if (gone is not null) LosePlan(gone);
        foreach (var row in _rows) row.Forget();
        Touch();
    }

    /// <summary>The chosen plan is removed: the import goes into a new one like it.</summary>
    public void LosePlan(Plan gone)
    {
        (PlanId, NewPlanYear, NewPlanName) = (null, gone.Year.ToString(), gone.Name);
        Touch();
    }

    public void Discard()
    {
        State = ImportState.Discarded;
        Touch();
    }

    /// <summary>Takes a discarded or undone import up again as a preview.</summary>
    public void TakeUp()
    {
        State = ImportState.Preview;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();

    private static string Shorten(string text) => text.Length <= Plan.NameLength ? text : text[..Plan.NameLength];
}

/// <summary>Where an import's rows go and what their notes become.</summary>
/// <param name="PlanId">The plan to import into; null to make a new one.</param>
/// <param name="NewPlanYear">The year of the plan to make, as typed.</param>
/// <param name="NewPlanName">What tells it from another plan of that year; mostly empty.</param>
/// <param name="DefaultUnitId">The unit of the rows that name none that exists.</param>
/// <param name="NoteState">The state of the imported notes: <see cref="NoteState.Approved"/> or <see cref="NoteState.Draft"/>.</param>
public sealed record ImportChoice(Guid? PlanId, string NewPlanYear, string NewPlanName, Guid? DefaultUnitId, NoteState NoteState);
