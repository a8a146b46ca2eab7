using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Documents.Files;
using FollowUp.Web.Hosting;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.HandOuts;

/// <summary>Everything about one activity as a file: its thread over the years, what the units wrote, what was said and decided.</summary>
public sealed class ActivityFile(ActivityFileQueries activities, FiledEntries entries, Texts texts, HouseBook house)
{
    /// <summary>The file; null where the activity is not this person's to hand out.</summary>
    public async Task<HandOut?> ReadAsync(UserAccess access, Guid id, CancellationToken cancel)
    {
        var years = await activities.ReadAsync(access, id, cancel);
        if (years.FirstOrDefault(year => year.Id == id) is not { } asked) return null;
        var scope = new FileScope { ActivityIds = [.. years.Select(year => year.Id)] };
        return new HandOut(texts["HandOuts.ActivityFile", asked.Number, asked.Title], $"{asked.Number}. {asked.Title}", new ReadableFile(
            texts["HandOuts.ActivityTitle", asked.Number, asked.Title],
            Cultures.Language,
            [entries.Made(access, house.Facts.AuthorityName), texts["HandOuts.ActivityNotice"]],
            [
                entries.Section("HandOuts.Years", years.ToAsyncEnumerable(), Entry),
                .. years.Select(year => new FileSection(
                    texts["HandOuts.NotesOf", texts.Plan(year.Plan)],
                    texts["HandOuts.None"],
                    FiledEntries.AllAsync(page => activities.NotesAsync(access, year.Id, page, cancel), cancel).Select(Entry))),
                .. entries.Of(access, scope, cancel),
            ]));
    }

    private FileEntry Entry(FiledActivity activity) => new(
        $"{texts.Plan(activity.Plan)}: {activity.Number}. {activity.Title}",
        [
            entries.Fact("HandOuts.OwnerUnit", activity.OwnerUnit),
            entries.Fact("HandOuts.ResponsibleName", activity.Responsible),
            entries.Fact("HandOuts.DueOn", FiledEntries.Day(activity.DueOn)),
            entries.Fact("HandOuts.GoalArea", activity.GoalArea),
            entries.Fact("HandOuts.Source", activity.Source is { } source ? $"{entries.Label(source)}, {source.Unit}" : null),
            entries.Fact("HandOuts.Import", Origin(activity.Import)),
            entries.Fact("HandOuts.Shift", activity.Shift is { } shift ? Words.Join(texts.Year(shift.From), By(shift.At, shift.By)) : null),
            entries.Fact("HandOuts.Continuation", activity.Continuation is { } continuation ? Words.Join(texts.Of(continuation), activity.ReplacedBy) : null),
            entries.Fact("HandOuts.Decided", By(activity.DecidedAt, activity.DecidedBy)),
            entries.Fact("HandOuts.Dropped", activity.DroppedAt is null ? null : Words.Join(entries.Day(activity.DroppedAt), activity.DropReason)),
        ],
        []);

    private FileEntry Entry(FiledNote note) => new(
        note.Unit,
        [
            entries.Fact("HandOuts.OwnerUnit", note.IsOwner ? note.Unit : null),
            entries.Fact("HandOuts.State", note.IsReadable ? texts.Of(note.State) : Words.Join(texts.Of(note.State), note.SavedAt is null ? null : texts["HandOuts.DraftHidden"].Value)),
            .. entries.Status(note.Text.Status),
            entries.Fact("HandOuts.SavedAt", By(note.SavedAt, note.SavedBy)),
        ],
        [entries.Text("Notes.FollowUp", note.Text.FollowUp), entries.Text("Notes.Analysis", note.Text.Analysis)]);

    private string? Origin(FiledOrigin? origin) => origin is null ? null : Words.Join(origin.Name, By(origin.At, origin.By));

    private string? By(DateTime? at, string? by)
    {
        if (at is not { } moment) return null;
        return by is null ? entries.Moment(moment) : texts["HandOuts.By", entries.Moment(moment), by].Value;
    }
}
