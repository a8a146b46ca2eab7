using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Documents.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FollowUp.Core.Tests.Documents;

/// <summary>Reports whose texts hit what the plain-text format must escape: labels, headings, dashes, blank lines, backslashes, odd white space.</summary>
internal static partial class ReportGenerator
{
    private static readonly string[] Words =
    [
        "Vi", "har", "rektor", "arbetet", "elever", "och", "Uppföljning", "Analys", "analys", "UPPFÖLJNING", "uppföljning", "Resultat", "Uppdrag/Aktivitet",
        "Aktivitet", "Aktivitet 3", "Aktivitet 2: Titel", "Uppdrag", "3.", "12.", "1.", "1)", "4. Uppdrag/Aktivitet", "2019.", "15", "-", "–", "—", "*", "•", "·", "o\t", "o", "- ", "* ", "1. ", "3) ",
        "Status:", "Status: Genomförd", "Ansvarig enhet:", "Enhet: Norra skolan", "Klar senast: 2019", "Avslutning", "Sammanfattning", "Målområde 2: Trygghet",
        "Trygghet och studiero", "Norra skolan 2 (9)", "Norra skolan 3 (9)", "4", "5", "6/7", "~~~~", ".....", "A. Läsning", "II. Läsning", "Åtgärd: läsa", "Aktivitet A", "Syfte: läsa", "Ansvarig: Norra skolan", "Förväntad effekt: god", "1. Läsning .... 3", "Aktivitet 2: A\t12", "Delaktighet och inflytande", "Övergripande analys", "2. Kunskaper", "## Trygghet", "Utkast, visas inte", "(Utkast, visas inte)", "\\", "\\\\", "\\-", "\\Uppföljning", "**", "**Uppföljning**", "## ", "#", "##", "----", "====", "Sida 3 (12)",
        "Sida 3", "- Analys:", "- Status: Pågår", "a) Uppföljning", "Analys –", "Uppföljning.", "Uppföljning 2022", "Analys av enkäten", "Vår analys", "Analys 2022:", "**Analys** Text", ":", ".", "Aktiviteten är genomförd.", "Arbetet är påbörjat.", "självskattningsinstrumentetsomingenorkarläsautantillenheltgenomgåendelångordbildningutanslutochmellanrum",
        "Den", "beskriver", "vad", "förvaltningen", "tar", "med", "sig", "till", "nästa", "läsår", "åäö", "é", "e\u0301", "\u0301", "\uD83D\uDE00", "\uD800", "\u200B", "\u00AD", "\uFEFF",
    ];

    private static readonly string[] Gaps =
        [" ", " ", " ", " ", " ", " ", " ", "  ", "", "", "\t", "\u00A0", "\u2003", "\u3000", " \\ ", " \\\n", "\\\n", "\n", "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r", " \n", "\n ", "\n  ", "\n- ", "\n1. ", "\u0001", "\u000B", "\u2028", "\u0085"];

    private static readonly Gen<string> AnyCharacters =
        Gen.Choose(0, 20).SelectMany(length => Gen.Choose(0, 0x2100).Select(code => (char)code).ArrayOf(length)).Select(characters => new string(characters));

    private static readonly Gen<string> Mixed =
        from count in Gen.Choose(0, 30)
        from words in Gen.Elements(Words).ArrayOf(count)
        from gaps in Gen.Elements(Gaps).ArrayOf(count + 1)
        from hasEnds in Gen.Elements(true, false)
        select string.Concat(words.Select((word, i) => (i == 0 && !hasEnds ? "" : gaps[i]) + word)) + (hasEnds ? gaps[count] : "");

    private static readonly Gen<string> Prose =
        from count in Gen.Choose(1, 60)
        from words in Gen.Elements(Words).ArrayOf(count)
        select string.Join(' ', words);

    /// <summary>Texts of any kind, the empty one included.</summary>
    public static readonly Gen<string> Texts =
        Gen.Frequency((6, Mixed), (3, Prose), (2, Gen.Elements(Words)), (1, Gen.Elements(Gaps)), (1, Gen.Constant("")), (1, AnyCharacters));

    private static readonly Gen<string> Titles =
        Texts.Select(text => FollowUp.Documents.Text.TextNormalisation.NormaliseLine(text)).Select(line => line.Length == 0 ? "Titel" : line);

    private static readonly Gen<ReportActivity> Activities =
        from number in Gen.Frequency((6, Gen.Choose(1, 40)), (1, Gen.Choose(0, int.MaxValue)))
        from title in Titles
        from unit in Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("Norra skolan", "Enhet 2: Öst", "Status: Klar")), (1, Titles.Select(name => (string?)name)))
        from status in Gen.Elements<NoteStatus?>(null, null, NoteStatus.NotStarted, NoteStatus.InProgress, NoteStatus.Completed, NoteStatus.NotCarriedOut)
        from followUp in Texts
        from analysis in Texts
        select new ReportActivity
        {
            Number = number,
            Title = title,
            UnitName = unit,
            Responsible = null,
            DueOn = null,
            GoalArea = null,
            ContinuedFrom = null,
            IsShown = true,
            HasDraft = false,
            Status = status,
            FollowUp = followUp,
            Analysis = analysis,
        };

    /// <summary>Reports of none to five activities.</summary>
    public static readonly Gen<AnnualReport> Reports =
        from title in Titles
        from count in Gen.Choose(0, 5)
        from activities in Activities.ArrayOf(count)
        select Report(title, activities);

    public static AnnualReport Report(string title, params IReadOnlyList<ReportActivity> activities) => new()
    {
        PlanId = Guid.Empty,
        Title = title,
        YearLabel = "2018/19",
        AuthorityName = "Fiktiva kommunen",
        UnitName = null,
        ReadOn = new DateOnly(2019, 9, 1),
        FixedAt = null,
        FixedBy = null,
        Entries = [.. activities.Select(activity => new ReportEntry(activity.Number, activity.Title, activity.Group, activity.Status, activity.IsShown))],
        Activities = activities.ToAsyncEnumerable(),
    };

    /// <summary>The activities of a report whose activities are in memory.</summary>
    public static IReadOnlyList<ReportActivity> Listed(this AnnualReport report) => [.. report.Activities.ToBlockingEnumerable()];

    /// <summary>The plain text of a report whose activities are in memory.</summary>
    public static string Text(this AnnualReport report)
    {
        using var writer = new StringWriter();
        TextReportWriter.WriteAsync(report, writer).GetAwaiter().GetResult();
        return writer.ToString();
    }
}
