using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AnnualReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FixedReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    FixedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FixedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FixedReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FixedReports_AspNetUsers_FixedById",
                        column: x => x.FixedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FixedReports_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GapWaivers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    NoteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    WaivedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WaivedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GapWaivers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GapWaivers_AspNetUsers_WaivedById",
                        column: x => x.WaivedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GapWaivers_Notes_NoteId",
                        column: x => x.NoteId,
                        principalTable: "Notes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PreparedFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    MediaType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreparedFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PreparedFiles_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportLogos",
                columns: table => new
                {
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MediaType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportLogos", x => x.PlanId);
                    table.ForeignKey(
                        name: "FK_ReportLogos_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportSetups",
                columns: table => new
                {
                    PlanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SchoolForm = table.Column<int>(type: "int", nullable: true),
                    HasUnitNotes = table.Column<bool>(type: "bit", nullable: false),
                    Order = table.Column<int>(type: "int", nullable: false),
                    RegistryNumber = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Foreword = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    Closing = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    Signatures = table.Column<string>(type: "nvarchar(2010)", maxLength: 2010, nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportSetups", x => x.PlanId);
                    table.ForeignKey(
                        name: "FK_ReportSetups_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportSetups_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    UploadedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportTemplates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportTemplates_AspNetUsers_UploadedById",
                        column: x => x.UploadedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FixedReportFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FixedReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Format = table.Column<int>(type: "int", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FixedReportFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FixedReportFiles_FixedReports_FixedReportId",
                        column: x => x.FixedReportId,
                        principalTable: "FixedReports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportDifferences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FixedReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: true),
                    Title = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    StatusBefore = table.Column<int>(type: "int", nullable: true),
                    StatusAfter = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportDifferences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportDifferences_FixedReports_FixedReportId",
                        column: x => x.FixedReportId,
                        principalTable: "FixedReports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportShares",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FixedReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SecretHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    SharedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SharedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportShares", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportShares_AspNetUsers_SharedById",
                        column: x => x.SharedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportShares_FixedReports_FixedReportId",
                        column: x => x.FixedReportId,
                        principalTable: "FixedReports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PreparedFilePieces",
                columns: table => new
                {
                    FileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreparedFilePieces", x => new { x.FileId, x.Number });
                    table.ForeignKey(
                        name: "FK_PreparedFilePieces_PreparedFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "PreparedFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FixedReportFiles_FixedReportId_Format",
                table: "FixedReportFiles",
                columns: new[] { "FixedReportId", "Format" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FixedReports_FixedById",
                table: "FixedReports",
                column: "FixedById");

            migrationBuilder.CreateIndex(
                name: "IX_FixedReports_PlanId_Number",
                table: "FixedReports",
                columns: new[] { "PlanId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GapWaivers_NoteId_Kind",
                table: "GapWaivers",
                columns: new[] { "NoteId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GapWaivers_WaivedById",
                table: "GapWaivers",
                column: "WaivedById");

            migrationBuilder.CreateIndex(
                name: "IX_PreparedFiles_MadeAt",
                table: "PreparedFiles",
                column: "MadeAt");

            migrationBuilder.CreateIndex(
                name: "IX_PreparedFiles_UserId",
                table: "PreparedFiles",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportDifferences_FixedReportId_Number_Kind",
                table: "ReportDifferences",
                columns: new[] { "FixedReportId", "Number", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportSetups_UnitId",
                table: "ReportSetups",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportShares_FixedReportId",
                table: "ReportShares",
                column: "FixedReportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportShares_SecretHash",
                table: "ReportShares",
                column: "SecretHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportShares_SharedById",
                table: "ReportShares",
                column: "SharedById");

            migrationBuilder.CreateIndex(
                name: "IX_ReportTemplates_UploadedById",
                table: "ReportTemplates",
                column: "UploadedById");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FixedReportFiles");

            migrationBuilder.DropTable(
                name: "GapWaivers");

            migrationBuilder.DropTable(
                name: "PreparedFilePieces");

            migrationBuilder.DropTable(
                name: "ReportDifferences");

            migrationBuilder.DropTable(
                name: "ReportLogos");

            migrationBuilder.DropTable(
                name: "ReportSetups");

            migrationBuilder.DropTable(
                name: "ReportShares");

            migrationBuilder.DropTable(
                name: "ReportTemplates");

            migrationBuilder.DropTable(
                name: "PreparedFiles");

            migrationBuilder.DropTable(
                name: "FixedReports");
        }
    }
}
