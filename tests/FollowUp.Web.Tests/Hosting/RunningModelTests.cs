using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>Identity reads its options into the model, so that the model of the running application can differ from that of the migrations.</summary>
public sealed class RunningModelTests
{
    [Fact]
    public async Task Model_OfTheRunningApplication_IsThatOfTheMigrations()
    {
        await using var app = await WebApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();

        Assert.False(scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Database.HasPendingModelChanges());
    }
}
