using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class YearShift : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Continuation",
                table: "Activities",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DecidedAt",
                table: "Activities",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedById",
                table: "Activities",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FromNoteId",
                table: "Activities",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReplacedById",
                table: "Activities",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "Activities",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "YearShifts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FromPlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ToPlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ToYearKind = table.Column<int>(type: "int", nullable: false),
                    ToStartYear = table.Column<int>(type: "int", nullable: false),
                    ToName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    MadePlan = table.Column<bool>(type: "bit", nullable: false),
                    CarriedInstructions = table.Column<bool>(type: "bit", nullable: false),
                    Activities = table.Column<int>(type: "int", nullable: false),
                    Notes = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    UndoneById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_YearShifts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_YearShifts_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_YearShifts_AspNetUsers_UndoneById",
                        column: x => x.UndoneById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_YearShifts_Plans_FromPlanId",
                        column: x => x.FromPlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_YearShifts_Plans_ToPlanId",
                        column: x => x.ToPlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_DecidedById",
                table: "Activities",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_FromNoteId",
                table: "Activities",
                column: "FromNoteId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_ReplacedById",
                table: "Activities",
                column: "ReplacedById");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_ShiftId",
                table: "Activities",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_YearShifts_ById",
                table: "YearShifts",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_YearShifts_FromPlanId_At",
                table: "YearShifts",
                columns: new[] { "FromPlanId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_YearShifts_ToPlanId",
                table: "YearShifts",
                column: "ToPlanId");

            migrationBuilder.CreateIndex(
                name: "IX_YearShifts_UndoneById",
                table: "YearShifts",
                column: "UndoneById");

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_Activities_ReplacedById",
                table: "Activities",
                column: "ReplacedById",
                principalTable: "Activities",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_AspNetUsers_DecidedById",
                table: "Activities",
                column: "DecidedById",
                principalTable: "AspNetUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_Notes_FromNoteId",
                table: "Activities",
                column: "FromNoteId",
                principalTable: "Notes",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_YearShifts_ShiftId",
                table: "Activities",
                column: "ShiftId",
                principalTable: "YearShifts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Activities_Activities_ReplacedById",
                table: "Activities");

            migrationBuilder.DropForeignKey(
                name: "FK_Activities_AspNetUsers_DecidedById",
                table: "Activities");

            migrationBuilder.DropForeignKey(
                name: "FK_Activities_Notes_FromNoteId",
                table: "Activities");

            migrationBuilder.DropForeignKey(
                name: "FK_Activities_YearShifts_ShiftId",
                table: "Activities");

            migrationBuilder.DropTable(
                name: "YearShifts");

            migrationBuilder.DropIndex(
                name: "IX_Activities_DecidedById",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_FromNoteId",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_ReplacedById",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_ShiftId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Continuation",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "DecidedAt",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "DecidedById",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "FromNoteId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "ReplacedById",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "Activities");
        }
    }
}
