namespace FollowUp.Web.Mail;

/// <summary>Looks now and then for mail to send, on every node. Whatever goes wrong is logged and tried again: pages never notice.</summary>
internal sealed class ReminderClock(ReminderPost post, MailOptions options, TimeProvider time, ILogger<ReminderClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not on the thread that starts the application.
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.IntervalMinutes), time);
        do
        {
            try
            {
                await post.SendDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The round of reminders by mail ended early");
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
