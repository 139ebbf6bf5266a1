using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class InputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hearsay-inputs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_and_folders_are_listed_in_order_with_their_ids()
    {
        Write("b.txt");
        Write("a.html");
        Write("sub/deep/c.tar.txt");
        Write("sub/a.txt");
        Write(".hidden.txt");
        Write(".git/x.txt");
        Write("sub/noextension");
        Assert.Equal(["a", "b", "sub/a", "sub/deep/c.tar", "sub/noextension"], Inputs.Expand([_folder]).Select(input => input.DocumentId));
        Assert.All(Inputs.Expand([_folder]), input => Assert.True(input.Defect is null && File.Exists(input.Path)));
    }

    [Fact]
    public void Paths_keep_the_order_given_and_a_named_hidden_file_is_read()
    {
        string hidden = Write(".hidden.txt");
        string file = Write("z.txt");
        Assert.Equal([(file, "z"), (hidden, ".hidden"), ("-", "stdin")], Inputs.Expand([file, hidden, "-"]).Select(input => (input.Path, input.DocumentId)));
    }

    [Fact]
    public void A_missing_path_is_an_item_with_a_defect()
    {
        string missing = Path.Join(_folder, "missing.txt");
        InputFile input = Assert.Single(Inputs.Expand([missing]));
        Assert.Equal(IngestDefects.PathMissing, input.Defect!.Code);
        Assert.Contains(missing, input.Defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_of_links_end_and_broken_links_are_named()
    {
        Write("a/one.txt");
        Directory.CreateSymbolicLink(Path.Join(_folder, "a", "up"), _folder);
        Directory.CreateSymbolicLink(Path.Join(_folder, "a", "self"), Path.Join(_folder, "a"));
        Directory.CreateSymbolicLink(Path.Join(_folder, "b"), Path.Join(_folder, "c"));
        Directory.CreateSymbolicLink(Path.Join(_folder, "c"), Path.Join(_folder, "b"));
        File.CreateSymbolicLink(Path.Join(_folder, "gone.txt"), Path.Join(_folder, "nowhere.txt"));
        InputFile[] inputs = [.. Inputs.Expand([_folder])];
        Assert.Equal("a/one", Assert.Single(inputs, input => input.Defect is null).DocumentId);
        Assert.Contains(inputs, input => input.DocumentId == "gone" && input.Defect?.Code == IngestDefects.PathMissing);
    }

    [Fact]
    public void Addresses_are_inputs()
    {
        InputFile[] inputs = [.. Inputs.Expand(["https://wire.example/2026/story.html?x=1", "HTTP://wire.example/", "http://"])];
        Assert.Equal(["wire.example/2026/story", "wire.example", "http://"], inputs.Select(input => input.DocumentId));
        Assert.Equal("https://wire.example/2026/story.html?x=1", inputs[0].Address!.AbsoluteUri);
        Assert.Equal([null, null, IngestDefects.AddressNotUnderstood], inputs.Select(input => input.Defect?.Code));
    }

    [Fact]
    public void Patterns_name_what_fits_them()
    {
        Write("a.html");
        Write("b.txt");
        Write("in/c.html");
        Write("in/deep/d.html");
        Write("in/.hidden.html");
        string[] Ids(string pattern) => [.. Inputs.Expand([_folder.Replace('\\', '/') + "/" + pattern]).Select(input => input.Defect is null ? input.DocumentId : input.Defect.Code)];
        Assert.Equal(["a"], Ids("*.html"));
        Assert.Equal(["a", "c", "d"], Ids("**/*.html"));
        Assert.Equal(["c"], Ids("i*/?.html"));
        Assert.Equal(["c", "d"], Ids("in/**"));
        Assert.Equal(["c", "deep/d"], Ids("i*"));
        Assert.Equal([IngestDefects.PathMissing], Ids("*.pdf"));
    }

    [Fact]
    public void Folders_beyond_the_limit_are_named()
    {
        string path = string.Join('/', Enumerable.Repeat("d", IngestLimits.FolderDepth + 2));
        Write(path + "/a.txt");
        Assert.Equal(IngestDefects.FolderTooDeep, Assert.Single(Inputs.Expand([_folder])).Defect!.Code);
    }

    [Fact]
    public async Task Every_file_of_a_folder_is_read_and_what_cannot_be_is_named()
    {
        File.WriteAllText(Write("a.txt"), "Officials said so.");
        File.WriteAllText(Write("b.jsonl"), "{\"text\":\"He said so.\"}\n{\"text\":\"She said so.\"}\n");
        var ids = new List<string>();
        foreach (InputFile input in Inputs.Expand([_folder, Path.Join(_folder, "missing")]))
        {
            await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(input, TestContext.Current.CancellationToken))
            {
                ids.Add(item.Article?.Id ?? item.Codes()[0]);
            }
        }

        Assert.Equal(["a", "b:1", "b:2", IngestDefects.PathMissing], ids);
    }

    [Fact]
    public async Task A_file_that_vanished_is_named()
    {
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(new InputFile(Path.Join(_folder, "vanished.txt"), "vanished"), TestContext.Current.CancellationToken))
        {
            Assert.Equal([IngestDefects.PathUnreadable], item.Codes());
        }
    }

    private string Write(string path)
    {
        string full = Path.Join(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, "x");
        return full;
    }
}
