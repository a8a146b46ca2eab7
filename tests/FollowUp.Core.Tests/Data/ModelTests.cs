using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Core.Data;
using FollowUp.Data.Sqlite;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>One model on two databases: what both must hold, and what SQL Server allows.</summary>
public sealed partial class ModelTests
{
    /// <summary>SQL Server: longest key of an index, of a clustered index (the primary key), and longest name.</summary>
    private const int MaxIndexBytes = 1_700, MaxClusteredBytes = 900, MaxNameLength = 128;

    /// <summary>Keys that could grow past the limit, and why they do not.</summary>
    private static readonly Dictionary<string, string> AllowedKeys = new()
    {
        ["PK_AspNetUserLogins"] = "no outside sign-in writes here; a provider's name and key together stay far below 450 letters",
        ["PK_AspNetUserTokens"] = "the names of providers and tokens are Identity's own, a few words each",
    };

    public static TheoryData<string> Providers => ["Sqlite", "SqlServer"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Migrations_OfEachDatabase_HoldTheWholeModel(string provider)
    {
        using var db = Open(provider);
        Assert.False(db.Database.HasPendingModelChanges(), $"The model has changed since the last migration for {provider}.");
    }

    [Fact]
    public void Migrations_OfBothDatabases_HaveTheSameNames()
    {
        using var sqlite = Open("Sqlite");
        using var server = Open("SqlServer");
        Assert.Equal(Names(sqlite), Names(server));
        Assert.NotEmpty(Names(server));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Texts_OfEveryTable_HaveALength(string provider) => Breaches.None(TextsWithoutLength(ModelOf(provider)));

    [Theory]
    [MemberData(nameof(Providers))]
    public void Deletes_OfEveryTable_AreRestricted(string provider) => Breaches.None(Cascades(ModelOf(provider)));

    [Theory]
    [MemberData(nameof(Providers))]
    public void Times_OfEveryTable_AreStoredAsUtcDateTime(string provider) => Breaches.None(Offsets(ModelOf(provider)));

    [Fact]
    public void SqlServer_IndexesAndNames_AreWithinItsLimits()
    {
        var over = OverLimits(ModelOf("SqlServer"));

        Breaches.None([.. over.Where(breach => !AllowedKeys.ContainsKey(breach.Split(' ')[0]))]);
        Assert.All(AllowedKeys.Keys, key => Assert.Contains(over, breach => breach.StartsWith($"{key} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void SqlServer_IdempotentScript_IsTSql()
    {
        using var db = Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        TSql.Parse(script);
        Assert.All(db.Database.GetMigrations(), migration => Assert.Contains(migration, script, StringComparison.Ordinal));
        Assert.DoesNotContain("CASCADE", script, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("SELECT [n].[Id] FROM [Notes] AS [n] LIMIT 5")]
    [InlineData("SELECT 1;\nGO\nCREATE TABLE [x] ([Id] int NOT NULL,, PRIMARY KEY ([Id]));")]
    [InlineData("IF 1 = 1 BEGIN EXEC(N'CREATE UNIQUE INDEX [i] ON [x]'); END;")]
    public void TSql_WhatSqlServerWouldRefuse_IsFound(string text) => Assert.Throws<FormatException>(() => TSql.Parse(text));

    [Fact]
    public void BadModel_EveryRule_FindsItsBreach()
    {
        using var bad = new BadContext();
        var model = DesignModel(bad);

        Assert.Contains("BadChild.Text", Assert.Single(TextsWithoutLength(model)), StringComparison.Ordinal);
        Assert.Contains("BadChild", Assert.Single(Cascades(model)), StringComparison.Ordinal);
        Assert.Contains("SeenAt", Assert.Single(Offsets(model)), StringComparison.Ordinal);
        Assert.Equal(3, OverLimits(model).Count);
        Assert.True(bad.Database.HasPendingModelChanges());
    }

    private static FollowUpDbContext Open(string provider)
    {
        if (provider == "SqlServer") return SqlServerMirror.Open();
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, "Data Source=:memory:", new DatabaseOptions(), new WriteGate());
        return new FollowUpDbContext(builder.Options);
    }

    private static IModel ModelOf(string provider)
    {
        using var db = Open(provider);
        return DesignModel(db);
    }

    private static IModel DesignModel(DbContext db) => db.GetService<IDesignTimeModel>().Model;

    private static IEnumerable<string> Names(FollowUpDbContext db) =>
        db.Database.GetMigrations().Select(migration => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    private static List<string> TextsWithoutLength(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           where !entity.IsMappedToJson()
           from property in entity.GetProperties()
           where (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string) && property.GetMaxLength() is null
           select $"{entity.ShortName()}.{property.Name} has no length.",
    ];

    private static List<string> Cascades(IModel model) =>
    [
        .. from key in model.GetRelationalModel().Tables.SelectMany(table => table.ForeignKeyConstraints)
           where key.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault
           select $"{key.Table.Name}: {key.Name} deletes or changes rows in passing.",
    ];

    private static List<string> Offsets(IModel model) =>
    [
        .. from column in model.GetRelationalModel().Tables.SelectMany(table => table.Columns)
           from mapping in column.PropertyMappings
           where Stored(mapping) == typeof(DateTimeOffset) || column.StoreType.Contains("offset", StringComparison.OrdinalIgnoreCase)
           select $"{column.Table.Name}.{column.Name} is stored as {column.StoreType}.",
    ];

    private static Type Stored(IColumnMappingBase mapping)
    {
        var type = mapping.TypeMapping.Converter?.ProviderClrType ?? mapping.TypeMapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static List<string> OverLimits(IModel model)
    {
        var tables = model.GetRelationalModel().Tables.ToList();
        var names = tables.SelectMany(table => table.Columns.Select(column => column.Name)
            .Concat(table.Indexes.Select(index => index.Name))
            .Concat(table.UniqueConstraints.Select(key => key.Name))
            .Concat(table.ForeignKeyConstraints.Select(key => key.Name))
            .Append(table.Name));
        return
        [
            .. names.Where(name => name.Length > MaxNameLength).Select(name => $"{name} is {name.Length} letters long."),
            .. from index in tables.SelectMany(table => table.Indexes)
               let bytes = index.Columns.Sum(BytesOf)
               where bytes > MaxIndexBytes
               select $"{index.Name} may take {bytes} bytes, more than {MaxIndexBytes}.",
            .. from key in tables.Select(table => table.PrimaryKey)
               where key is not null
               let bytes = key.Columns.Sum(BytesOf)
               where bytes > MaxClusteredBytes
               select $"{key.Name} may take {bytes} bytes, more than {MaxClusteredBytes}.",
        ];
    }

    /// <summary>The most bytes a value takes in a key; what has no limit takes more than any key allows.</summary>
    private static long BytesOf(IColumn column)
    {
        var type = StoreType().Match(column.StoreType);
        var length = type.Groups["length"].Value;
        if (length == "max") return int.MaxValue;
        return type.Groups["name"].Value switch
        {
            "nvarchar" or "nchar" => 2 * long.Parse(length, CultureInfo.InvariantCulture),
            "varbinary" or "binary" or "varchar" or "char" => long.Parse(length, CultureInfo.InvariantCulture),
            "uniqueidentifier" => 16,
            "bit" or "tinyint" => 1,
            "smallint" => 2,
            "int" => 4,
            "date" => 3,
            "bigint" or "datetime2" or "float" => 8,
            "datetimeoffset" => 10,
            var other => throw new NotSupportedException($"How many bytes has {other}?"),
        };
    }

    [GeneratedRegex(@"^(?<name>\w+)(\((?<length>\w+)\))?$")]
    private static partial Regex StoreType();

    private sealed class BadContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlServer("Server=none");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<BadParent>().HasMany<BadChild>().WithOne().HasForeignKey(child => child.ParentId).OnDelete(DeleteBehavior.Cascade);
            modelBuilder.Entity<BadChild>().Property(child => child.Name).HasMaxLength(851);
            modelBuilder.Entity<BadChild>().HasIndex(child => child.Name);
            modelBuilder.Entity<BadOther>().HasKey(other => new { other.Id, other.Code });
            modelBuilder.Entity<BadOther>().Property(other => other.Code).HasMaxLength(450).HasColumnName(new string('c', 129));
        }
    }

    private sealed class BadParent
    {
        public int Id { get; set; }
    }

    private sealed class BadOther
    {
        public int Id { get; set; }

        public string Code { get; set; } = "";
    }

    private sealed class BadChild
    {
        public int Id { get; set; }

        public int ParentId { get; set; }

        public string Name { get; set; } = "";

        public string Text { get; set; } = "";

        public DateTimeOffset SeenAt { get; set; }
    }
}
