using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> note)
    {
        note.Ignore(x => x.HasText).Ignore(x => x.IsWritable).Ignore(x => x.Text);
        note.Property(x => x.FollowUp).HasMaxLength(TypedText.MaxLength);
        note.Property(x => x.Analysis).HasMaxLength(TypedText.MaxLength);
        note.Property(x => x.SearchText).HasMaxLength(2 * TypedText.MaxLength + 1);
        note.HasOne(x => x.Activity).WithMany().HasForeignKey(x => x.ActivityId);
        note.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
        note.HasOne(x => x.SavedBy).WithMany().HasForeignKey(x => x.SavedById);
        note.HasOne<Note>().WithMany().HasForeignKey(x => x.CarriedFromId);
        note.HasMany(x => x.Revisions).WithOne().HasForeignKey(x => x.NoteId).OnDelete(DeleteBehavior.ClientCascade);
        note.HasMany(x => x.StateChanges).WithOne().HasForeignKey(x => x.NoteId).OnDelete(DeleteBehavior.ClientCascade);
        note.HasIndex(x => new { x.ActivityId, x.UnitId }).IsUnique();
        note.HasIndex(x => new { x.UnitId, x.State, x.ActivityId });
        note.HasIndex(x => new { x.State, x.Status });
        note.HasIndex(x => new { x.Status, x.ActivityId });
        note.HasIndex(x => new { x.SavedAt, x.Id });
        note.HasIndex(x => new { x.WaitsSince, x.Id });
    }
}

internal sealed class NoteRevisionConfiguration : IEntityTypeConfiguration<NoteRevision>
{
    public void Configure(EntityTypeBuilder<NoteRevision> revision)
    {
        revision.Ignore(x => x.Text);
        revision.Property(x => x.FollowUp).HasMaxLength(TypedText.MaxLength);
        revision.Property(x => x.Analysis).HasMaxLength(TypedText.MaxLength);
        revision.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        revision.HasIndex(x => new { x.NoteId, x.At });
        revision.HasIndex(x => x.ImportId);
    }
}

internal sealed class NoteStateChangeConfiguration : IEntityTypeConfiguration<NoteStateChange>
{
    public void Configure(EntityTypeBuilder<NoteStateChange> change)
    {
        change.Property(x => x.Comment).HasMaxLength(NoteStateChange.CommentLength);
        change.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        change.HasIndex(x => new { x.NoteId, x.At });
    }
}

internal sealed class NotePresenceConfiguration : IEntityTypeConfiguration<NotePresence>
{
    public void Configure(EntityTypeBuilder<NotePresence> presence) => presence.HasKey(x => new { x.NoteId, x.UserId });
}

internal sealed class NoteCommentConfiguration : IEntityTypeConfiguration<NoteComment>
{
    public void Configure(EntityTypeBuilder<NoteComment> comment)
    {
        comment.Ignore(x => x.IsClosed);
        comment.Property(x => x.Text).HasMaxLength(NoteComment.TextLength);
        comment.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        comment.HasOne<NoteComment>().WithMany().HasForeignKey(x => x.ReplyToId);
        comment.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        comment.HasOne(x => x.ClosedBy).WithMany().HasForeignKey(x => x.ClosedById);
        comment.HasIndex(x => new { x.NoteId, x.At });
    }
}

internal sealed class GapWaiverConfiguration : IEntityTypeConfiguration<GapWaiver>
{
    public void Configure(EntityTypeBuilder<GapWaiver> waiver)
    {
        waiver.Property(x => x.Reason).HasMaxLength(GapWaiver.ReasonLength);
        waiver.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        waiver.HasOne(x => x.WaivedBy).WithMany().HasForeignKey(x => x.WaivedById);
        waiver.HasIndex(x => new { x.NoteId, x.Kind }).IsUnique();
    }
}
