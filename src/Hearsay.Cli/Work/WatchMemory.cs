using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Ingest.Fetching;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// What <c>hearsay watch</c> knows of its feeds from one poll to the next and from one run to the next: what to ask the server with, and which items went into the ledger. Stored as JSON,
/// hearsay.watch/1, since 0.1. Not safe to share between threads.
/// </summary>
internal sealed class WatchMemory
{
    private const string Schema = "hearsay.watch/1";

    private readonly string _path;
    private readonly Dictionary<string, FeedState> _feeds = new(StringComparer.Ordinal);

    private WatchMemory(string path) => _path = path;

    /// <summary>Reads the memory at <paramref name="path"/>; a file that is not there yet is an empty one.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or is no memory.</exception>
    public static WatchMemory Load(string path)
    {
        var memory = new WatchMemory(path);
        if (!File.Exists(path))
        {
            return memory;
        }

        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllBytes(path)) ?? throw new JsonException("it is empty");
            if ((string?)root["schema"] != Schema)
            {
                throw new JsonException($"its schema is not {Schema}");
            }

            foreach ((string address, JsonNode? feed) in root["feeds"]?.AsObject() ?? [])
            {
                string? modified = (string?)feed?["last_modified"];
                var validators = new Validators((string?)feed?["etag"], modified is null ? null : DateTimeOffset.Parse(modified, CultureInfo.InvariantCulture));
                Dictionary<string, string> seen = (feed?["seen"]?.AsObject() ?? []).ToDictionary(item => item.Key, item => (string?)item.Value ?? "", StringComparer.Ordinal);
                memory._feeds[address] = new FeedState(validators, seen);
            }

            return memory;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            throw new CommandFailure(CliErrors.WatchMemoryUnreadable, path, $"the memory of 'hearsay watch' cannot be read: {failure.Message}; delete it to begin anew, or name another with --memory");
        }
    }

    /// <summary>What to ask for a feed with, or null when it was never had.</summary>
    public Validators? Validators(Uri feed) => _feeds.GetValueOrDefault(feed.AbsoluteUri)?.Validators;

    /// <summary>Whether this very item of a feed went in before.</summary>
    public bool Knows(Uri feed, Article item) => _feeds.GetValueOrDefault(feed.AbsoluteUri)?.Seen.GetValueOrDefault(item.Id) == item.Text.Sha256;

    /// <summary>Notes that a feed was polled and its items went in; items that it no longer lists are forgotten.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="validators">What the server gave, or null.</param>
    /// <param name="items">Id and SHA-256 of every item that the feed lists and that the ledger has.</param>
    public void Keep(Uri feed, Validators? validators, IReadOnlyDictionary<string, string> items) => _feeds[feed.AbsoluteUri] = new FeedState(validators, items);

    /// <summary>Writes it; a reader never sees half of it.</summary>
    /// <exception cref="CommandFailure">It cannot be written.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var feeds = new JsonObject();
        foreach ((string address, FeedState feed) in _feeds.OrderBy(feed => feed.Key, StringComparer.Ordinal))
        {
            feeds[address] = new JsonObject
            {
                ["etag"] = feed.Validators?.ETag,
                ["last_modified"] = feed.Validators?.LastModified?.ToString("O", CultureInfo.InvariantCulture),
                ["seen"] = new JsonObject(feed.Seen.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))),
            };
        }

        var root = new JsonObject { ["schema"] = Schema, ["feeds"] = feeds };
        string unfinished = _path + ".new";
        try
        {
            await File.WriteAllTextAsync(unfinished, root.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.General) { WriteIndented = true }) + "\n", cancellationToken);
            File.Move(unfinished, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliErrors.CannotWrite, _path, $"the memory of 'hearsay watch' cannot be written: {failure.Message}");
        }
    }

    private sealed record FeedState(Validators? Validators, IReadOnlyDictionary<string, string> Seen);
}
