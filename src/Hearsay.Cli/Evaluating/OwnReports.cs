using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Reports that were invented and annotated for this project, on arms, war, sanctions and trials: quality/reports.jsonl holds a report with its claims a line (quality/unseen-articles.md). No model learnt from any of them.
/// </summary>
internal static class OwnReports
{
    /// <summary>Where they lie in the repository.</summary>
    public const string FileName = "quality/reports.jsonl";

    /// <summary>Writes the reports as one corpus to read, and each with its annotation as claims.py takes it.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="input">File for the corpus, JSON Lines.</param>
    /// <param name="folder">Folder for the annotations, one file per report.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Ids of the reports, in order.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(string repository, string input, string folder, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        await using var to = new StreamWriter(input, append: false, new UTF8Encoding(false));
        await foreach (string line in File.ReadLinesAsync(Path.Combine(repository, FileName), cancellationToken))
        {
            JsonObject report = JsonNode.Parse(line)!.AsObject();
            string id = (string)report["id"]!;
            await to.WriteLineAsync(new JsonObject { ["id"] = id, ["text"] = (string)report["text"]! }.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(folder, id + ".gold.json"), line, cancellationToken);
            ids.Add(id);
        }

        return ids;
    }
}
