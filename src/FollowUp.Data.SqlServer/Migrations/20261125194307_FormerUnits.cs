using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FollowUp.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FormerUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DefaultOwnerId",
                table: "ListImports");

            migrationBuilder.DropColumn(
                name: "DefaultUnits",
                table: "ListImports");

            migrationBuilder.DropColumn(
                name: "Made",
                table: "ListImports");
        }
    }
}
