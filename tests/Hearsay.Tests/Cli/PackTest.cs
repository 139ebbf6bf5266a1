using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Export.Packs;

namespace Hearsay.Tests.Cli;

/// <summary>Proof packs: made, checked, and what becomes of one that somebody has changed or made to harm.</summary>
public sealed class PackTest : IAsyncLifetime
{
    private const string Story =
        "😀 The harbour master of Sund said on Monday that the ship had carried crates. Marta Kell, وقال, denied that the crates held weapons. The café́ owner said that nobody had asked.";

    private readonly Folder _folder = new();

    private string Ledger => _folder.PathOf("desk.db");

    private string Pack => _folder.PathOf("case.zip");

    public async ValueTask InitializeAsync()
    {
        await CliRun.InProcessAsync(["add", _folder.Write("story.txt", Story), "--ledger", Ledger, "--outlet", "Hill Post", "--published", "2025-05-01"]);
        string page = _folder.Write("page.html", "<!doctype html><html><head><title>Crates</title></head><body><article><h1>Crates</h1><p>The minister of Oruvia said on Tuesday that the crates held nothing but lamps.</p><p>“I have seen the lamps,” the minister said to reporters in Sund on the quay.</p></article></body></html>");
        await CliRun.InProcessAsync(["add", page, "--ledger", Ledger, "--marking", "amber"]);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_pack_is_verified_and_made_twice_is_the_same_bytes()
    {
        await ReviewAsync();
        CliRun made = await PackAsync();
        Assert.Equal(0, made.Code);
        byte[] first = await File.ReadAllBytesAsync(Pack, TestContext.Current.CancellationToken);
        CliRun verified = await VerifyAsync("--manifest", made.Output.Trim()[..12]);
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        Assert.Contains("everything holds", verified.Output, StringComparison.Ordinal);
        Assert.Contains("5 claims (5 derived again, 0 by people), 3 entries of the log", verified.Output, StringComparison.Ordinal);
        await PackAsync();
        Assert.Equal(first, await File.ReadAllBytesAsync(Pack, TestContext.Current.CancellationToken));
        CliRun other = await VerifyAsync("--manifest", "0123456789");
        Assert.Equal(2, other.Code);
        Assert.Contains("HS0352", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_in_a_pack_fits_its_hashes_without_Hearsay()
    {
        await PackAsync();
        using ZipArchive archive = ZipFile.OpenRead(Pack);
        Dictionary<string, byte[]> files = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
        string[] sums = Encoding.ASCII.GetString(files["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(sums, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(files[line[66..]]))));
        Assert.Equal(files.Keys.Except(["SHA256SUMS", "manifest.json", "manifest.sha256"]).Order(StringComparer.Ordinal), sums.Select(line => line[66..]));
        Assert.Contains("original" + "s/", files.Keys.First(path => path.StartsWith("originals/", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(files.Values, bytes => bytes.AsSpan().SequenceEqual(File.ReadAllBytes(_folder.PathOf("page.html"))));

        // Offsets are code points of the texts beside them.
        foreach (JsonElement claim in Lines(files["claims.jsonl"]))
        {
            Rune[] points = [.. Encoding.UTF8.GetString(files[$"texts/{claim.GetProperty("sha256").GetString()}.txt"]).EnumerateRunes()];
            foreach (JsonElement part in claim.GetProperty("content").EnumerateArray())
            {
                Assert.Equal(part.GetProperty("text").GetString(), string.Concat(points[part.GetProperty("start").GetInt32()..part.GetProperty("end").GetInt32()]));
            }
        }
    }

    [Fact]
    public async Task The_viewer_loads_nothing_and_holds_nothing_that_could_end_its_data()
    {
        await CliRun.InProcessAsync(["add", _folder.Write("odd.txt", "Marta Kell said that </script><script>alert(1)</script> was a <!-- rumour."), "--ledger", Ledger]);
        await PackAsync();
        using ZipArchive archive = ZipFile.OpenRead(Pack);
        string page = Encoding.UTF8.GetString(Bytes(archive.GetEntry("index.html")!));
        Assert.Contains("default-src 'none'; script-src 'sha256-", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
        int start = page.IndexOf("id=\"data\">", StringComparison.Ordinal) + 10;
        using JsonDocument data = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]);
        Assert.Equal(3, data.RootElement.GetProperty("documents").GetArrayLength());
        Assert.Equal(data.RootElement.GetProperty("claims").GetArrayLength(), data.RootElement.GetProperty("standing").GetArrayLength());
        Assert.DoesNotContain("http:", page[..start], StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page[..start], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("texts/", "HS0352")]
    [InlineData("originals/", "HS0352")]
    [InlineData("claims.jsonl", "HS0352")]
    [InlineData("reviews.jsonl", "HS0352")]
    [InlineData("index.html", "HS0352")]
    [InlineData("exports/stix/bundle.json", "HS0352")]
    [InlineData("manifest.json", "HS0352")]
    public async Task A_changed_file_is_named(string path, string code)
    {
        await ReviewAsync();
        await PackAsync();
        string changed = Change(path, bytes => { bytes[bytes.Length / 2] ^= 1; return bytes; });
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        if (path == "manifest.json")
        {
            Assert.Contains(verified.Error.Contains("HS0350", StringComparison.Ordinal) ? "HS0350" : code, verified.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Contains($"{code}: {changed}:", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_and_an_added_file_are_named()
    {
        await PackAsync();
        using (ZipArchive archive = ZipFile.Open(Pack, ZipArchiveMode.Update))
        {
            archive.GetEntry("README.txt")!.Delete();
            await using Stream added = archive.CreateEntry("extra.html").Open();
            added.Write("hello"u8);
        }

        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("HS0352: README.txt: the manifest lists it", verified.Error, StringComparison.Ordinal);
        Assert.Contains("HS0352: extra.html: it is in the archive, but not in the manifest", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_claim_is_found_though_all_hashes_were_made_again()
    {
        await ReviewAsync();
        await PackAsync();
        Rebuild(files => files["claims.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["claims.jsonl"]).Replace("\"form\":\"indirect\"", "\"form\":\"direct\"", StringComparison.Ordinal)));
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.DoesNotContain("HS0352", verified.Error, StringComparison.Ordinal);
        Assert.Contains("HS0355", verified.Error, StringComparison.Ordinal);
        Assert.Contains("form: \"direct\", here \"indirect\"", verified.Error, StringComparison.Ordinal);
        Assert.Contains("HS0357: index.html", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_stance_breaks_the_id_and_a_forged_quote_the_text()
    {
        await PackAsync();
        Rebuild(files => files["claims.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["claims.jsonl"]).Replace("\"stance\":\"denies\"", "\"stance\":\"admits\"", StringComparison.Ordinal)
            .Replace("\"text\":\"that the ship had carried crates\"", "\"text\":\"that the ship had carried arms!!\"", StringComparison.Ordinal)));
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("its record in claims.jsonl gives the id", verified.Error, StringComparison.Ordinal);
        Assert.Equal(2, verified.Error.Split("HS0353").Length - 1);
    }

    [Fact]
    public async Task A_forged_review_breaks_the_chain_and_a_forged_verdict_the_standing()
    {
        await ReviewAsync();
        await PackAsync();
        Rebuild(files => files["reviews.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["reviews.jsonl"]).Replace("accept", "reject", StringComparison.Ordinal)));
        CliRun verified = await VerifyAsync();
        Assert.Contains("HS0354: reviews.jsonl entry 2: its hash is", verified.Error, StringComparison.Ordinal);

        await PackAsync();
        Rebuild(files => files["standing.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["standing.jsonl"]).Replace("\"verdict\":\"accepted\"", "\"verdict\":\"open\"", StringComparison.Ordinal)));
        verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("the reviews say 'accepted B2'", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_text_than_the_original_bytes_give_is_found()
    {
        await PackAsync();
        Rebuild(files =>
        {
            JsonObject doc = Lines(files["documents.jsonl"]).Select(line => JsonNode.Parse(line.GetRawText())!.AsObject()).First(line => (string?)line["name"] == "page");
            string original = "originals/" + (string)doc["original"]!;
            byte[] other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[original]).Replace("lamps", "bombs", StringComparison.Ordinal));
            string hash = Convert.ToHexStringLower(SHA256.HashData(other));
            files.Remove(original);
            files["originals/" + hash] = other;
            files["documents.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["documents.jsonl"]).Replace((string)doc["original"]!, hash, StringComparison.Ordinal));
        });
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("this Hearsay takes another text from originals/", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_of_another_model_are_not_derived_and_that_is_said()
    {
        await PackAsync();
        string model = Lines(Packed("claims.jsonl")).First().GetProperty("reading").GetProperty("model").GetString()!;
        Rebuild(files =>
        {
            foreach (string path in (ReadOnlySpan<string>)["claims.jsonl", "standing.jsonl", "pack.json"])
            {
                files[path] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[path]).Replace(model, new string('e', 64), StringComparison.Ordinal));
            }
        });
        CliRun verified = await VerifyAsync();
        Assert.Contains("warning HS0356", verified.Error, StringComparison.Ordinal);
        Assert.Contains("it was read by model eeeeeeeeeeee", verified.Error, StringComparison.Ordinal);
        Assert.Contains("5 claims (0 derived again", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_wrote_is_checked_by_its_own_id()
    {
        string id = (await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", Ledger])).Claims[0].GetProperty("id").GetString()!;
        string record = (await CliRun.InProcessAsync(["claims", "id:" + id, "--ledger", Ledger])).Output.Split(",\"ledger\":")[0] + "}";
        CliRun edit = await CliRun.InProcessAsync(["review", "edit", id, "--ledger", Ledger, "--by", "ana"], record.Replace("\"stance\":\"denies\"", "\"stance\":\"declines\"", StringComparison.Ordinal));
        Assert.Equal(0, edit.Code);
        await PackAsync();
        CliRun verified = await VerifyAsync();
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        Assert.Contains("1 by people", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_marked_too_narrowly_is_left_out_with_all_that_is_about_it()
    {
        string id = (await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", Ledger])).Claims[0].GetProperty("id").GetString()!;
        await CliRun.InProcessAsync(["review", "mark", "red", id, "--ledger", Ledger, "--by", "ana", "--note", "a source would be known"]);
        CliRun made = await PackAsync("--max-marking", "green");
        Assert.Contains("2 claims packed, 3 left out for their marking", made.Error, StringComparison.Ordinal);
        CliRun verified = await VerifyAsync();
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        using ZipArchive archive = ZipFile.OpenRead(Pack);
        Assert.All(archive.Entries, entry => Assert.DoesNotContain("a source would be known", Encoding.UTF8.GetString(Bytes(entry)), StringComparison.Ordinal));
        Assert.All(archive.Entries, entry => Assert.DoesNotContain("nothing but lamps", Encoding.UTF8.GetString(Bytes(entry)), StringComparison.Ordinal));
        Assert.Contains("marked TLP:RED", Encoding.UTF8.GetString(Bytes(archive.GetEntry("exports/csv/losses.jsonl")!)), StringComparison.Ordinal);

        CliRun refused = await PackAsync("--marking", "amber");
        Assert.Equal(2, refused.Code);
        Assert.Contains("HS0340", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("/etc/evil")]
    [InlineData("texts/..\\evil")]
    [InlineData("C:/evil")]
    [InlineData("a/./b")]
    [InlineData("texts/\u202Efdp.txt")]
    public async Task A_path_that_leads_out_is_refused(string path) => await RefusedAsync(
        archive =>
        {
            using Stream to = archive.CreateEntry(path).Open();
            to.Write("x"u8);
        });

    [Fact]
    public async Task Two_files_of_one_name_are_refused() => await RefusedAsync(archive =>
    {
        foreach (string name in (ReadOnlySpan<string>)["claims.jsonl", "CLAIMS.jsonl"])
        {
            using Stream to = archive.CreateEntry(name).Open();
            to.Write("{}"u8);
        }
    });

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked() => await RefusedAsync(archive =>
    {
        using Stream to = archive.CreateEntry("claims.jsonl", CompressionLevel.SmallestSize).Open();
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 200; i++)
        {
            to.Write(zeros);
        }
    });

    [Fact]
    public async Task A_file_that_is_longer_than_announced_is_not_read_on()
    {
        using (ZipArchive archive = ZipFile.Open(Pack, ZipArchiveMode.Create))
        {
            foreach ((string path, string words) in new[] { ("claims.jsonl", new string(' ', 10_000)), ("manifest.json", "{\"schema\":\"hearsay.pack/1\",\"files\":[{\"path\":\"claims.jsonl\",\"size\":3,\"sha256\":\"00\"}]}") })
            {
                using Stream to = archive.CreateEntry(path).Open();
                to.Write(Encoding.UTF8.GetBytes(words));
            }
        }

        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("claims.jsonl is longer than the 3 bytes", verified.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no archive at all")]
    [InlineData("")]
    public async Task What_is_no_pack_says_so(string words)
    {
        await File.WriteAllTextAsync(Pack, words, TestContext.Current.CancellationToken);
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("HS0350", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_is_not_there_is_a_missing_file()
    {
        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.StartsWith($"hearsay: error HS0102: {Pack}: ", verified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_change_of_a_byte_breaks_the_check_itself()
    {
        await PackAsync("--exports", "none");
        byte[] sound = await File.ReadAllBytesAsync(Pack, TestContext.Current.CancellationToken);
        var random = new Random(20261128);
        for (int run = 0; run < 60; run++)
        {
            byte[] changed = [.. sound];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(Pack, changed, TestContext.Current.CancellationToken);
            CliRun verified = await VerifyAsync();
            Assert.True(verified.Code is 0 or 2 && !verified.Error.Contains("HS0902", StringComparison.Ordinal), $"seed 20261128, run {run}: {verified.Error}");
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream from = entry.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    private static IEnumerable<JsonElement> Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private byte[] Packed(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(Pack);
        return Bytes(archive.GetEntry(path)!);
    }

    private Task<CliRun> PackAsync(params string[] options) => CliRun.InProcessAsync(["pack", "--ledger", Ledger, "-o", Pack, .. options]);

    private Task<CliRun> VerifyAsync(params string[] options) => CliRun.InProcessAsync(["verify", Pack, .. options]);

    private async Task ReviewAsync()
    {
        string id = (await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", Ledger])).Claims[0].GetProperty("id").GetString()!;
        await CliRun.InProcessAsync(["review", "accept", id, "--ledger", Ledger, "--by", "ana"]);
        await CliRun.InProcessAsync(["review", "grade", id, "--reliability", "B", "--credibility", "2", "--ledger", Ledger, "--by", "ana"]);
    }

    /// <summary>Changes one file in the archive and nothing else.</summary>
    private string Change(string prefix, Func<byte[], byte[]> change)
    {
        using ZipArchive archive = ZipFile.Open(Pack, ZipArchiveMode.Update);
        ZipArchiveEntry entry = archive.Entries.First(one => one.FullName.StartsWith(prefix, StringComparison.Ordinal));
        byte[] bytes = change(Bytes(entry));
        string name = entry.FullName;
        entry.Delete();
        using Stream to = archive.CreateEntry(name).Open();
        to.Write(bytes);
        return name;
    }

    /// <summary>Changes files and makes all hashes anew, as a forger would.</summary>
    private void Rebuild(Action<Dictionary<string, byte[]>> change)
    {
        Dictionary<string, byte[]> files;
        using (ZipArchive archive = ZipFile.OpenRead(Pack))
        {
            files = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
        }

        change(files);
        string folder = _folder.PathOf("forged");
        foreach ((string path, byte[] bytes) in files.Where(file => file.Key is not ("SHA256SUMS" or "manifest.json" or "manifest.sha256")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllBytes(Path.Combine(folder, path), bytes);
        }

        using (FileStream to = File.Create(Pack))
        {
            PackWriter.WriteAsync(folder, to, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task RefusedAsync(Action<ZipArchive> fill)
    {
        using (ZipArchive archive = ZipFile.Open(Pack, ZipArchiveMode.Create))
        {
            fill(archive);
        }

        CliRun verified = await VerifyAsync();
        Assert.Equal(2, verified.Code);
        Assert.Contains("HS0351", verified.Error, StringComparison.Ordinal);
    }
}
