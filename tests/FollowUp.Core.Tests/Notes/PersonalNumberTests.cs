using System.Globalization;
using FollowUp.Core.Notes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

/// <summary>The number that the fixed cases vary is Skatteverket's own example; the others are made by the rule.</summary>
public sealed class PersonalNumberTests
{
    private static readonly DateOnly First = new(1900, 1, 1);

    private static readonly DateOnly Last = new(2026, 11, 18);

    private static readonly string[] Separators = ["-", "+", "", "\u2013"];

    [Theory]
    [InlineData("640823-3234")]
    [InlineData("Elev 640823+3234 har")]
    [InlineData("6408233234.")]
    [InlineData("196408233234")]
    [InlineData("(19640823-3234)")]
    [InlineData("640883-3231")]
    [InlineData("640823\u20133234")]
    [InlineData("640823\u20143234")]
    [InlineData("640823 - 3234")]
    [InlineData("640823 3234")]
    [InlineData("19640823 3234")]
    public void IsIn_NumberWithItsCheckDigit_IsTrue(string text) => Assert.True(PersonalNumber.IsIn(text));

    [Theory]
    [InlineData("640823-3235")]
    [InlineData("641323-3230")]
    [InlineData("640832-3233")]
    [InlineData("16640823-3234")]
    [InlineData("1640823-3234")]
    [InlineData("640823  -  3234")]
    [InlineData("640823-32341")]
    [InlineData("070-123 45 67, 2024/25, 556036-0793")]
    [InlineData("")]
    public void IsIn_OtherNumbers_IsFalse(string text) => Assert.False(PersonalNumber.IsIn(text));

    [Fact]
    public void IsIn_AnyNumberMadeByTheRule_IsFound() =>
        Prop.ForAll(Numbers().ToArbitrary(), number => PersonalNumber.IsIn($"Text före {number.Text} efter")).QuickCheckThrowOnFailure();

    [Fact]
    public void IsIn_AnyOtherCheckDigit_IsNotFound() => Prop.ForAll(
        Numbers().SelectMany(_ => Gen.Choose(1, 9), (number, shift) => number.Text[..^1] + ((number.CheckDigit + shift) % 10)).ToArbitrary(),
        text => !PersonalNumber.IsIn(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void IsIn_AnyNumberWithOneDigitMore_IsNotFound() => Prop.ForAll(
        Numbers().SelectMany(_ => Gen.Choose(0, 9), (number, more) => number.Text + more).ToArbitrary(),
        text => !PersonalNumber.IsIn(text)).QuickCheckThrowOnFailure();

    private static Gen<(string Text, int CheckDigit)> Numbers() =>
        from day in Gen.Choose(First.DayNumber, Last.DayNumber)
        from serial in Gen.Choose(0, 999)
        from isCoordination in Gen.Elements(true, false)
        from isLong in Gen.Elements(true, false)
        from separator in Gen.Elements(Separators)
        select Number(DateOnly.FromDayNumber(day), serial, isCoordination, isLong, separator);

    /// <summary>The check digit is reckoned here in another way than in the code: from the right, as for a card.</summary>
    private static (string Text, int CheckDigit) Number(DateOnly date, int serial, bool isCoordination, bool isLong, string separator)
    {
        var born = date.ToString("yyyyMM", CultureInfo.InvariantCulture) + (date.Day + (isCoordination ? 60 : 0)).ToString("00", CultureInfo.InvariantCulture);
        var nine = born[2..] + serial.ToString("000", CultureInfo.InvariantCulture);
        var sum = nine.Reverse().Select((digit, place) => place % 2 == 0 ? Doubled(digit) : digit - '0').Sum();
        var check = (10 - (sum % 10)) % 10;
        return ($"{(isLong ? born[..2] : "")}{nine[..6]}{separator}{nine[6..]}{check}", check);

        static int Doubled(char digit) => (digit - '0') * 2 is var twice && twice > 9 ? twice - 9 : twice;
    }
}
