namespace FollowUp.Core.Imports.Lists;

/// <summary>What the columns of a list are called: in the system's own lists, in Swedish and English, and in those that people keep themselves.</summary>
public static class ListHeads
{
    /// <summary>How many rows are looked through for the one with the heads; titles may stand above it.</summary>
    private const int RowsLookedThrough = 10;

    private static readonly Dictionary<ListKind, Dictionary<ListField, string[]>> Table = new()
    {
        [ListKind.Activities] = new()
        {
            [ListField.Plan] = ["plan", "år", "läsår", "verksamhetsår", "year", "school year"],
            [ListField.Number] = ["nr", "nummer", "aktivitetsnummer", "aktivitet nr", "no", "number", "#"],
            [ListField.Title] = ["uppdrag/aktivitet", "uppdrag / aktivitet", "aktivitet", "uppdrag", "titel", "rubrik", "assignment/activity", "activity", "title"],
            [ListField.OwnerUnit] = ["ansvarig enhet", "enhet", "skola", "responsible unit", "unit"],
            [ListField.Responsible] = ["ansvarig", "ansvarig person", "responsible"],
            [ListField.DueOn] = ["klar senast", "klart senast", "senast klar", "slutdatum", "due", "due date"],
            [ListField.GoalArea] = ["målområde", "mål", "goal area"],
            [ListField.Units] = ["berörda enheter", "enheter", "units concerned", "units"],
        },
        [ListKind.Units] = new()
        {
            [ListField.Name] = ["namn", "enhet", "enhetens namn", "skola", "name", "unit"],
            [ListField.Parent] = ["hör till", "tillhör", "överordnad", "överordnad enhet", "område", "belongs to", "parent"],
            [ListField.SchoolForm] = ["skolform", "verksamhetsform", "school form"],
            [ListField.Closed] = ["stängd", "closed"],
        },
        [ListKind.People] = new()
        {
            [ListField.Name] = ["namn", "för- och efternamn", "name"],
            [ListField.Email] = ["e-post", "epost", "e-postadress", "mejl", "mejladress", "mail", "e-mail", "email"],
            [ListField.Roles] = ["roller", "roll", "roles", "role"],
            [ListField.Places] = ["enheter", "enhet", "units", "unit"],
        },
    };

    /// <summary>The fields of a list, in the order of its columns in the system's own lists.</summary>
    public static IReadOnlyList<ListField> FieldsOf(ListKind kind) => [.. Table[kind].Keys];

    /// <summary>The fields without which nothing can be read.</summary>
    public static IReadOnlyList<ListField> RequiredIn(ListKind kind) => kind switch
    {
        ListKind.Activities => [ListField.Title],
        ListKind.Units => [ListField.Name],
        _ => [ListField.Name, ListField.Email],
    };

    /// <summary>What each head is read as, null where it is not known; a field is read from one column, the first.</summary>
    public static IReadOnlyList<ListField?> Recognise(ListKind kind, IReadOnlyList<string> heads)
    {
        var taken = new HashSet<ListField>();
        return [.. heads.Select(head => FieldOf(kind, head) is { } field && taken.Add(field) ? field : (ListField?)null)];
    }

    /// <summary>The place of the row with the heads: among the first rows the one with most heads that are known, or else the first.</summary>
    internal static int FindHead(ListKind kind, IReadOnlyList<ListContentRow> rows)
    {
        var known = rows.Take(RowsLookedThrough).Select(row => row.Cells.Count(cell => FieldOf(kind, cell) is not null)).ToList();
        return known.Count == 0 ? 0 : known.IndexOf(known.Max());
    }

    private static ListField? FieldOf(ListKind kind, string head)
    {
        var name = ListWords.Key(head).TrimEnd(' ', ':', '*', '.');
        foreach (var (field, names) in Table[kind])
        {
            if (names.Contains(name)) return field;
        }

        return null;
    }
}
