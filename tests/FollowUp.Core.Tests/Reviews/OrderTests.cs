using System.Globalization;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class OrderTests
{
    [Theory]
    [InlineData("sv-SE")]
    [InlineData("en-GB")]
    public void Order_WhateverTheReadersLanguage_IsSwedish(string reader)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(reader);

        string[] names = ["Östra", "Zon", "Ängen", "Åsö", "Alm"];

        Assert.Equal(["Alm", "Zon", "Åsö", "Ängen", "Östra"], names.Order(TypedText.Order));
        Assert.Equal(names.Order(TypedText.Order), names.OrderBy(TypedText.SortKey, StringComparer.Ordinal));
    }
}
