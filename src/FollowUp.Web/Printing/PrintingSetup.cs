using FollowUp.Web.Hosting;

namespace FollowUp.Web.Printing;

internal static class PrintingSetup
{
    public static void AddPrinting(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(PdfOptions.Section).Get<PdfOptions>() ?? new PdfOptions();
        if (options.TimeoutSeconds < 1) throw new ConfigurationFault("Pdf:TimeoutSeconds must be at least 1.");
        if (options.AtOnce < 1) throw new ConfigurationFault("Pdf:AtOnce must be at least 1.");
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<PdfPrinter>();
        builder.Services.AddScoped<ReportPrinter>();
    }
}
