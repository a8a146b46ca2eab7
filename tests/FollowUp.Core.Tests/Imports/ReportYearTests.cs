using FollowUp.Core.Imports;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ReportYearTests
{
    [Theory]
    [InlineData("Kvalitetsrapport läsåret 2024/25", "", "", "2024/25")]
    [InlineData("Kvalitetsrapport 2024/2025", "rapport-2020-2021.txt", "", "2024/25")]
    [InlineData("Uppföljning av fjolårets planerade aktiviteter", "fjolaret-2018-2019.txt", "Vi fortsätter våren 2021.", "2018/19")]
    [InlineData("Uppföljning", "rapport.txt", "Målen för läsåret 2022/23 följdes upp. Nästa är 2023/24, som följer på 2022/23.", "2022/23")]
    [InlineData("Verksamhetsberättelse 2019", "", "", "2019")]
    [InlineData("Uppföljning", "2019.txt", "", "2019")]
    [InlineData("Uppföljning", "", "Arbetet började hösten 2018 och fortsatte våren 2019. Under våren 2019 avslutades det.", "2018/19")]
    [InlineData("Uppföljning", "rapport-2019-05-12.txt", "", "2019")]
    [InlineData("Uppföljning", "", "Telefon 0512-2018201920 och avtalet från 2019.", null)]
    [InlineData(null, "", "", null)]
    public void Guess_WhatTheReportSays_GivesItsYear(string? title, string fileName, string text, string? expected) =>
        Assert.Equal(expected, ReportYear.Guess(title, fileName, text.Split('\n'))?.ToString());
}
