using FollowUp.Core.Activities;
using FollowUp.Core.Units;

namespace FollowUp.Core.Imports;

/// <summary>
/// Decides for every row of an import which activity it is or becomes, its number, its unit and what has to be mended. Pure, so that the preview
/// shows what the confirmation does.
/// </summary>
public sealed class ImportPlacement
{
    private readonly IReadOnlyList<PlannedActivity> _planned;
    private readonly UnitTree _units;
    private readonly Guid? _defaultUnitId;
    private readonly ILookup<string, UnitNode> _unitsByName;
    private readonly Dictionary<Guid, PlannedActivity> _matches = [];
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly Dictionary<Guid, int> _sameTitles = [];

    private readonly UnitYearNames _former;

    private ImportPlacement(IReadOnlyList<PlannedActivity> planned, UnitTree units, Guid? defaultUnitId, UnitYearNames former)
    {
        _former = former;
        _planned = planned;
        _units = units;
        _defaultUnitId = defaultUnitId;
        _unitsByName = units.Rows.Select(row => row.Unit).ToLookup(unit => Key(unit.Name));
    }

    /// <summary>Places every row; the answer has the rows' order.</summary>
    /// <param name="rows">All rows of the import in the report's order, those left out too.</param>
    /// <param name="planned">The plan's activities that have not been dropped; none for a new plan.</param>
    /// <param name="units">Every unit.</param>
    /// <param name="defaultUnitId">The unit of rows that name none.</param>
    /// <param name="former">What the units were called in the plan's year, which is what a report of it calls them; null for no year.</param>
    public static IReadOnlyList<PlacedRow> Place(
        IReadOnlyList<ImportRowFacts> rows, IReadOnlyList<PlannedActivity> planned, UnitTree units, Guid? defaultUnitId, UnitYearNames? former = null)
    {
        var placement = new ImportPlacement(planned, units, defaultUnitId, former ?? UnitYearNames.None);
        var included = rows.Where(row => row.IsIncluded).ToList();
        placement.Match(included);
        placement.Number(included);
        return [.. rows.Select(placement.Placed)];
    }

    /// <summary>
    /// Same title is the same activity; among several, first the one with the row's number, then in the order of their numbers. An activity is
    /// matched with one row, so that a report that has a title twice finds both when it is read again.
    /// </summary>
    private void Match(List<ImportRowFacts> included)
    {
        var free = _planned.OrderBy(activity => activity.Number).GroupBy(activity => Key(activity.Title))
            .ToDictionary(group => group.Key, group => group.ToList());
        var titled = included.Select(row => (Row: row, Key: Key(row.Title))).Where(row => row.Key.Length > 0).ToList();
        foreach (var (row, key) in titled) Claim(row, free.GetValueOrDefault(key)?.Find(activity => activity.Number == row.Number), key);
        foreach (var (row, key) in titled)
        {
            if (!_matches.ContainsKey(row.Id)) Claim(row, free.GetValueOrDefault(key)?.FirstOrDefault(), key);
        }

        var first = new Dictionary<string, int>();
        foreach (var (row, key) in titled)
        {
            if (!first.TryAdd(key, row.Position)) _sameTitles[row.Id] = first[key];
        }

        void Claim(ImportRowFacts row, PlannedActivity? activity, string key)
        {
            if (activity is null) return;
            _matches[row.Id] = activity;
            free[key].Remove(activity);
        }
    }

    /// <summary>Rows whose number is free keep it; then the others get the next free number after the one they wanted, or after the row before.</summary>
    private void Number(List<ImportRowFacts> included)
    {
        var taken = new bool[Activity.MaxNumber + 1];
        foreach (var activity in _planned.Where(activity => IsNumber(activity.Number))) taken[activity.Number] = true;
        foreach (var row in included)
        {
            if (_matches.TryGetValue(row.Id, out var match)) _numbers[row.Id] = match.Number;
            else if (row.Number is { } wanted && IsNumber(wanted) && !taken[wanted]) Give(row, wanted);
        }

        var before = 0;
        foreach (var row in included)
        {
            if (!_numbers.ContainsKey(row.Id) && (row.Number is null || IsNumber(row.Number.Value)))
            {
                var number = (row.Number ?? before) + 1;
                while (number < taken.Length && taken[number]) number++;
                if (number < taken.Length) Give(row, number);
            }

            before = _numbers.GetValueOrDefault(row.Id, before);
        }

        void Give(ImportRowFacts row, int number)
        {
            taken[number] = true;
            _numbers[row.Id] = number;
        }
    }

    private PlacedRow Placed(ImportRowFacts row)
    {
        var match = _matches.GetValueOrDefault(row.Id);
        var (unitId, source, trouble) = UnitOf(row, match);
        var number = _numbers.GetValueOrDefault(row.Id);
        return new PlacedRow
        {
            RowId = row.Id,
            Position = row.Position,
            Kind = !row.IsIncluded ? PlacementKind.LeftOut : match is null ? PlacementKind.Added : PlacementKind.Matched,
            Number = number,
            ActivityId = match?.Id,
            UnitId = unitId,
            UnitSource = source,
            UnitTrouble = trouble,
            IsNumberTaken = match is null && row.Number is { } wanted && number != 0 && number != wanted,
            SameTitleAs = _sameTitles.TryGetValue(row.Id, out var position) ? position : null,
            Errors = row.IsIncluded ? [.. Errors(row, unitId, number)] : [],
        };
    }

    private (Guid? UnitId, UnitSource Source, UnitTrouble Trouble) UnitOf(ImportRowFacts row, PlannedActivity? match)
    {
        if (row.UnitId is { } chosen) return (Open(chosen), UnitSource.Chosen, UnitTrouble.None);
        var trouble = UnitTrouble.None;
        if (row.UnitName.Length > 0)
        {
            var former = _former.Find(row.UnitName).ToList();
            var named = former.Count > 0 ? former : [.. _unitsByName[Key(row.UnitName)]];
            var open = named.Where(unit => !unit.IsClosed).ToList();
            if (open.Count == 1) return (open[0].Id, former.Count > 0 ? UnitSource.NamedThen : UnitSource.Named, UnitTrouble.None);
            trouble = open.Count > 1 ? UnitTrouble.Ambiguous : named.Count > 0 ? UnitTrouble.Closed : UnitTrouble.Unknown;
        }

        if (match is not null) return (match.OwnerUnitId, UnitSource.OfActivity, trouble);
        return _defaultUnitId is { } unitId && Open(unitId) is { } usable ? (usable, UnitSource.Default, trouble) : (null, UnitSource.None, trouble);
    }

    private Guid? Open(Guid unitId) => _units.Find(unitId) is { IsClosed: false } ? unitId : null;

    private static IEnumerable<Refusal> Errors(ImportRowFacts row, Guid? unitId, int number)
    {
        if (string.IsNullOrWhiteSpace(row.Title)) yield return new Refusal("ImportTitleMissing", nameof(ImportRow.Title));
        if (row.Title.Length > Activity.TitleLength)
            yield return new Refusal("ImportTitleTooLong", nameof(ImportRow.Title), Activity.TitleLength, row.Title.Length - Activity.TitleLength);
        if (number == 0) yield return new Refusal("ImportNumberOutside", nameof(ImportRow.Number), Activity.MaxNumber);
        if (unitId is null) yield return new Refusal(row.UnitId is null ? "ImportUnitMissing" : "ImportUnitClosed", nameof(ImportRow.UnitId));
        if (row.FollowUpLength > TypedText.MaxLength)
            yield return new Refusal("TextTooLong", nameof(ImportRow.FollowUp), TypedText.MaxLength, row.FollowUpLength - TypedText.MaxLength);
        if (row.AnalysisLength > TypedText.MaxLength)
            yield return new Refusal("TextTooLong", nameof(ImportRow.Analysis), TypedText.MaxLength, row.AnalysisLength - TypedText.MaxLength);
    }

    private static bool IsNumber(int number) => number is >= 1 and <= Activity.MaxNumber;

    /// <summary>Titles and names are the same whatever their case and white space.</summary>
    private static string Key(string text) =>
        string.Join(' ', TypedText.Fold(TypedText.Clean(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
