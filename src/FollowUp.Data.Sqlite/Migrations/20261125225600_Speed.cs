using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Speed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "WaitsSince",
                table: "Notes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FrameMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Frame = table.Column<Guid>(type: "TEXT", nullable: false),
                    States = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FrameMarks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_WaitsSince_Id",
                table: "Notes",
                columns: new[] { "WaitsSince", "Id" });

            migrationBuilder.InsertData(
                table: "FrameMarks",
                columns: new[] { "Id", "Frame", "States" },
                values: new object[]
                {
                    new Guid("0197f000-0000-7000-8000-000000000001"), new Guid("0197f000-0000-7000-8000-000000000002"), new Guid("0197f000-0000-7000-8000-000000000003"),
                });

            // What waits for review already has waited since its latest submission.
            migrationBuilder.Sql("""
                UPDATE "Notes" SET "WaitsSince" = (SELECT MAX(c."At") FROM "NoteStateChanges" AS c WHERE c."NoteId" = "Notes"."Id" AND c."To" = 3) WHERE "State" = 3
                """);

            foreach (var statement in TextIndex.Create()) migrationBuilder.Sql(statement);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var statement in TextIndex.Drop()) migrationBuilder.Sql(statement);

            migrationBuilder.DropTable(
                name: "FrameMarks");

            migrationBuilder.DropIndex(
                name: "IX_Notes_WaitsSince_Id",
                table: "Notes");

            migrationBuilder.DropColumn(
                name: "WaitsSince",
                table: "Notes");
        }
    }
}
