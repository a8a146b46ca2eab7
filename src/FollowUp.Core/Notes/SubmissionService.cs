using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary><em>Klarmarkera</em>, with a look through the text first. Everything is looked for here, on the authority's own machine.</summary>
public sealed class SubmissionService(FollowUpDbContext db, NoteService notes, NoteWritingService writing)
{
    /// <summary>How many names are looked for at the most.</summary>
    public const int MaxNames = 20_000;

    /// <summary>
    /// Submits, unless something is found that the writer has not been shown: then the text is kept as a draft, and what was found is returned.
    /// Gaps come first: where something is missing, it is refused as ever. Where somebody else saved in between, the rules of saving hold: texts are joined,
    /// and the writer is to read the joined text before it is submitted, or chooses.
    /// </summary>
    /// <param name="access">Who submits.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="save">What was typed, and from what it was made.</param>
    /// <param name="acknowledged">The <see cref="NoteWarning.Code"/> of each warning that was shown to the writer.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>Every warning while the note is not submitted because of them; none where it is.</returns>
    public async Task<Outcome<IReadOnlyList<NoteWarning>>> SubmitAsync(
        UserAccess access, Guid noteId, NoteSave save, IReadOnlyCollection<string> acknowledged, CancellationToken cancel = default)
    {
        var warnings = await WarningsAsync(access, noteId, save.Text.Cleaned(), cancel);
        var isHeld = warnings.Any(warning => !acknowledged.Contains(warning.Code));
        if (!isHeld)
        {
            var submitted = await notes.SubmitAsync(access, noteId, save.Version, save.Text, cancel);
            if (!submitted.IsConflict) return Ended(submitted, []);
        }

        var saved = await writing.SaveAsync(access, noteId, save, cancel);
        if (!saved.IsDone) return Ended(saved, []);
        if (saved.Value!.JoinedWith is not null) return Ended(Outcome.Refused("NoteJoined"), []);
        return isHeld ? Ended(Outcome.Done, warnings) : Ended(await notes.SubmitAsync(access, noteId, saved.Value.Version, save.Text, cancel), []);
    }

    private static Outcome<IReadOnlyList<NoteWarning>> Ended(Outcome outcome, IReadOnlyList<NoteWarning> warnings) =>
        outcome.IsDone ? new Outcome<IReadOnlyList<NoteWarning>> { Value = warnings } : Outcome<IReadOnlyList<NoteWarning>>.From(outcome);

    /// <summary>What is found in a text that this person could submit now; nothing otherwise, since the submission then ends in another way.</summary>
    private async Task<IReadOnlyList<NoteWarning>> WarningsAsync(UserAccess access, Guid noteId, NoteText text, CancellationToken cancel)
    {
        if (Note.Gaps(text).Count > 0) return [];
        var note = await db.Notes.VisibleTo(access).Where(note => note.Id == noteId).Select(note => new { note.UnitId, note.State }).SingleOrDefaultAsync(cancel);
        if (note is null || note.State.IsHandedIn() || !access.SubmitsFor(note.UnitId)) return [];
        var names = await db.Users.AsNoTracking().OrderBy(user => user.Id).Take(MaxNames).Select(user => user.Name).ToListAsync(cancel);
        return NoteWarnings.Of(text, new PersonNames(names));
    }
}
