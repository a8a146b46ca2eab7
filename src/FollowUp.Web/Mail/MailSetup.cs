namespace FollowUp.Web.Mail;

internal static class MailSetup
{
    /// <summary>What writes and sends mail; where no server is set nothing is sent, and the pages say so.</summary>
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var options = (builder.Configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions()).Checked();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ReminderWriter>();
        builder.Services.AddSingleton<ReminderPost>();
        builder.Services.AddScoped<MailPreview>();
        if (options.IsOn) builder.Services.AddHostedService<ReminderClock>();
    }
}
