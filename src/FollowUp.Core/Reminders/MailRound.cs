namespace FollowUp.Core.Reminders;

/// <summary>What a round of mails is about, and who may be to get one.</summary>
/// <param name="Plans">Plans that have an occasion now.</param>
/// <param name="Reminded">Notes that somebody was reminded of by hand a short while ago.</param>
/// <param name="People">Those who have had no mail today.</param>
public sealed record MailRound(IReadOnlyList<ReminderOccasion> Plans, IReadOnlyList<RemindedNote> Reminded, IReadOnlyList<Guid> People);

/// <summary>A note that somebody was reminded of.</summary>
/// <param name="NoteId">The note.</param>
/// <param name="UnitId">Whose note it is.</param>
/// <param name="PlanId">Of which plan.</param>
/// <param name="AuthorId">Who reminded.</param>
/// <param name="At">When (UTC).</param>
public sealed record RemindedNote(Guid NoteId, Guid UnitId, Guid PlanId, Guid AuthorId, DateTime At);
