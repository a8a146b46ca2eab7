using System.Text;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FsCheck;
using FsCheck.Fluent;

namespace FollowUp.Core.Tests.Documents;

/// <summary>Reports with every member set or left out.</summary>
internal static partial class ReportGenerator
{
    /// <summary>Texts as a database keeps them: half a surrogate pair cannot be written as UTF-8.</summary>
    public static readonly Gen<string> Kept = Texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static readonly Gen<NoteStatus?> Statuses = MaybeOneOf<NoteStatus>();

    private static readonly Gen<DateOnly> Days = Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber);

    private static readonly Gen<DateTime> Times =
        from day in Days
        from second in Gen.Choose(0, 86_399)
        select DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddSeconds(second), DateTimeKind.Utc);

    private static readonly Gen<ReportUnitNote> UnitNotes =
        from unit in Kept
        from isShown in Booleans
        from hasDraft in Booleans
        from status in Statuses
        from followUp in Kept
        from analysis in Kept
        select new ReportUnitNote(unit, isShown, hasDraft, status, followUp, analysis);

    private static readonly Gen<ReportActivity> WholeActivities =
        from number in Gen.Choose(0, int.MaxValue)
        from lines in Kept.ArrayOf(2)
        from names in Maybe(Kept).ArrayOf(6)
        from dueOn in Gen.OneOf(Days.Select(day => (DateOnly?)day), Gen.Constant<DateOnly?>(null))
        from isShown in Booleans
        from hasDraft in Booleans
        from status in Statuses
        from title in Kept
        from notes in Some(UnitNotes)
        select new ReportActivity
        {
            Number = number,
            Title = title,
            Group = names[0],
            UnitName = names[1],
            ReportingUnitName = names[2],
            Responsible = names[3],
            DueOn = dueOn,
            GoalArea = names[4],
            ContinuedFrom = names[5],
            IsShown = isShown,
            HasDraft = hasDraft,
            Status = status,
            FollowUp = lines[0],
            Analysis = lines[1],
            UnitNotes = notes,
        };

    private static readonly Gen<ReportFigure> Figures =
        from kind in Gen.Elements(Enum.GetValues<FigureKind>())
        from rows in Some(
            from name in Kept
            from form in MaybeOneOf<SchoolForm>()
            from counts in Gen.Choose(0, 10_000).ArrayOf(5)
            select new ReportFigureRow(name, form, new StatusCounts(counts[0], counts[1], counts[2], counts[3], counts[4])))
        select new ReportFigure(kind, rows);

    private static readonly Gen<ReportWaiver> Waivers =
        from number in Gen.Choose(1, 100)
        from texts in Kept.ArrayOf(4)
        from kind in Gen.Elements(Enum.GetValues<GapKind>())
        from at in Times
        select new ReportWaiver(number, texts[0], texts[1], kind, texts[2], texts[3], at);

    private static readonly Gen<ReportLogo> Logos =
        from content in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        from text in Kept
        select new ReportLogo("image/png", content, text);

    /// <summary>Reports of none to some activities, whatever their members hold.</summary>
    public static readonly Gen<AnnualReport> WholeReports =
        from texts in Kept.ArrayOf(6)
        from names in Maybe(Kept).ArrayOf(2)
        from activities in Some(WholeActivities)
        from figures in Some(Figures)
        from waivers in Some(Waivers)
        from lines in Some(Kept)
        from logo in Maybe(Logos)
        from form in MaybeOneOf<SchoolForm>()
        from order in Gen.Elements(Enum.GetValues<ReportOrder>())
        from readOn in Days
        from fixedAt in Gen.OneOf(Times.Select(at => (DateTime?)at), Gen.Constant<DateTime?>(null))
        from version in Gen.Elements<int?>(null, 1, 2)
        from hasUnitNotes in Booleans
        select Report(texts[0], activities) with
        {
            PlanId = Guid.CreateVersion7(),
            YearLabel = texts[1],
            AuthorityName = texts[2],
            UnitName = names[0],
            SchoolForm = form,
            ReadOn = readOn,
            FixedAt = fixedAt,
            FixedBy = names[1],
            FixedVersion = version,
            RegistryNumber = texts[3],
            Foreword = texts[4],
            Closing = texts[5],
            SignatureLines = lines,
            Logo = logo,
            Order = order,
            HasUnitNotes = hasUnitNotes,
            Figures = figures,
            Waivers = waivers,
        };

    private static Gen<bool> Booleans => Gen.Elements(true, false);

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : class => Gen.Frequency((3, values.Select(value => (T?)value)), (1, Gen.Constant<T?>(null)));

    private static Gen<T?> MaybeOneOf<T>()
        where T : struct, Enum => Gen.Elements([null, .. Enum.GetValues<T>().Select(value => (T?)value)]);

    private static Gen<T[]> Some<T>(Gen<T> values) => Gen.Choose(0, 4).SelectMany(count => values.ArrayOf(count));
}
