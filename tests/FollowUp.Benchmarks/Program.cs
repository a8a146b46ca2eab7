using FollowUp.Benchmarks;

// Never part of the test run: what it prints depends on the machine, and is compared within one run.
switch (args)
{
    case ["autosave", ..]:
        await Autosave.RunAsync(writers: Number(1, 50), seconds: Number(2, 20));
        return 0;
    default:
        Console.WriteLine("autosave [writers = 50] [seconds = 20]: how long a page waits for an autosave's answer, on the embedded database");
        return 1;
}

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], null) : otherwise;
