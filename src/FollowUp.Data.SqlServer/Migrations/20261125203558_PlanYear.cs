using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class PlanYear : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "GraceDays",
                table: "Plans",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DefaultOwnerId",
                table: "ListImports",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DefaultUnits",
                table: "ListImports",
                type: "nvarchar(max)",
                maxLength: 37000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Made",
                table: "ListImports",
                type: "nvarchar(max)",
                maxLength: 185000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "HistoryMonths",
                table: "House",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CheckPoints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckPoints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CheckPoints_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HistoryPurges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FixedBefore = table.Column<DateTime>(type: "datetime2", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Revisions = table.Column<int>(type: "int", nullable: false),
                    Characters = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HistoryPurges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HistoryPurges_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UnitDays",
                columns: table => new
                {
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OpensOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    GraceDays = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitDays", x => new { x.PlanId, x.UnitId });
                    table.ForeignKey(
                        name: "FK_UnitDays_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitDays_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CheckPointNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CheckPointId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NoteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SavedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckPointNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CheckPointNotes_AspNetUsers_SavedById",
                        column: x => x.SavedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CheckPointNotes_CheckPoints_CheckPointId",
                        column: x => x.CheckPointId,
                        principalTable: "CheckPoints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CheckPointNotes_Notes_NoteId",
                        column: x => x.NoteId,
                        principalTable: "Notes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CheckPointNotes_CheckPointId_NoteId",
                table: "CheckPointNotes",
                columns: new[] { "CheckPointId", "NoteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CheckPointNotes_NoteId",
                table: "CheckPointNotes",
                column: "NoteId");

            migrationBuilder.CreateIndex(
                name: "IX_CheckPointNotes_SavedById",
                table: "CheckPointNotes",
                column: "SavedById");

            migrationBuilder.CreateIndex(
                name: "IX_CheckPoints_PlanId_FirstDay",
                table: "CheckPoints",
                columns: new[] { "PlanId", "FirstDay" });

            migrationBuilder.CreateIndex(
                name: "IX_HistoryPurges_At",
                table: "HistoryPurges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_HistoryPurges_ById",
                table: "HistoryPurges",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitDays_UnitId",
                table: "UnitDays",
                column: "UnitId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CheckPointNotes");

            migrationBuilder.DropTable(
                name: "HistoryPurges");

            migrationBuilder.DropTable(
                name: "UnitDays");

            migrationBuilder.DropTable(
                name: "CheckPoints");

            migrationBuilder.DropColumn(
                name: "GraceDays",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "DefaultOwnerId",
                table: "ListImports");

            migrationBuilder.DropColumn(
                name: "DefaultUnits",
                table: "ListImports");

            migrationBuilder.DropColumn(
                name: "Made",
                table: "ListImports");

            migrationBuilder.DropColumn(
                name: "HistoryMonths",
                table: "House");
        }
    }
}
