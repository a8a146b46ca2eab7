using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Indexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notes_UnitId_State",
                table: "Notes");

            migrationBuilder.DropIndex(
                name: "IX_Imports_CreatedById",
                table: "Imports");

            migrationBuilder.DropIndex(
                name: "IX_Activities_GoalAreaId",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_OwnerUnitId",
                table: "Activities");

            migrationBuilder.CreateTable(
                name: "Transfers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Step = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    After = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_SavedAt_Id",
                table: "Notes",
                columns: new[] { "SavedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_Status_ActivityId",
                table: "Notes",
                columns: new[] { "Status", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_UnitId_State_ActivityId",
                table: "Notes",
                columns: new[] { "UnitId", "State", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_ListImports_Kind_CreatedAt_Id",
                table: "ListImports",
                columns: new[] { "Kind", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Imports_CreatedById_CreatedAt_Id",
                table: "Imports",
                columns: new[] { "CreatedById", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Imports_State_CreatedAt_Id",
                table: "Imports",
                columns: new[] { "State", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Action_At_Id",
                table: "Audit",
                columns: new[] { "Action", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_DeactivatedAt",
                table: "AspNetUsers",
                column: "DeactivatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_EndsOn",
                table: "AspNetUsers",
                column: "EndsOn");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_LockoutEnd",
                table: "AspNetUsers",
                column: "LockoutEnd");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_DroppedAt_Number_Id",
                table: "Activities",
                columns: new[] { "DroppedAt", "Number", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_DueOn",
                table: "Activities",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_GoalAreaId_Number_Id",
                table: "Activities",
                columns: new[] { "GoalAreaId", "Number", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_OwnerUnitId_Number_Id",
                table: "Activities",
                columns: new[] { "OwnerUnitId", "Number", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Transfers");

            migrationBuilder.DropIndex(
                name: "IX_Notes_SavedAt_Id",
                table: "Notes");

            migrationBuilder.DropIndex(
                name: "IX_Notes_Status_ActivityId",
                table: "Notes");

            migrationBuilder.DropIndex(
                name: "IX_Notes_UnitId_State_ActivityId",
                table: "Notes");

            migrationBuilder.DropIndex(
                name: "IX_ListImports_Kind_CreatedAt_Id",
                table: "ListImports");

            migrationBuilder.DropIndex(
                name: "IX_Imports_CreatedById_CreatedAt_Id",
                table: "Imports");

            migrationBuilder.DropIndex(
                name: "IX_Imports_State_CreatedAt_Id",
                table: "Imports");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Action_At_Id",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_DeactivatedAt",
                table: "AspNetUsers");

            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_EndsOn",
                table: "AspNetUsers");

            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_LockoutEnd",
                table: "AspNetUsers");

            migrationBuilder.DropIndex(
                name: "IX_Activities_DroppedAt_Number_Id",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_DueOn",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_GoalAreaId_Number_Id",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_OwnerUnitId_Number_Id",
                table: "Activities");

            migrationBuilder.CreateIndex(
                name: "IX_Notes_UnitId_State",
                table: "Notes",
                columns: new[] { "UnitId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Imports_CreatedById",
                table: "Imports",
                column: "CreatedById");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_GoalAreaId",
                table: "Activities",
                column: "GoalAreaId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_OwnerUnitId",
                table: "Activities",
                column: "OwnerUnitId");
        }
    }
}
