using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FollowUp.Documents.Files;
using Xunit;

namespace FollowUp.Core.Tests.Documents.Files;

public sealed class ReadableFileWriterTests
{
    [Fact]
    public async Task Html_WhatPeopleTyped_IsTextAndNothingElse()
    {
        var html = Encoding.UTF8.GetString(await WriteAsync(ReadableForm.Html, [new FileEntry("<b>Rubrik</b>", [new("Namn", "<script>1</script>"), new("Tomt", null)], [new("Text", "**fet** <img src=x onerror=alert(1)>")])]));

        Assert.Contains("&lt;b&gt;Rubrik&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<strong>fet</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Tomt", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_SectionWithNothing_SaysSo() =>
        Assert.Contains("<p>Inget finns.</p>", Encoding.UTF8.GetString(await WriteAsync(ReadableForm.Html, [])), StringComparison.Ordinal);

    [Fact]
    public async Task Json_HoldsTheSame()
    {
        using var json = JsonDocument.Parse(await WriteAsync(ReadableForm.Json, [new FileEntry("Rubrik", [new("Namn", "Åsa")], [new("Text", "**fet**")])]));

        var entry = json.RootElement.GetProperty("sections")[0].GetProperty("entries")[0];
        Assert.Equal(("Rubrik", "Åsa", "**fet**"), (entry.GetProperty("heading").GetString(), entry.GetProperty("facts")[0].GetProperty("value").GetString(), entry.GetProperty("texts")[0].GetProperty("markdown").GetString()));
    }

    [Theory]
    [InlineData(ReadableForm.Html)]
    [InlineData(ReadableForm.Json)]
    public async Task Write_ManyEntries_IsSentWhileTheyAreRead(ReadableForm form)
    {
        using var to = new MemoryStream();
        long most = 0, written = 0;

        await ReadableFileWriter.WriteAsync(FileOf(EntriesAsync()), form, "Innehåll", to, TestContext.Current.CancellationToken);

        Assert.True(written > 2_000_000, $"{written}");
        Assert.InRange(most, 1, 200_000);

        async IAsyncEnumerable<FileEntry> EntriesAsync()
        {
            for (var number = 0; number < 500; number++)
            {
                most = Math.Max(most, written - to.Length);
                await Task.Yield();
                yield return new FileEntry($"{number}", [], [new("Text", new string('a', 5_000))]);
                written += 5_000;
            }
        }
    }

    [Fact]
    public async Task Package_SameFiles_IsTheSamePackageWithSumsThatHold()
    {
        var (first, second) = (await PackAsync(), await PackAsync());

        Assert.Equal(first, second);
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["a.txt", "b.txt", "checksums.txt"], archive.Entries.Select(entry => entry.FullName));
        using var sums = new StreamReader(archive.GetEntry("checksums.txt")!.Open());
        Assert.Equal("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.txt\nkept  b.txt\n", await sums.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Unspecified), archive.Entries[0].LastWriteTime.DateTime);
    }

    private static async Task<byte[]> PackAsync()
    {
        using var to = new MemoryStream();
        await ArchivePackage.WriteAsync(
            new ArchiveFile[] { new("a.txt", null, "a"u8.ToArray()), new("b.txt", "kept", "b"u8.ToArray()) }.ToAsyncEnumerable(), new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc), to);
        return to.ToArray();
    }

    private static async Task<byte[]> WriteAsync(ReadableForm form, FileEntry[] entries)
    {
        using var to = new MemoryStream();
        await ReadableFileWriter.WriteAsync(FileOf(entries.ToAsyncEnumerable()), form, "Innehåll", to);
        return to.ToArray();
    }

    private static ReadableFile FileOf(IAsyncEnumerable<FileEntry> entries) => new("Fil", "sv", ["Upplysning"], [new FileSection("Avsnitt", "Inget finns.", entries)]);
}
