using System.Globalization;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Documents.Files;
using FollowUp.Web.Hosting;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.HandOuts;

/// <summary>Everything about one person as a file (GDPR art. 15): the account, what the person wrote and did, and what was done to the account.</summary>
public sealed class PersonFile(PersonFileQueries people, FiledEntries entries, Texts texts, HouseBook house)
{
    /// <summary>The file; null where the person is not this person's to hand out.</summary>
    public async Task<HandOut?> ReadAsync(UserAccess access, Guid id, CancellationToken cancel)
    {
        if (await people.ReadAsync(access, id, cancel) is not { } person) return null;
        return new HandOut(texts["HandOuts.PersonFile", person.Name], person.Name, new ReadableFile(
            texts["HandOuts.PersonTitle", person.Name],
            Cultures.Language,
            [entries.Made(access, house.Facts.AuthorityName), texts["HandOuts.PersonNotice"], texts["HandOuts.PersonNotice2"]],
            [
                entries.Section("HandOuts.Account", new[] { person }.ToAsyncEnumerable(), Entry),
                entries.Section("HandOuts.Places", person.Places.ToAsyncEnumerable(), Entry),
                entries.Section("HandOuts.Delegations", FiledEntries.AllAsync(page => people.DelegationsAsync(access, id, page, cancel), cancel), Entry),
                entries.Section("HandOuts.Responsible", FiledEntries.AllAsync(page => people.ResponsibleAsync(access, person, page, cancel), cancel), Entry),
                .. entries.Of(access, new FileScope { UserId = id }, cancel),
            ]));
    }

    private FileEntry Entry(FiledPerson person) => new(
        person.Name,
        [
            entries.Fact("HandOuts.Name", person.Name),
            entries.Fact("HandOuts.Email", person.Email),
            entries.Fact("HandOuts.Roles", string.Join(", ", person.Roles.Select(role => texts.Of(role)))),
            entries.Fact("HandOuts.Language", texts[person.Language is { } language ? $"Shared.LanguageName.{language}" : "Account.LanguageOfBrowser"]),
            entries.Fact("HandOuts.Password", texts[person.HasPassword ? "HandOuts.HasPassword" : "HandOuts.NoPassword"]),
            entries.Fact("HandOuts.FailedSignIns", person.FailedSignIns.ToString(CultureInfo.CurrentCulture)),
            entries.Fact("HandOuts.EndsOn", FiledEntries.Day(person.EndsOn)),
            entries.Fact("HandOuts.Deactivated", entries.Day(person.DeactivatedAt)),
        ],
        []);

    private FileEntry Entry(UserPlaceRow place) => new(
        place.Unit, [entries.Fact("HandOuts.Roles", texts.Of(place.Kind)), entries.Fact("HandOuts.Days", texts.Days(place.FirstDay, place.LastDay))], []);

    private FileEntry Entry(FiledDelegation delegation) => new(
        delegation.Unit,
        [
            entries.Fact("HandOuts.Kind", texts.Of(delegation.Kind)),
            entries.Fact("HandOuts.Part", texts[delegation.IsReceiver ? "HandOuts.Received" : "HandOuts.Given"]),
            entries.Fact("HandOuts.Days", texts.Days(delegation.FirstDay, delegation.LastDay)),
            entries.Fact("HandOuts.EndedAt", entries.Day(delegation.EndedAt)),
        ],
        []);

    private FileEntry Entry(FiledPlace place) => new(entries.Label(place), [entries.Fact("HandOuts.Unit", place.Unit)], []);
}
