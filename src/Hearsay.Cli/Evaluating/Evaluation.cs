using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>Reads the development data as any input is read, and has it scored.</summary>
/// <param name="shared">Folder that holds data, claims and score.</param>
/// <param name="reader">The reader to measure.</param>
/// <param name="terminal">Takes messages, and gives the time.</param>
internal sealed class Evaluation(string shared, Reader reader, Terminal terminal)
{
    private int _failures;

    /// <summary>Measures everything.</summary>
    /// <param name="repository">Folder to ask git for the commit, or null.</param>
    /// <param name="cancellationToken">Stops it; temporary files are removed.</param>
    /// <exception cref="CommandFailure">A data file or scorer is missing or fails.</exception>
    public async Task<EvaluationReport> RunAsync(string? repository, CancellationToken cancellationToken)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("hearsay-evaluate-");
        try
        {
            JsonObject attribution = await AttributionAsync(work.FullName, cancellationToken);
            List<(string, JsonObject)> claims = await ClaimsAsync(work.FullName, cancellationToken);
            List<(string, int, double, double, double)> segmentation = [Segmentation("EWT dev", "en_ewt-dev.conllu.gz", cancellationToken), Segmentation("GUM dev", "en_gum-clean-dev.conllu.gz", cancellationToken)];
            string? commit = repository is null ? null : await CommitAsync(repository, cancellationToken);
            return new EvaluationReport(terminal.Clock.GetUtcNow(), commit, reader.Version.Version, reader.Version.Model, _failures, attribution, claims, segmentation) { Coreference = new CoreferenceEvaluation(shared).Run(reader, cancellationToken) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            throw new CommandFailure(CliErrors.NoEvaluationData, shared, $"the evaluation data cannot be used: {failure.Message}");
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private async Task<JsonObject> AttributionAsync(string work, CancellationToken cancellationToken)
    {
        string gold = Path.Combine(work, "polnear-dev.jsonl");
        await using (FileStream packed = File.OpenRead(Path.Combine(shared, "data", "attribution", "polnear-dev.jsonl.gz")))
        await using (var unpacked = new GZipStream(packed, CompressionMode.Decompress))
        await using (FileStream to = File.Create(gold))
        {
            await unpacked.CopyToAsync(to, cancellationToken);
        }

        string system = Path.Combine(work, "polnear-dev.claims.jsonl");
        await ReadAsync(gold, system, SpanConvention.Parc, cancellationToken);
        return await ScoreAsync("attribution.py", [gold, system], cancellationToken);
    }

    private async Task<List<(string Name, JsonObject Score)>> ClaimsAsync(string work, CancellationToken cancellationToken)
    {
        List<(string, JsonObject)> scores = [];
        List<string> pairs = [];
        foreach (string gold in Directory.EnumerateFiles(Path.Combine(shared, "claims", "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(gold);
            using JsonDocument json = JsonDocument.Parse(await File.ReadAllBytesAsync(gold, cancellationToken));
            string article = Path.Combine(work, name + ".txt");
            await File.WriteAllTextAsync(article, json.RootElement.GetProperty("text").GetString(), new UTF8Encoding(false), cancellationToken);
            string system = Path.Combine(work, name + ".claims.jsonl");
            await ReadAsync(article, system, SpanConvention.Claims, cancellationToken);
            scores.Add((name, await ScoreAsync("claims.py", [gold, system], cancellationToken)));
            pairs.AddRange([gold, system]);
        }

        if (pairs.Count > 0)
        {
            scores.Add(("all", await ScoreAsync("claims.py", pairs, cancellationToken)));
        }

        return scores;
    }

    /// <summary>Words, tokens and sentences found in the raw text of a UD corpus.</summary>
    private (string Corpus, int Documents, double Words, double Tokens, double Sentences) Segmentation(string name, string file, CancellationToken cancellationToken)
    {
        using FileStream packed = File.OpenRead(Path.Combine(shared, "data", "ud", file));
        using var unpacked = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        SpanScore words = new();
        SpanScore tokens = new();
        SpanScore sentences = new();
        int documents = 0;
        foreach (ConlluDocument gold in ConlluReader.Read(unpacked))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Document doc = reader.Read(new Article(gold.Id, gold.Tokens.Text));
            List<TextSpan> found = Spans(doc.Tokens);
            words.Add(Spans(gold.Tokens), found);
            tokens.Add(gold.Surface, found);
            sentences.Add(Enumerable.Range(0, gold.Sentences.Count).Select(sentence => gold.Tokens.Span(gold.Sentences[sentence])), Enumerable.Range(0, doc.Sentences.Count).Select(sentence => doc.Tokens.Span(doc.Sentences[sentence])));
            documents++;
        }

        return (name, documents, words.F1, tokens.F1, sentences.F1);
    }

    private static List<TextSpan> Spans(Tokens tokens) => [.. Enumerable.Range(0, tokens.Count).Select(tokens.Span)];

    private async Task ReadAsync(string from, string to, SpanConvention spans, CancellationToken cancellationToken)
    {
        await using FileStream output = File.Create(to);
        var settings = new ReadSettings(new IngestOptions(), 0, Environment.ProcessorCount);
        var pipeline = new ReadPipeline(settings, new Lazy<Reader>(reader), new JsonlFormat(spans), terminal);
        ReadTotals totals = await pipeline.RunAsync(
            SizedInput.Expand([from]),
            async (result, _) =>
            {
                foreach (Notice notice in result.Notices)
                {
                    terminal.Report(notice.Error, notice.Code, Path.GetFileName(notice.Origin), notice.Message);
                }

                await output.WriteAsync(result.Bytes, cancellationToken);
            },
            _ => { },
            cancellationToken);
        _failures += totals.Failures;
    }

    private async Task<JsonObject> ScoreAsync(string script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string path = Path.Combine(shared, "score", script);
        (int code, string output, string error) = await RunAsync("python3", [path, .. arguments], null, cancellationToken);
        try
        {
            if (code == 0 && JsonNode.Parse(output) is JsonObject score)
            {
                return score;
            }
        }
        catch (JsonException)
        {
            // Told below, with what was said instead of a score.
        }

        throw new CommandFailure(CliErrors.ScorerFailed, path, $"gave no score (exit code {code}): {(error.Length > 0 ? error : output).Trim()}");
    }

    private static async Task<string?> CommitAsync(string repository, CancellationToken cancellationToken)
    {
        try
        {
            (int code, string head, _) = await RunAsync("git", ["rev-parse", "HEAD"], repository, cancellationToken);
            (_, string changes, _) = await RunAsync("git", ["status", "--porcelain"], repository, cancellationToken);
            return code == 0 ? head.Trim() + (string.IsNullOrWhiteSpace(changes) ? "" : "-dirty") : null;
        }
        catch (CommandFailure)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new CommandFailure(CliErrors.ScorerFailed, program, $"cannot be started: {failure.Message}");
        }
    }
}
