using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Articles of the shared corpora that were annotated for this project: quality/articles.jsonl holds who says what by position only, so that the repository has no word of theirs.
/// Here each is put together with its text again.
/// </summary>
internal static class AnnotatedArticles
{
    /// <summary>Where the annotations lie in the repository.</summary>
    public const string FileName = "quality/articles.jsonl";

    /// <summary>Writes the articles as one corpus to read, and of each the annotation with its text as claims.py takes it.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="shared">Folder that holds data, claims and score.</param>
    /// <param name="input">File for the corpus, JSON Lines.</param>
    /// <param name="folder">Folder for the annotations, one file per article.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Ids of the articles, in order.</returns>
    /// <exception cref="InvalidDataException">A corpus lacks an article, or has it with another text.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(string repository, string shared, string input, string folder, CancellationToken cancellationToken)
    {
        List<JsonObject> annotated = [];
        await foreach (string line in File.ReadLinesAsync(Path.Combine(repository, FileName), cancellationToken))
        {
            annotated.Add(JsonNode.Parse(line)!.AsObject());
        }

        var texts = new Dictionary<string, (string Text, string? Title)>(StringComparer.Ordinal);
        foreach (IGrouping<string, JsonObject> corpus in annotated.GroupBy(article => (string)article["corpus"]!, StringComparer.Ordinal))
        {
            await CollectAsync(Path.Combine(shared, corpus.Key), [.. corpus.Select(article => (string)article["id"]!)], texts, cancellationToken);
        }

        await using var to = new StreamWriter(input, append: false, new UTF8Encoding(false));
        foreach (JsonObject article in annotated)
        {
            string id = (string)article["id"]!;
            if (!texts.TryGetValue(id, out (string Text, string? Title) found) || Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(found.Text))) != (string)article["sha256"]!)
            {
                throw new InvalidDataException($"{(string)article["corpus"]!} does not hold '{id}' with the text that {FileName} describes");
            }

            await to.WriteLineAsync(new JsonObject { ["id"] = id, ["text"] = found.Text, ["title"] = found.Title, ["date"] = article["published"]?.DeepClone(), ["publisher"] = article["publisher"]?.DeepClone() }.ToJsonString());
            article["text"] = found.Text;
            await File.WriteAllTextAsync(Path.Combine(folder, id + ".gold.json"), article.ToJsonString(), cancellationToken);
        }

        return [.. annotated.Select(article => (string)article["id"]!)];
    }

    /// <summary>The texts with these ids in a packed corpus of JSON Lines, whose documents may lie in clusters.</summary>
    private static async Task CollectAsync(string corpus, HashSet<string> wanted, Dictionary<string, (string Text, string? Title)> texts, CancellationToken cancellationToken)
    {
        await using FileStream packed = File.OpenRead(corpus);
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            JsonElement[] documents = json.RootElement.TryGetProperty("members", out JsonElement members) ? [.. members.EnumerateArray()] : [json.RootElement];
            foreach (JsonElement document in documents)
            {
                if ((document.TryGetProperty("id", out JsonElement id) || document.TryGetProperty("doc_id", out id)) && id.GetString() is { } name && wanted.Contains(name))
                {
                    texts[name] = (document.GetProperty("text").GetString()!, document.TryGetProperty("title", out JsonElement title) ? title.GetString() : null);
                }
            }
        }
    }
}
