using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UnitsAndPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "NamedAt",
                table: "Plans",
                type: "TEXT",
                nullable: true);

            // Plans that have been fixed show the names of that time from now on, also while corrections are made.
            migrationBuilder.Sql(
                "UPDATE Plans SET NamedAt = COALESCE((SELECT MIN(FixedReports.FixedAt) FROM FixedReports WHERE FixedReports.PlanId = Plans.Id), FixedAt)");

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstDay",
                table: "Memberships",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LastDay",
                table: "Memberships",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EndsOn",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UnitMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SuccessorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MergedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MergedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitMerges_AspNetUsers_MergedById",
                        column: x => x.MergedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitMerges_AspNetUsers_UndoneById",
                        column: x => x.UndoneById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitMerges_Units_SuccessorId",
                        column: x => x.SuccessorId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitMerges_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UnitPasts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitPasts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitPasts_Units_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitPasts_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "UnitMergePart",
                columns: table => new
                {
                    MergeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HandedVersion = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitMergePart", x => new { x.MergeId, x.Kind, x.SubjectId });
                    table.ForeignKey(
                        name: "FK_UnitMergePart_UnitMerges_MergeId",
                        column: x => x.MergeId,
                        principalTable: "UnitMerges",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_UnitMerges_MergedById",
                table: "UnitMerges",
                column: "MergedById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitMerges_SuccessorId_MergedAt",
                table: "UnitMerges",
                columns: new[] { "SuccessorId", "MergedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_UnitMerges_UndoneById",
                table: "UnitMerges",
                column: "UndoneById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitMerges_UnitId_MergedAt",
                table: "UnitMerges",
                columns: new[] { "UnitId", "MergedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_UnitPasts_ParentId",
                table: "UnitPasts",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_UnitPasts_UnitId_Until",
                table: "UnitPasts",
                columns: new[] { "UnitId", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UnitMergePart");

            migrationBuilder.DropTable(
                name: "UnitPasts");

            migrationBuilder.DropTable(
                name: "UnitMerges");

            migrationBuilder.DropColumn(
                name: "NamedAt",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "FirstDay",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "LastDay",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "EndsOn",
                table: "AspNetUsers");
        }
    }
}
