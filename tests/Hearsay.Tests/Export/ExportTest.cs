using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Cli.Work;
using Hearsay.Export;
using Hearsay.Export.Brat;
using Hearsay.Export.Dossier;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Export;

/// <summary>What each format writes, and what it says it has lost. Memory is measured over the whole process, so nothing else runs beside it.</summary>
[Collection(nameof(MemoryTest))]
public sealed class ExportTest
{
    private static readonly Dictionary<string, ExportFormat> Formats = ExportFormat.All.ToDictionary(format => format.Name, StringComparer.Ordinal);

    /// <summary>All formats that are text; Parquet is read back in <see cref="ParquetTest"/>.</summary>
    public static TheoryData<string> Names => [.. Formats.Keys.Where(name => name != "parquet")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_format_writes_as_approved(string format)
    {
        (string[] files, string losses) = await Write(format);
        for (int i = 0; i < files.Length; i++)
        {
            Repository.AssertFile(Repository.PathOf("tests", "data", "golden", "export", format, Formats[format].Files[i]), files[i].ReplaceLineEndings("\n"));
        }

        Repository.AssertFile(Repository.PathOf("tests", "data", "golden", "export", format, "losses.jsonl"), losses);
    }

    [Fact]
    public void A_dossier_is_written_as_approved()
    {
        Repository.AssertFile(Repository.PathOf("tests", "data", "golden", "export", "dossier", "dossier.md"), DossierWriter.Markdown("Drones & *stars*", Island.Claims, Island.Settings));
        Repository.AssertFile(Repository.PathOf("tests", "data", "golden", "export", "dossier", "dossier.html"), DossierWriter.Html("Drones & <stars>", Island.Claims, Island.Settings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_claim_is_written_or_named_as_lost(string format)
    {
        (_, string losses) = await Write(format);
        string[] lines = losses.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using JsonDocument sums = JsonDocument.Parse(lines[^1]);
        Assert.Equal(Island.Claims.Length, sums.RootElement.GetProperty("written").GetInt32() + sums.RootElement.GetProperty("dropped").GetInt32());
        int dropped = lines[1..^1].Count(line => line.Contains("\"field\":\"*\"", StringComparison.Ordinal));
        Assert.Equal(dropped, sums.RootElement.GetProperty("dropped").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Writing_twice_gives_the_same_bytes(string format) => Assert.Equal((await Write(format)).Files, (await Write(format)).Files);

    [Theory]
    [InlineData("plover")]
    [InlineData("gdelt")]
    [InlineData("ftm")]
    [InlineData("schema-org")]
    [InlineData("web-annotation")]
    [InlineData("csv")]
    [InlineData("records")]
    [InlineData("stix")]
    [InlineData("bibtex")]
    [InlineData("csl")]
    [InlineData("parquet")]
    public async Task Memory_does_not_grow_with_the_export(string format)
    {
        Stream[] to = [.. Formats[format].Files.Select(_ => Stream.Null)];
        await using var losses = new LossReport(Stream.Null, format);
        // Half first: buffers and pools have their size then, and so has a group of rows of Parquet (50,000).
        await Formats[format].WriteAsync(Island.Stream(10_000), to, Island.Settings, losses, TestContext.Current.CancellationToken);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await Formats[format].WriteAsync(Island.Stream(20_000), to, Island.Settings, losses, TestContext.Current.CancellationToken);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // Parquet is written in groups of rows: each of its four tables holds up to 8 MB of them.
        long most = 8_000_000 + (format == "parquet" ? 4 * 8_000_000 : 0);
        Assert.True(grown < most, $"{grown} bytes more are held after 100,000 claims");
    }

    [Fact]
    public async Task Plover_events_have_what_Plover_requires()
    {
        foreach (JsonElement record in Lines((await Write("plover")).Files[0]))
        {
            Assert.NotEmpty(record.GetProperty("id").GetString()!);
            Assert.True(DateOnly.TryParseExact(record.GetProperty("date").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
            Assert.NotEqual(0, record.GetProperty("actor").GetArrayLength());
            Assert.True(Enum.TryParse(record.GetProperty("event")[0].GetString(), ignoreCase: true, out EventType _));
            Assert.InRange(record.GetProperty("quad_code").GetInt32(), 1, 4);
            Assert.InRange(record.GetProperty("event_scale").GetDouble(), -10, 10);
        }
    }

    [Fact]
    public async Task Gdelt_tables_have_61_and_16_columns_and_mentions_belong_to_events()
    {
        string[] files = (await Write("gdelt")).Files;
        string[][] events = Cells(files[0]);
        string[][] mentions = Cells(files[1]);
        Assert.NotEmpty(events);
        Assert.All(events, row => Assert.Equal(61, row.Length));
        Assert.All(mentions, row => Assert.Equal(16, row.Length));
        Assert.Equal(events.Select(row => row[0]).ToHashSet(), mentions.Select(row => row[0]).ToHashSet());
        Assert.Equal("IRNGOV", events[0][5]);
        Assert.Equal("RUSGOV", events[0][15]);
        Assert.Equal("072", events[0][26]);
        Assert.Equal("2", events[0][29]);

        static string[][] Cells(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    [Fact]
    public async Task The_register_keeps_what_is_only_alleged_apart()
    {
        string[] files = (await Write("sipri")).Files;
        Assert.DoesNotContain("Shahed", files[0], StringComparison.Ordinal);
        Assert.Contains("Russia,Iran,,,,,Shahed-136,drone,20,?,2025,", files[1], StringComparison.Ordinal);

        // An analyst accepted the admission and graded it 2, and the state that supplied says so itself.
        Assert.Contains("Russia,Iran,,,,,drones,drone,", files[0], StringComparison.Ordinal);
        Assert.Contains(",Number delivered,at least 20,a1a1a1a1a1a1a1a1,Oruvia,accuses,at least 20,Coast Wire", files[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stix_bundle_keeps_the_standard()
    {
        using JsonDocument bundle = JsonDocument.Parse((await Write("stix")).Files[0]);
        JsonElement[] objects = [.. bundle.RootElement.GetProperty("objects").EnumerateArray()];
        string[] ids = [.. objects.Select(item => item.GetProperty("id").GetString()!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (JsonElement item in objects)
        {
            string type = item.GetProperty("type").GetString()!;
            Assert.Equal("2.1", item.GetProperty("spec_version").GetString());
            Assert.StartsWith(type + "--", item.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", item.GetProperty("created").GetString());
            foreach (JsonProperty property in item.EnumerateObject())
            {
                Assert.Matches("^[a-z0-9_]{2,250}$", property.Name);
                if (property.Name.EndsWith("_refs", StringComparison.Ordinal) && property.Name != "answers_refs" && property.Name != "object_marking_refs")
                {
                    Assert.NotEqual(0, property.Value.GetArrayLength());
                    Assert.All(property.Value.EnumerateArray(), reference => Assert.Contains(reference.GetString(), ids));
                }
            }
        }

        JsonElement opinion = Assert.Single(objects, item => item.GetProperty("type").GetString() == "opinion" && item.GetProperty("opinion").GetString() == "strongly-disagree");
        Assert.Equal("the accusation", opinion.GetProperty("explanation").GetString());
        Assert.Single(objects, item => item.GetProperty("type").GetString() == "relationship");
        Assert.Equal(70, objects.Single(item => item.TryGetProperty("claim_id", out JsonElement id) && id.GetString() == "c3c3c3c3c3c3c3c3").GetProperty("confidence").GetInt32());
        Assert.Equal(2, objects.Count(item => item.GetProperty("type").GetString() == "report"));
    }

    [Fact]
    public async Task Positions_of_annotations_are_code_points_that_give_the_words()
    {
        foreach (JsonElement annotation in Lines((await Write("web-annotation")).Files[0]))
        {
            ExportedClaim claim = Island.Claims.Single(one => annotation.GetProperty("body")[2].GetProperty("value").GetString() == one.Claim.Id.Value);
            Rune[] points = [.. claim.Article.Text.ToString().EnumerateRunes()];
            foreach (JsonElement target in annotation.GetProperty("target").EnumerateArray())
            {
                JsonElement quote = target.GetProperty("selector")[0];
                JsonElement position = target.GetProperty("selector")[1];
                string words = string.Concat(points[position.GetProperty("start").GetInt32()..position.GetProperty("end").GetInt32()]);
                Assert.Equal(words, quote.GetProperty("exact").GetString());
                Assert.Contains(quote.GetProperty("prefix").GetString() + words + quote.GetProperty("suffix").GetString(), claim.Article.Text.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Entities_fit_the_model_of_FollowTheMoney()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        JsonDocument model = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Shared.Folder!, "interop", "followthemoney", "ftm-4.5.2-defaultModel.json"), TestContext.Current.CancellationToken));
        JsonElement schemata = model.RootElement.GetProperty("schemata");
        Dictionary<string, string> schemaOf = [];
        JsonElement[] entities = [.. Lines((await Write("ftm")).Files[0])];
        foreach (JsonElement entity in entities)
        {
            Assert.True(schemaOf.TryAdd(entity.GetProperty("id").GetString()!, entity.GetProperty("schema").GetString()!));
        }

        foreach (JsonElement entity in entities)
        {
            string[] line = [.. Ancestry(entity.GetProperty("schema").GetString()!)];
            JsonElement properties = entity.GetProperty("properties");
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                JsonElement defined = line.Select(name => schemata.GetProperty(name).GetProperty("properties")).Where(all => all.TryGetProperty(property.Name, out _)).Select(all => all.GetProperty(property.Name)).FirstOrDefault();
                Assert.True(defined.ValueKind == JsonValueKind.Object, $"{line[0]} has no property {property.Name}");
                Assert.All(property.Value.EnumerateArray(), value => Assert.Equal(JsonValueKind.String, value.ValueKind));
                if (defined.TryGetProperty("range", out JsonElement range))
                {
                    Assert.All(property.Value.EnumerateArray(), value => Assert.Contains(range.GetString(), Ancestry(schemaOf[value.GetString()!])));
                }
            }

            foreach (string name in line)
            {
                if (schemata.GetProperty(name).TryGetProperty("required", out JsonElement required))
                {
                    Assert.All(required.EnumerateArray(), field => Assert.True(properties.TryGetProperty(field.GetString()!, out _), $"{name} requires {field}"));
                }
            }
        }

        IEnumerable<string> Ancestry(string schema) =>
            schemata.GetProperty(schema).TryGetProperty("extends", out JsonElement parents) ? parents.EnumerateArray().SelectMany(parent => Ancestry(parent.GetString()!)).Prepend(schema) : [schema];
    }

    [Fact]
    public void Brat_offsets_are_code_points_that_give_the_words()
    {
        foreach (IGrouping<string, ExportedClaim> document in Island.Claims.GroupBy(claim => claim.Document))
        {
            Rune[] points = [.. document.First().Article.Text.ToString().EnumerateRunes()];
            string annotations = BratWriter.Annotations(document.First().Article.Text, document.Select(claim => claim.Claim));
            foreach (string line in annotations.Split('\n').Where(line => line.StartsWith('T')))
            {
                string[] parts = line.Split('\t');
                string[] fragments = parts[1][(parts[1].IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(';');
                Assert.Equal(parts[2], string.Join(' ', fragments.Select(fragment => string.Concat(points[int.Parse(fragment.Split(' ')[0], CultureInfo.InvariantCulture)..int.Parse(fragment.Split(' ')[1], CultureInfo.InvariantCulture)]))));
            }

            Assert.Equal(document.Count(), annotations.Split('\n').Count(line => line.StartsWith('E')));
        }
    }

    [Fact]
    public void Ids_never_change() => Assert.Equal("cbe69913-e41e-5f51-9a0a-9543f37be901", NamedId.Of("claim|a1a1a1a1a1a1a1a1").ToString());

    [Fact]
    public void A_dossier_that_nobody_would_read_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DossierWriter.Html("all", [.. Enumerable.Repeat(Island.Claims[0], DossierWriter.MostClaims + 1)], Island.Settings));

    private static IEnumerable<JsonElement> Lines(string file) => file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private static async Task<(string[] Files, string Losses)> Write(string format)
    {
        MemoryStream[] to = [.. Formats[format].Files.Select(_ => new MemoryStream())];
        var lost = new MemoryStream();
        await using (var losses = new LossReport(lost, format))
        {
            await Formats[format].WriteAsync(Island.Stream(), to, Island.Settings, losses, TestContext.Current.CancellationToken);
        }

        return ([.. to.Select(stream => Encoding.UTF8.GetString(stream.ToArray()))], Encoding.UTF8.GetString(lost.ToArray()));
    }
}
