using System.Globalization;
using System.Runtime.CompilerServices;
using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Documents.Files;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Audit;

namespace FollowUp.Web.Views.HandOuts;

/// <summary>The sections that the file about an activity and the file about a person have in common, in the reader's words.</summary>
public sealed class FiledEntries(FileQueries files, Texts texts, AuthorityClock clock)
{
    /// <summary>Rows that are in memory at once.</summary>
    private const int PageSize = 100;

    private const string Date = "d MMMM yyyy";

    public string Made(UserAccess access, string authority) => texts["HandOuts.MadeAt", Moment(clock.Now), access.Name, authority];

    public IReadOnlyList<FileSection> Of(UserAccess access, FileScope scope, CancellationToken cancel) =>
    [
        Section("HandOuts.Versions", AllAsync(page => files.VersionsAsync(access, scope, page, cancel), cancel), Entry),
        Section("HandOuts.Steps", AllAsync(page => files.StepsAsync(access, scope, page, cancel), cancel), Entry),
        Section("HandOuts.Comments", AllAsync(page => files.CommentsAsync(access, scope, page, cancel), cancel), Entry),
        Section("HandOuts.Waivers", AllAsync(page => files.WaiversAsync(access, scope, page, cancel), cancel), Entry),
        Section("HandOuts.Reminders", AllAsync(page => files.RemindersAsync(access, scope, page, cancel), cancel), Entry),
        Section("HandOuts.Events", AllAsync(page => files.EventsAsync(access, scope, page, cancel), cancel), Entry),
    ];

    public FileSection Section<TRow>(string heading, IAsyncEnumerable<TRow> rows, Func<TRow, FileEntry> entry) =>
        new(texts[heading], texts["HandOuts.None"], rows.Select(entry));

    /// <summary>The rows of every page, each page read when the one before is written.</summary>
    public static async IAsyncEnumerable<TRow> AllAsync<TRow>(Func<PageRequest, Task<Page<TRow>>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = null; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await read(new PageRequest(after, Size: PageSize));
            foreach (var row in page.Rows) yield return row;
            if ((after = page.Next) is null) yield break;
        }
    }

    public FileFact Fact(string label, string? value) => new(texts[label], value);

    public FileText Text(string label, string? markdown) => new(texts[label], markdown);

    public FileFact[] Status(NoteStatus? status) => status is { } chosen ? [Fact("HandOuts.Status", texts.Of(chosen))] : [];

    public string Moment(DateTime utc) => texts["Shared.Moment", clock.Local(utc)];

    public string? Day(DateTime? utc) => utc is { } at ? Moment(at) : null;

    public static string? Day(DateOnly? day) => day?.ToString(Date, CultureInfo.CurrentCulture);

    /// <summary>Year, number and title.</summary>
    public string Label(FiledPlace place) => texts["HandOuts.Place", texts.Year(place.Year), place.Number, place.Title];

    private FileEntry Entry(FiledVersion version) => new(
        Heading(version.At, version.Place),
        [Fact("HandOuts.Unit", version.Place.Unit), Fact("HandOuts.Kind", texts.Of(version.Kind)), Fact("HandOuts.Author", version.Author), .. Status(version.Text.Status)],
        [Text("Notes.FollowUp", version.Text.FollowUp), Text("Notes.Analysis", version.Text.Analysis)]);

    private FileEntry Entry(FiledStep step) => new(
        Heading(step.At, step.Place),
        [Fact("HandOuts.Unit", step.Place.Unit), Fact("HandOuts.From", texts.Of(step.From)), Fact("HandOuts.To", texts.Of(step.To)), Fact("HandOuts.Author", step.Author)],
        [Text("HandOuts.Comment", step.Comment)]);

    private FileEntry Entry(FiledComment comment) => new(
        Heading(comment.At, comment.Place),
        [
            Fact("HandOuts.Unit", comment.Place.Unit),
            Fact("HandOuts.Author", comment.Author),
            Fact("HandOuts.Part", comment.IsAnswer ? texts["HandOuts.Answer"] : texts[$"Comments.About.{comment.Part}"]),
            Fact("HandOuts.Closed", Day(comment.ClosedAt)),
        ],
        [Text("HandOuts.Comment", comment.Text)]);

    private FileEntry Entry(FiledWaiver waiver) => new(
        Heading(waiver.At, waiver.Place),
        [Fact("HandOuts.Unit", waiver.Place.Unit), Fact("HandOuts.Gap", texts.Of(waiver.Kind)), Fact("HandOuts.Author", waiver.Author)],
        [Text("HandOuts.Reason", waiver.Reason)]);

    private FileEntry Entry(FiledReminder reminder) => new(
        Heading(reminder.At, reminder.Place),
        [Fact("HandOuts.Unit", reminder.Place.Unit), Fact("HandOuts.Author", reminder.Author)],
        [Text("HandOuts.Comment", reminder.Comment)]);

    private FileEntry Entry(AuditRow row) => new(
        $"{Moment(row.At)}: {texts.Of(row.Action)}",
        [Fact("HandOuts.Subject", row.Subject), Fact("HandOuts.Detail", AuditText.Detail(texts, row)), Fact("HandOuts.Author", row.User)],
        []);

    private string Heading(DateTime at, FiledPlace place) => $"{Moment(at)}: {Label(place)}";
}
