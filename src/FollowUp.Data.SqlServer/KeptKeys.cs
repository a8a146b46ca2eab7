using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Data.SqlServer;

/// <summary>Saves rows of another database with the numbers that they have there.</summary>
public static class KeptKeys
{
    /// <summary>
    /// Saves; where the server would number the rows itself, it is told not to for as long as it takes. A save is one try of the strategy, whose
    /// connection it stays on: the setting belongs to the connection.
    /// </summary>
    public static Task SaveAsync(FollowUpDbContext db, IEntityType table, CancellationToken cancel) =>
        !table.GetProperties().Any(property => property.GetValueGenerationStrategy() == SqlServerValueGenerationStrategy.IdentityColumn)
            ? db.SaveChangesAsync(cancel)
            : db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await db.Database.OpenConnectionAsync(cancel);
                try
                {
                    await SendAsync(db, IdentityInsert(db, table, "ON"), cancel);
                    await db.SaveChangesAsync(cancel);
                    await SendAsync(db, IdentityInsert(db, table, "OFF"), cancel);
                }
                finally
                {
                    await db.Database.CloseConnectionAsync();
                }
            });

    private static string IdentityInsert(FollowUpDbContext db, IEntityType table, string state) =>
        $"SET IDENTITY_INSERT {db.GetService<ISqlGenerationHelper>().DelimitIdentifier(table.GetTableName()!, table.GetSchema())} {state}";

    private static Task SendAsync(FollowUpDbContext db, string text, CancellationToken cancel) => db.GetService<IRawSqlCommandBuilder>().Build(text)
        .ExecuteNonQueryAsync(
            new RelationalCommandParameterObject(db.GetService<IRelationalConnection>(), null, null, db, db.GetService<IRelationalCommandDiagnosticsLogger>()), cancel);
}
