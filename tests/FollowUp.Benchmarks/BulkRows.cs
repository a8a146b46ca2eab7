using System.Data.Common;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Benchmarks;

/// <summary>Entities written as rows with a prepared command a table, in one transaction; columns and their types come from the model, so that both databases take them.</summary>
internal sealed class BulkRows : IAsyncDisposable
{
    private readonly FollowUpDbContext _db;
    private readonly DbTransaction _transaction;
    private readonly Dictionary<Type, Table> _tables = [];

    private BulkRows(FollowUpDbContext db, DbTransaction transaction) => (_db, _transaction) = (db, transaction);

    public static async Task<BulkRows> BeginAsync(FollowUpDbContext db) => new(db, await db.Database.GetDbConnection().BeginTransactionAsync());

    public void Add<T>(T entity)
        where T : class
    {
        if (!_tables.TryGetValue(typeof(T), out var table)) _tables.Add(typeof(T), table = new Table(_db, _db.Model.FindEntityType(typeof(T))!, _transaction));
        table.Add(entity);
    }

    public Task CommitAsync() => _transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var table in _tables.Values) table.Dispose();
        await _transaction.DisposeAsync();
    }

    private sealed class Table : IDisposable
    {
        private readonly DbCommand _command;
        private readonly (IClrPropertyGetter Get, Func<object?, object?> Convert, DbParameter Parameter)[] _columns;

        public Table(FollowUpDbContext db, IEntityType type, DbTransaction transaction)
        {
            var helper = ((Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<IServiceProvider>)db).Instance
                .GetService(typeof(ISqlGenerationHelper)) as ISqlGenerationHelper ?? throw new InvalidOperationException("A relational database is needed.");
            var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
            var properties = type.GetProperties().ToList();
            _command = db.Database.GetDbConnection().CreateCommand();
            _command.Transaction = transaction;
            _command.CommandText = $"INSERT INTO {helper.DelimitIdentifier(table.Name)} ({string.Join(", ", properties.Select(p => helper.DelimitIdentifier(p.GetColumnName(table)!)))}) "
                + $"VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
            _columns = [.. properties.Select((property, i) =>
            {
                var mapping = property.GetRelationalTypeMapping();
                var parameter = mapping.CreateParameter(_command, $"@p{i}", null, nullable: true);
                _command.Parameters.Add(parameter);
                Func<object?, object?> convert = mapping.Converter is { } converter ? converter.ConvertToProvider : value => value;
                return (property.GetGetter(), convert, parameter);
            })];
            _command.Prepare();
        }

        public void Add(object entity)
        {
            foreach (var (get, convert, parameter) in _columns)
            {
                var value = get.GetClrValue(entity);
                parameter.Value = value is null ? DBNull.Value : convert(value) ?? DBNull.Value;
            }

            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
