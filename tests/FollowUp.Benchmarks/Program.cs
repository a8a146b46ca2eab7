using FollowUp.Benchmarks;
using FollowUp.Core.Reports;

// Never part of the test run: what it prints depends on the machine, and is compared within one run.
switch (args)
{
    case ["autosave", ..]:
        await Autosave.RunAsync(writers: Number(1, 50), seconds: Number(2, 20));
        return 0;
    case ["report", .. var more]:
        await ReportSize.RunAsync(withPdf: more is ["pdf"]);
        return 0;
    case [ReportSize.One, var folder, var format, var warmUp, var plan]:
        await ReportSize.RunOneAsync(folder, Enum.Parse<ReportFormat>(format), Guid.Parse(warmUp), Guid.Parse(plan));
        return 0;
    case ["fill", "--activities", var count, "--database", var database]:
        await Fill.RunAsync(int.Parse(count, null), database);
        return 0;
    case ["bare", "--database", var file, "--urls", var address, "--length", var length]:
        await BarePage.RunAsync(file, address, int.Parse(length, null));
        return 0;
    default:
        Console.WriteLine("autosave [writers = 50] [seconds = 20]: how long a page waits for an autosave's answer, on the embedded database");
        Console.WriteLine("report [pdf]: how long each output of a report of 100, 1,000 and 10,000 activities takes, and how much memory; the PDF only where it is asked for");
        Console.WriteLine("fill --activities N --database FILE|CONNECTION: an empty database filled with N activities over 100 units and five years");
        Console.WriteLine("bare --database FILE --urls ADDRESS --length BYTES: a page without any of the application, for load.sh to compare with");
        return 1;
}

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], null) : otherwise;
