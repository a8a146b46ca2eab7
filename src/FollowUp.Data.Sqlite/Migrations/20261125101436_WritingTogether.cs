using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WritingTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CarriedFromId",
                table: "Notes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SaveId",
                table: "Notes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "NoteRevisions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "LongestLength",
                table: "NoteRevisions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    GivenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Delegations_AspNetUsers_EndedById",
                        column: x => x.EndedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Delegations_AspNetUsers_GivenById",
                        column: x => x.GivenById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Delegations_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Delegations_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoteComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReplyToId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoteComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoteComments_AspNetUsers_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoteComments_AspNetUsers_ClosedById",
                        column: x => x.ClosedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoteComments_NoteComments_ReplyToId",
                        column: x => x.ReplyToId,
                        principalTable: "NoteComments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NoteComments_Notes_NoteId",
                        column: x => x.NoteId,
                        principalTable: "Notes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NotePresences",
                columns: table => new
                {
                    NoteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotePresences", x => new { x.NoteId, x.UserId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_CarriedFromId",
                table: "Notes",
                column: "CarriedFromId");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_EndedById",
                table: "Delegations",
                column: "EndedById");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_GivenById",
                table: "Delegations",
                column: "GivenById");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_UnitId_FirstDay_Id",
                table: "Delegations",
                columns: new[] { "UnitId", "FirstDay", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_UserId_LastDay",
                table: "Delegations",
                columns: new[] { "UserId", "LastDay" });

            migrationBuilder.CreateIndex(
                name: "IX_NoteComments_AuthorId",
                table: "NoteComments",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_NoteComments_ClosedById",
                table: "NoteComments",
                column: "ClosedById");

            migrationBuilder.CreateIndex(
                name: "IX_NoteComments_NoteId_At",
                table: "NoteComments",
                columns: new[] { "NoteId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_NoteComments_ReplyToId",
                table: "NoteComments",
                column: "ReplyToId");

            migrationBuilder.AddForeignKey(
                name: "FK_Notes_Notes_CarriedFromId",
                table: "Notes",
                column: "CarriedFromId",
                principalTable: "Notes",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Notes_Notes_CarriedFromId",
                table: "Notes");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "NoteComments");

            migrationBuilder.DropTable(
                name: "NotePresences");

            migrationBuilder.DropIndex(
                name: "IX_Notes_CarriedFromId",
                table: "Notes");

            migrationBuilder.DropColumn(
                name: "CarriedFromId",
                table: "Notes");

            migrationBuilder.DropColumn(
                name: "SaveId",
                table: "Notes");

            migrationBuilder.DropColumn(
                name: "IsOpen",
                table: "NoteRevisions");

            migrationBuilder.DropColumn(
                name: "LongestLength",
                table: "NoteRevisions");
        }
    }
}
