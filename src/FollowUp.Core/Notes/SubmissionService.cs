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
    /// Gaps come first: where something is missing, it is refused as ever.
    /// </summary>
    /// <param name="access">Who submits.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="version">The version that the writer started from.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="acknowledged">The <see cref="NoteWarning.Code"/> of each warning that was shown to the writer.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>Every warning while the note is not submitted because of them; none where it is.</returns>
    public async Task<Outcome<IReadOnlyList<NoteWarning>>> SubmitAsync(
        UserAccess access, Guid noteId, Guid version, NoteText text, IReadOnlyCollection<string> acknowledged, CancellationToken cancel = default)
    {
        var warnings = await WarningsAsync(access, noteId, text.Cleaned(), cancel);
        var isHeld = warnings.Any(warning => !acknowledged.Contains(warning.Code));
        Outcome outcome = isHeld
            ? await writing.SaveAsync(access, noteId, new NoteSave { Version = version, Text = text }, cancel)
            : await notes.SubmitAsync(access, noteId, version, text, cancel);
        if (!outcome.IsDone) return Outcome<IReadOnlyList<NoteWarning>>.From(outcome);
        return new Outcome<IReadOnlyList<NoteWarning>> { Value = isHeld ? warnings : [] };
    }

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
