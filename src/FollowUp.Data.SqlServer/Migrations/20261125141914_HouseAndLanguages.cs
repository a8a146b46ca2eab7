using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class HouseAndLanguages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Plans",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "sv");

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "AspNetUsers",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "House",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Accent = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: false),
                    NotStarted = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InProgress = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Completed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NotCarriedOut = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ReportTitle = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    AccessibilityContact = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    SupervisorAddress = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    DataProtectionAddress = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Shortcomings = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    AssessedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Logo = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    LogoMediaType = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    LogoRemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_House", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "House");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "AspNetUsers");
        }
    }
}
