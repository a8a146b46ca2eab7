using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Imports.Lists;

/// <summary>A person who has an account.</summary>
internal sealed record KnownPerson(Guid Id, string Name, string Email, bool IsActive, IReadOnlySet<AppRole> Roles, IReadOnlyList<UserPlace> Places);

/// <summary>Decides what becomes of each row of a list of people. A person is known by the e-mail address. Pure, so that the preview shows what the confirmation does.</summary>
internal sealed class PersonListCheck
{
    private readonly UnitNames _units;
    private readonly Dictionary<string, KnownPerson> _known;
    private readonly HashSet<Guid> _administrators;
    private readonly Dictionary<string, int> _firstRow = [];

    private PersonListCheck(IReadOnlyList<KnownPerson> known, UnitNames units)
    {
        _units = units;
        _known = known.DistinctBy(person => ListWords.Key(person.Email)).ToDictionary(person => ListWords.Key(person.Email));
        _administrators = [.. known.Where(person => person.IsActive && person.Roles.Contains(AppRole.Administrator)).Select(person => person.Id)];
    }

    public static IReadOnlyList<CheckedPerson> Check(IReadOnlyList<ListRow> rows, IReadOnlyList<KnownPerson> known, UnitNames units)
    {
        var check = new PersonListCheck(known, units);
        return [.. rows.Select(check.Check)];
    }

    private CheckedPerson Check(ListRow row)
    {
        var refusals = new List<Refusal>();
        var email = row[ListField.Email] ?? "";
        var current = email.Length == 0 ? null : _known.GetValueOrDefault(ListWords.Key(email));
        var facts = new UserFacts
        {
            Name = row[ListField.Name] ?? "",
            Email = current?.Email ?? email,
            Roles = row[ListField.Roles] is { } roles ? RolesOf(roles, refusals) : current?.Roles ?? new HashSet<AppRole>(),
            Places = row[ListField.Places] is { } places ? PlacesOf(places, refusals) : current?.Places ?? [],
        };
        var isUnread = refusals.Count > 0;
        if (email.Length > 0 && !_firstRow.TryAdd(ListWords.Key(email), row.Number)) refusals.Add(new Refusal("ListRowTwice", nameof(ListField.Email), _firstRow[ListWords.Key(email)]));
        refusals.AddRange(UserRules.Check(facts, [.. current?.Places.Select(place => place.UnitId) ?? []], _units.Tree).Where(refusal => !isUnread || refusal.Field is nameof(facts.Name) or nameof(facts.Email)));
        if (email.Length > 0 && current is null && !UserRules.IsEmail(email)) refusals.Add(new Refusal("IdentityInvalidEmail", nameof(ListField.Email)));
        if (refusals.Count == 0 && current is not null && !facts.Roles.Contains(AppRole.Administrator) && _administrators.Contains(current.Id))
        {
            if (_administrators.Count == 1) refusals.Add(new Refusal("LastAdministrator", nameof(ListField.Roles)));
            else _administrators.Remove(current.Id);
        }

        return new CheckedPerson
        {
            Number = row.Number,
            Label = facts.Name.Length > 0 ? facts.Name : email,
            Id = current?.Id,
            Facts = facts,
            Refusals = refusals,
            Changes = current is null ? [] : [.. ChangesOf(current, facts)],
        };
    }

    private static HashSet<AppRole> RolesOf(string text, List<Refusal> refusals)
    {
        var roles = new HashSet<AppRole>();
        foreach (var word in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ListWords.Role(word) is { } role) roles.Add(role);
            else refusals.Add(new Refusal("ListRoleUnknown", nameof(ListField.Roles), word));
        }

        return roles;
    }

    /// <summary>Reads <c>Norra skolan, Rektor; Södra skolan, Skribent</c>. What the person is there has to be said: it decides what the person may do.</summary>
    private List<UserPlace> PlacesOf(string text, List<Refusal> refusals)
    {
        const string field = nameof(ListField.Places);
        var places = new List<UserPlace>();
        foreach (var part in UnitCells.Split(text, part => _units.Find(Unit(part), out _) is not null))
        {
            if (ListWords.Kind(part[(part.LastIndexOf(',') + 1)..]) is not { } kind || !part.Contains(',')) refusals.Add(new Refusal("ListPlaceKindMissing", field, part));
            else if (_units.Find(Unit(part), out var isAmbiguous) is not { } unit) refusals.Add(new Refusal(isAmbiguous ? "ListUnitAmbiguous" : "ListUnitUnknown", field, Unit(part)));
            else places.Add(new UserPlace(unit.Id, kind));
        }

        return [.. places.Distinct()];

        static string Unit(string part) => part.LastIndexOf(',') is > 0 and var comma ? part[..comma].Trim() : part;
    }

    private IEnumerable<FieldChange> ChangesOf(KnownPerson current, UserFacts facts)
    {
        if (current.Name != facts.Name) yield return new FieldChange(ListField.Name, current.Name, facts.Name);
        if (!current.Roles.SetEquals(facts.Roles)) yield return new FieldChange(ListField.Roles, Written(current.Roles), Written(facts.Roles));
        if (!current.Places.ToHashSet().SetEquals(facts.Places)) yield return new FieldChange(ListField.Places, Written(current.Places), Written(facts.Places));
    }

    private static string Written(IEnumerable<AppRole> roles) => string.Join(",", roles.Order());

    private string Written(IEnumerable<UserPlace> places) => UnitCells.Join(places.Select(place => $"{_units.Of(place.UnitId)}, {place.Kind}").Order());
}
