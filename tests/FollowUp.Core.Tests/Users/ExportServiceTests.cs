using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class ExportServiceTests
{
    [Fact]
    public async Task Record_AList_TellsWhoTookItAndWhen()
    {
        await using var database = await TestDatabase.CreateAsync();
        var sample = await SampleAuthority.CreateAsync(database);
        var access = await sample.AccessOfAsync(sample.Administrator);
        await using (var db = database.Open()) await new ExportService(db, database.Clock).RecordAsync(access, "Personer");

        await using var read = database.Open();
        var entry = await read.Audit.SingleAsync(entry => entry.Action == AuditAction.ListExported);
        Assert.Equal((database.Clock.Now, (Guid?)sample.Administrator.Id, sample.Authority.Id, "Personer", ""),
            (entry.At, entry.UserId, entry.SubjectId, entry.Subject, entry.Detail));
    }
}
