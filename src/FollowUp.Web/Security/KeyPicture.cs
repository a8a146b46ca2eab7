using QRCoder;

namespace FollowUp.Web.Security;

/// <summary>The key of an app that shows codes, as such apps read it: a picture to point the camera at, and the key in groups of four.</summary>
internal static class KeyPicture
{
    private const int GroupLength = 4;
    private const int PixelsPerModule = 4;
    private const string Issuer = "FollowUp";

    public static string Grouped(string key) => string.Join(' ', key.Chunk(GroupLength).Select(part => new string(part)));

    /// <param name="key">Base32.</param>
    /// <param name="account">The name under which the app lists it.</param>
    public static string Svg(string key, string account)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Address(key, account), QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(code).GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    public static string Address(string key, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits=6";
}
