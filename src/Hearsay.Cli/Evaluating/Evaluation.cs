using System.Collections.Immutable;
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
    private const string EwtDev = "en_ewt-dev.conllu.gz";
    private const string GumDev = "en_gum-clean-dev.conllu.gz";
    private int _failures;

    /// <summary>The parts, in the order of the report.</summary>
    public static ImmutableArray<string> Parts { get; } = ["attribution", "confidence", "claims", "stances", "treebanks", "names", "times", "coreference", "factuality", "copies", "html", "events"];

    /// <summary>Measures everything, or one part.</summary>
    /// <param name="part">One of <see cref="Parts"/>, or null for all.</param>
    /// <param name="repository">Folder to ask git for the commit, or null.</param>
    /// <param name="cancellationToken">Stops it; temporary files are removed.</param>
    /// <exception cref="CommandFailure">A data file or scorer is missing or fails.</exception>
    public async Task<EvaluationReport> RunAsync(string? part, string? repository, CancellationToken cancellationToken)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("hearsay-evaluate-");
        try
        {
            bool Wanted(string name) => part is null || part == name;
            JsonObject? attribution = Wanted("attribution") ? await AttributionAsync(work.FullName, cancellationToken) : null;
            SentenceAttributions? sentences = Wanted("attribution") ? SentenceAttributions.Of(shared, reader, cancellationToken) : null;
            ConfidenceScores? confidence = Wanted("confidence") ? new ConfidenceEvaluation(shared).Run(cancellationToken) : null;
            List<(string, JsonObject)> claims = Wanted("claims") ? await ClaimsAsync(work.FullName, repository, cancellationToken) : [];
            StanceScores? stances = Wanted("stances") && repository is not null ? new StanceEvaluation(shared, repository).Run(reader, cancellationToken) : null;
            List<TreebankScore> treebanks = Wanted("treebanks") ? Treebanks(cancellationToken) : [];
            List<(string, NameScore)> names = Wanted("names") ? Names(cancellationToken) : [];
            TimeScores? times = Wanted("times") ? await new TimeEvaluation(shared).RunAsync(work.FullName, cancellationToken) : null;
            IReadOnlyList<(string, CoreferenceScore)> coreference = Wanted("coreference") ? new CoreferenceEvaluation(shared).Run(reader, cancellationToken) : [];
            EventScores? events = Wanted("events") ? new EventEvaluation(shared).Run(reader, null, cancellationToken) : null;
            PageScores? pages = Wanted("html") ? await new PageEvaluation(shared).RunAsync(work.FullName, cancellationToken) : null;
            CopyScores? copies = Wanted("copies") ? await new CopyEvaluation(shared).RunAsync(cancellationToken) : null;
            (double, int)? factuality = Wanted("factuality") ? new FactualityEvaluation(shared).Run(reader, cancellationToken) : null;
            string? commit = repository is null ? null : await CommitAsync(repository, cancellationToken);
            return new EvaluationReport(terminal.Clock.GetUtcNow(), commit, reader.Version.Version, reader.Version.Model, _failures, attribution, claims, treebanks, names)
            {
                Times = times, Coreference = coreference, Factuality = factuality, Copies = copies, Events = events, Pages = pages, Sentences = sentences, Confidence = confidence, Stances = stances,
            };
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
        await ReadAsync(gold, system, AttributionConvention.Parc, cancellationToken);
        return await ScoreAsync("attribution.py", [gold, system], cancellationToken);
    }

    private async Task<List<(string Name, JsonObject Score)>> ClaimsAsync(string work, string? repository, CancellationToken cancellationToken)
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
            string? published = json.RootElement.TryGetProperty("published", out JsonElement day) ? day.GetString() : null;
            await ReadAsync(article, system, AttributionConvention.Claims, cancellationToken, PublicationDate.TryParse(published));
            scores.Add((name, await ScoreClaimsAsync([gold, system], cancellationToken)));
            pairs.AddRange([gold, system]);
        }

        if (pairs.Count > 0)
        {
            scores.Add(("all", await ScoreClaimsAsync(pairs, cancellationToken)));
        }

        if (repository is not null && File.Exists(Path.Combine(repository, AnnotatedArticles.FileName)))
        {
            scores.Add(await OthersAsync(work, repository, cancellationToken));
        }

        if (repository is not null && File.Exists(Path.Combine(repository, OwnReports.FileName)))
        {
            string input = Path.Combine(work, "reports.jsonl");
            List<string> reports = await ReadTogetherAsync(await OwnReports.WriteAsync(repository, input, work, cancellationToken), input, work, cancellationToken);
            scores.Add(($"{reports.Count / 2} invented reports", await ScoreAsync("claims.py", reports, cancellationToken)));
        }

        return scores;
    }

    /// <summary>Articles that were annotated for this project, read with title, day and publisher, all together.</summary>
    private async Task<(string Name, JsonObject Score)> OthersAsync(string work, string repository, CancellationToken cancellationToken)
    {
        string input = Path.Combine(work, "articles.jsonl");
        IReadOnlyList<string> articles = await AnnotatedArticles.WriteAsync(repository, shared, input, work, cancellationToken);
        List<string> pairs = await ReadTogetherAsync(articles, input, work, cancellationToken);
        return ($"{articles.Count} other articles", await ScoreClaimsAsync(pairs, cancellationToken));
    }

    /// <summary>Reads a corpus whose annotations lie in the folder, and gives of each article the file of its annotation and that of its claims.</summary>
    private async Task<List<string>> ReadTogetherAsync(IReadOnlyList<string> articles, string input, string work, CancellationToken cancellationToken)
    {
        string output = Path.ChangeExtension(input, ".claims.jsonl");
        await ReadAsync(input, output, AttributionConvention.Claims, cancellationToken);
        ILookup<string, string> claims = (await File.ReadAllLinesAsync(output, cancellationToken)).ToLookup(line => (string)JsonNode.Parse(line)!["document"]!, StringComparer.Ordinal);
        List<string> pairs = [];
        foreach (string id in articles)
        {
            string system = Path.Combine(work, id + ".claims.jsonl");
            await File.WriteAllLinesAsync(system, claims[id], cancellationToken);
            pairs.AddRange([Path.Combine(work, id + ".gold.json"), system]);
        }

        return pairs;
    }

    /// <summary>What claims.py prints, and beside it how often the speaker's state is right.</summary>
    private async Task<JsonObject> ScoreClaimsAsync(List<string> pairs, CancellationToken cancellationToken)
    {
        JsonObject score = await ScoreAsync("claims.py", pairs, cancellationToken);
        var states = new SpeakerStates();
        for (int at = 0; at < pairs.Count; at += 2)
        {
            states.Add(pairs[at], pairs[at + 1]);
        }

        score["speaker_states"] = new JsonObject { ["right"] = states.Share, ["of"] = states.Compared };
        return score;
    }

    /// <summary>Tokens, sentences, tags and trees of the Universal Dependencies treebanks.</summary>
    private List<TreebankScore> Treebanks(CancellationToken cancellationToken)
    {
        var ewt = new TreebankScore("EWT dev");
        var gum = new TreebankScore("GUM dev");
        var news = new TreebankScore("GUM dev, news");
        foreach ((TreebankScore score, string file) in new[] { (ewt, EwtDev), (gum, GumDev) })
        {
            foreach (ConlluDocument gold in Treebank(file))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var article = new Article(gold.Id, gold.Tokens.Text);
                Document raw = reader.Read(article);
                Document given = reader.Read(article, gold.Tokens, gold.Sentences);
                score.Add(gold, raw, given);
                if (gold.Id.StartsWith("GUM_news_", StringComparison.Ordinal))
                {
                    news.Add(gold, raw, given);
                }
            }
        }

        return [ewt, gum, news];
    }

    /// <summary>Names from raw text. re3d, CrossNER and Wikigold are also trained on: they show what was learnt, not how well it carries over.</summary>
    private List<(string Corpus, NameScore Score)> Names(CancellationToken cancellationToken)
    {
        string folder = Path.Combine(shared, "data", "names");
        string re3d = Path.Combine(folder, "re3d");
        ImmutableArray<NameKind> three = [NameKind.Person, NameKind.Organization, NameKind.Place];
        ImmutableArray<NameKind> defence = [.. three, NameKind.Nationality, NameKind.Weapon];
        string[] parts = [.. Directory.EnumerateDirectories(re3d).Order(StringComparer.Ordinal)];
        List<(string, NameScore)> scores = [];
        void Add(string corpus, IEnumerable<NamedText> texts, ImmutableArray<NameKind> kinds)
        {
            var score = new NameScore(kinds);
            foreach (NamedText gold in texts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Document doc = reader.Read(new Article(gold.Id, gold.Text));
                score.Add(gold, [.. doc.Names.Select(name => new NamedSpan(doc.Tokens.Span(name.Tokens), name.Kind))]);
            }

            scores.Add((corpus, score));
        }

        Add("UNER-EWT dev", NameCorpora.Uner(Path.Combine(folder, "uner-ewt-dev.iob2.gz"), Treebank(EwtDev)), three);
        foreach (string part in parts)
        {
            Add("re3d " + Path.GetFileName(part), NameCorpora.Re3d(part, descriptions: false), defence);
        }

        Add("re3d", parts.SelectMany(part => NameCorpora.Re3d(part, descriptions: false)), defence);
        Add("re3d with descriptions", parts.SelectMany(part => NameCorpora.Re3d(part, descriptions: true)), defence);
        Add("CrossNER politics dev", NameCorpora.Columns(Path.Combine(folder, "crossner-politics", "dev.txt")), [.. three, NameKind.Event]);
        Add("Wikigold", NameCorpora.Columns(Path.Combine(folder, "wikigold", "CONLL-format", "data", "wikigold.conll.txt")), three);
        return scores;
    }

    private IEnumerable<ConlluDocument> Treebank(string file)
    {
        using FileStream packed = File.OpenRead(Path.Combine(shared, "data", "ud", file));
        using var unpacked = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        foreach (ConlluDocument gold in ConlluReader.Read(unpacked))
        {
            yield return gold;
        }
    }

    private async Task ReadAsync(string from, string to, AttributionConvention convention, CancellationToken cancellationToken, PublicationDate? published = null)
    {
        await using FileStream output = File.Create(to);
        var settings = new ReadSettings(new IngestOptions(published), 0, Environment.ProcessorCount) { Convention = convention };
        using var pipeline = new ReadPipeline(settings, new Lazy<Reader>(reader), new JsonlFormat(), terminal);
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
