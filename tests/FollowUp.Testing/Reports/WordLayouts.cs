namespace FollowUp.Testing.Reports;

/// <summary>A sample report as Word documents of the layouts that authorities use.</summary>
public static class WordLayouts
{
    /// <summary>A paragraph before the activities, which belongs to none.</summary>
    public const string Before = "Rapporten följer upp det som nämnden beslutade.";

    /// <summary>What comes after the activities.</summary>
    public static readonly IReadOnlyList<string> After = ["Avslutning", "Resultaten redovisas i september."];

    private static readonly Dictionary<string, Func<IReadOnlyList<SampleActivity>, string>> Layouts = new()
    {
        ["heading styles"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. Uppdrag/Aktivitet", "Rubrik2") + WordFile.P(sample.Title) + Facts(sample)
            + WordFile.P("Uppföljning", "Rubrik3") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", "Rubrik3") + WordFile.Text(sample.Analysis)),
        ["titles in heading styles"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. {sample.Title}", "Kommunrubrik") + Facts(sample)
            + WordFile.P("Uppföljning:", "Rubrik3") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys:", "Rubrik3") + WordFile.Text(sample.Analysis)),
        ["heading styles of one level"] = samples => Each(samples, sample => WordFile.P($"Aktivitet {sample.Number}", "Rubrik2") + WordFile.P(sample.Title, "Rubrik2") + Facts(sample)
            + WordFile.P("Uppföljning", "Rubrik2") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", "Rubrik2") + WordFile.Text(sample.Analysis)),
        ["numbers typed"] = samples => Each(samples, sample => WordFile.P($"{sample.Number}. Uppdrag/Aktivitet") + WordFile.P(sample.Title) + Facts(sample)
            + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys") + WordFile.Text(sample.Analysis)),
        ["numbers of a list"] = samples => Each(samples, sample => WordFile.P("Uppdrag/Aktivitet", list: 2, isBold: true) + WordFile.P(sample.Title, isBold: true) + Facts(sample)
            + WordFile.P("Uppföljning", isBold: true) + WordFile.Text(sample.FollowUp) + WordFile.P("Analys", isBold: true) + WordFile.Text(sample.Analysis)),
        ["titles with numbers of a list"] = samples => Each(samples, sample => WordFile.P(sample.Title, list: 2, isBold: true) + Facts(sample)
            + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("") + WordFile.P("Analys") + WordFile.Text(sample.Analysis)),
        ["numbers with a word"] = samples => Each(samples, sample => WordFile.P(sample.Title, list: 5) + Facts(sample)
            + WordFile.PX(WordFile.R("Uppföljning: ", isBold: true)) + WordFile.Text(sample.FollowUp) + WordFile.PX(WordFile.R("Analys: ", isBold: true)) + WordFile.Text(sample.Analysis)),
        ["a row each"] = samples => WordFile.Table([
            ["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet", "Status", "Uppföljning", "Analys"],
            .. samples.Select(sample => (string[])[$"{sample.Number}", sample.Title, sample.Unit ?? "", sample.Status, WordFile.Text(sample.FollowUp), WordFile.Text(sample.Analysis)])]),
        ["a row each, other words"] = samples => WordFile.Table([
            ["Planerad aktivitet", "Vad har gjorts?", "Analys/slutsats", "Ansvarig skola", "Status:"],
            .. samples.Select(sample => (string[])[$"{sample.Number}. {sample.Title}", WordFile.Text(sample.FollowUp), sample.Analysis.Length == 0 ? "-" : WordFile.Text(sample.Analysis), sample.Unit ?? "", sample.Status])]),
        ["a table each"] = samples => Each(samples, sample => WordFile.Table(
            ["Uppdrag/Aktivitet", $"{sample.Number}. {sample.Title}"], ["Ansvarig enhet", sample.Unit ?? ""], ["Status", sample.Status], ["Klar senast", "2019-06-30"],
            ["Uppföljning", WordFile.Text(sample.FollowUp)], ["Analys", WordFile.Text(sample.Analysis)]) + WordFile.P("")),
        ["a table each below a heading"] = samples => Each(samples, sample => WordFile.P($"Aktivitet {sample.Number}: {sample.Title}", "Rubrik2") + WordFile.Table(
            ["Ansvarig enhet:", sample.Unit ?? "", "Status:", sample.Status],
            ["Uppföljning (vad har gjorts?)", WordFile.Text(sample.FollowUp)], ["Analys", WordFile.Text(sample.Analysis)])),
        ["a cell each"] = samples => WordFile.Table([.. samples.Select(sample => (string[])[
            WordFile.P($"{sample.Number}. Uppdrag/Aktivitet") + WordFile.P(sample.Title) + Facts(sample) + WordFile.P("Uppföljning") + WordFile.Text(sample.FollowUp) + WordFile.P("Analys") + WordFile.Text(sample.Analysis)])]),
    };

    public static IReadOnlyCollection<string> Names => Layouts.Keys;

    /// <summary>The document of one layout.</summary>
    public static byte[] Build(string layout, SampleReport report) => new WordFile().WithStyles().WithLists().Add(
        WordFile.P(report.Title, "Rubrik1"), WordFile.P(Before), Layouts[layout](report.Activities), WordFile.P(After[0], "Rubrik1"), WordFile.P(After[1])).Build();

    private static string Each(IEnumerable<SampleActivity> samples, Func<SampleActivity, string> write) => string.Concat(samples.Select(write));

    private static string Facts(SampleActivity sample) =>
        (sample.Unit is { } unit ? WordFile.P($"Ansvarig enhet: {unit}") : "") + (sample.Status.Length > 0 ? WordFile.P($"Status: {sample.Status}") : "");
}
