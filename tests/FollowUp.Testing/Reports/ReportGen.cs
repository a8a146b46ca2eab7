using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FsCheck;
using FsCheck.Fluent;

namespace FollowUp.Testing.Reports;

/// <summary>Reports as the database could give them: nothing of a note that is not shown, and groups where the order has such.</summary>
public static class ReportGen
{
    private static readonly Gen<bool> Booleans = Gen.Elements(true, false);

    private static readonly Gen<NoteStatus?> Statuses = Gen.Elements([null, .. Enum.GetValues<NoteStatus>().Cast<NoteStatus?>()]);

    private static readonly Gen<DateOnly> Days = Gen.Choose(0, 4_000).Select(day => new DateOnly(2018, 1, 1).AddDays(day));

    private static readonly Gen<DateTime> Times =
        from day in Days
        from minute in Gen.Choose(0, 1_439)
        select DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), DateTimeKind.Utc);

    /// <summary>Reports with every word there is.</summary>
    public static readonly Arbitrary<GeneratedReport> Any =
        Arb.From(Reports(ReportTexts.Words, Gen.Frequency((3, ReportTexts.Markdown(ReportTexts.Words)), (2, ReportTexts.Wild)), 0), report => report.Smaller());

    /// <summary>Reports of several activities in words that any font has.</summary>
    public static readonly Gen<GeneratedReport> Plain = Reports(ReportTexts.PlainWords, ReportTexts.Markdown(ReportTexts.PlainWords), 3);

    private static Gen<GeneratedReport> Reports(Gen<string> words, Gen<string> texts, int atLeast) =>
        from order in Gen.Elements(Enum.GetValues<ReportOrder>())
        from count in Gen.Choose(atLeast, 5)
        from activities in Activities(words, texts).ArrayOf(count)
        from groups in ReportTexts.Line(words).ArrayOf(2)
        from frame in Frames(words, texts)
        select new GeneratedReport(frame with { Order = order }, Ordered(order, activities, groups));

    /// <summary>Numbers are unique, and a group's activities follow on each other; those without one come last.</summary>
    private static List<ReportActivity> Ordered(ReportOrder order, IReadOnlyList<ReportActivity> activities, string[] groups) =>
    [
        .. activities.Select((activity, i) => activity with
        {
            Number = 3 * (i + 1),
            Group = order == ReportOrder.Number ? null : i < 2 ? groups[0] : i < 4 ? groups[1] : "",
        }),
    ];

    private static Gen<ReportActivity> Activities(Gen<string> words, Gen<string> texts) =>
        from names in ReportTexts.Line(words).ArrayOf(6)
        from has in Booleans.ArrayOf(5)
        from dueOn in Days
        from note in Notes(words, texts)
        from count in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from others in Notes(words, texts).ArrayOf(count)
        select new ReportActivity
        {
            Number = 0,
            Title = names[0],
            UnitName = names[1],
            ReportingUnitName = has[0] ? names[2] : null,
            Responsible = has[1] ? names[3] : null,
            DueOn = has[2] ? dueOn : null,
            GoalArea = has[3] ? names[4] : null,
            ContinuedFrom = has[4] ? "2017/18" : null,
            ThreadYear = has[4] && has[0] ? 3 : null,
            IsShown = note.IsShown,
            HasDraft = note.HasDraft,
            Status = note.Status,
            FollowUp = note.FollowUp,
            Analysis = note.Analysis,
            UnitNotes = others,
        };

    private static Gen<ReportUnitNote> Notes(Gen<string> words, Gen<string> texts) =>
        from unit in ReportTexts.Line(words)
        from shown in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from hasDraft in Booleans
        from status in Statuses
        from followUp in texts
        from analysis in texts
        select new ReportUnitNote(unit, shown, !shown && hasDraft, shown ? status : null, shown ? followUp : "", shown ? analysis : "");

    private static Gen<AnnualReport> Frames(Gen<string> words, Gen<string> texts) =>
        from lines in ReportTexts.Line(words).ArrayOf(7)
        from has in Booleans.ArrayOf(6)
        from foreword in texts
        from closing in texts
        from readOn in Days
        from fixedAt in Times
        from form in Gen.Elements(Enum.GetValues<SchoolForm>())
        from kinds in Gen.SubListOf(Enum.GetValues<FigureKind>())
        from figures in Figures(words).ArrayOf(kinds.Count)
        from waiverCount in Gen.Choose(0, 2)
        from waivers in Waivers(words).ArrayOf(waiverCount)
        select new AnnualReport
        {
            PlanId = Guid.Empty,
            Title = lines[0],
            YearLabel = has[0] ? "2018/19" : "2019",
            AuthorityName = lines[1],
            UnitName = has[1] ? lines[2] : null,
            SchoolForm = has[1] || has[2] ? null : form,
            ReadOn = readOn,
            FixedAt = has[3] ? fixedAt : null,
            FixedBy = has[3] ? lines[3] : null,
            FixedVersion = has[3] && has[4] ? 2 : null,
            RegistryNumber = has[4] ? lines[4] : "",
            Foreword = foreword,
            Closing = closing,
            SignatureLines = has[5] ? [lines[5], lines[6]] : [],
            HasUnitNotes = true,
            Figures = [.. figures.Zip(kinds, (figure, kind) => figure(kind))],
            Waivers = waivers,
            Entries = [],
            Activities = AsyncEnumerable.Empty<ReportActivity>(),
        };

    private static Gen<Func<FigureKind, ReportFigure>> Figures(Gen<string> words) =>
        from name in ReportTexts.Line(words)
        from form in Gen.Elements(Enum.GetValues<SchoolForm>())
        from counts in Gen.Choose(0, 1_200).ArrayOf(10)
        select new Func<FigureKind, ReportFigure>(kind => new ReportFigure(kind,
        [
            new ReportFigureRow(kind == FigureKind.SchoolForm ? "" : name, kind == FigureKind.SchoolForm ? form : null, new StatusCounts(counts[0], counts[1], counts[2], counts[3], counts[4])),
            new ReportFigureRow(kind is FigureKind.SchoolForm or FigureKind.GoalArea ? "" : "2017/18", null, new StatusCounts(counts[5], counts[6], counts[7], counts[8], counts[9])),
        ]));

    private static Gen<ReportWaiver> Waivers(Gen<string> words) =>
        from number in Gen.Choose(1, 40)
        from lines in ReportTexts.Line(words).ArrayOf(4)
        from kind in Gen.Elements(Enum.GetValues<GapKind>())
        from at in Times
        select new ReportWaiver(number, lines[0], lines[1], kind, lines[2], lines[3], at);
}
