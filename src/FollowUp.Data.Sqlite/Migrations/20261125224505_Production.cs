using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Production : Migration
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
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 900, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailPauses",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailPauses", x => new { x.UserId, x.PlanId });
                });

            migrationBuilder.CreateTable(
                name: "ReminderMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClaimedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<int>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReminderMails_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "UserSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Browser = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReminderMailPlan",
                columns: table => new
                {
                    MailId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OccasionDay = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderMailPlan", x => new { x.MailId, x.PlanId });
                    table.ForeignKey(
                        name: "FK_ReminderMailPlan_ReminderMails_MailId",
                        column: x => x.MailId,
                        principalTable: "ReminderMails",
                        principalColumn: "Id");
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

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ReminderMails_ClaimedAt_Id",
                table: "ReminderMails",
                columns: new[] { "ClaimedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ReminderMails_Day_Outcome",
                table: "ReminderMails",
                columns: new[] { "Day", "Outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_ReminderMails_UserId_Day",
                table: "ReminderMails",
                columns: new[] { "UserId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId_EndedAt",
                table: "UserSessions",
                columns: new[] { "UserId", "EndedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "MailPauses");

            migrationBuilder.DropTable(
                name: "ReminderMailPlan");

            migrationBuilder.DropTable(
                name: "Transfers");

            migrationBuilder.DropTable(
                name: "UserSessions");

            migrationBuilder.DropTable(
                name: "ReminderMails");

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
