using FollowUp.Web.Hosting;
using FollowUp.Web.Reading;
using Serilog;

if (args is [PdfReading.Verb, ..]) return await PdfReading.ServeAsync();
Log.Logger = Logging.Bootstrap();
try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find() });
    builder.AddFollowUp();
    var app = builder.Build();
    if (await app.RunVerbAsync(args)) return 0;
    app.BeginModel();
    app.UseFollowUp();
    await app.PrepareDatabaseAsync();
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (fault is not HostAbortedException)
{
    StartFaults.Report(fault);
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}
