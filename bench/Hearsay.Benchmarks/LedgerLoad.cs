using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Benchmarks;

/// <summary>
/// Measured: articles with claims that were read before (made up here, ten a piece, each with a proposition) into a ledger, and searches in it. Reading is not part of it.
/// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- ledger 100000 /tmp/load.db     (a million claims)
/// </summary>
internal static class LedgerLoad
{
    private const int ClaimsPerArticle = 10;
    private const int Batch = 64;

    private static readonly string[] People = [.. Enumerable.Range(0, 2000).Select(at => $"{Name(at % 40)} {Name(40 + (at / 40))}")];
    private static readonly string[] States = ["IRN", "RUS", "USA", "GBR", "FRA", "UKR", "CHN", "TUR", "ISR", "PRK"];
    private static readonly string[] Outlets = [.. Enumerable.Range(0, 60).Select(at => $"{Name(at + 100)} Post")];
    private static readonly string[] Words = [.. Enumerable.Range(0, 20_000).Select(Name)];
    private static readonly Stance[] Stances = Enum.GetValues<Stance>();

    private static readonly string[] Searches =
    [
        "speaker:\"" + People[7] + "\"", "speaker:\"" + People[7] + "\" stance:denies", "stance:denies", "stance:denies,admits -outlet:\"" + Outlets[3] + "\"", Words[3], Words[3] + " " + Words[9], "\"" + Words[0] + " " + Words[1] + "\"",
        Words[3][..3] + "*", "actor:IRN recipient:RUS type:aid", "actor:IRN after:2024-06 before:2024-07", "after:2025-12-20", "type:transfer status:planned stance:pledges", "-stance:asserts", "review:accepted", "speaker:nobody",
    ];

    /// <summary>Fills a ledger and searches in it.</summary>
    public static async Task<int> RunAsync(int articles, string path)
    {
        await using Ledger ledger = await Ledger.OpenAsync(path, LedgerAccess.Create, TimeProvider.System);
        bool filled = (await ledger.DocumentsAsync(Query.Everything, 1)).Items.Count > 0;
        if (!filled)
        {
            await FillAsync(ledger, articles);
        }

        if (path.Contains('=', StringComparison.Ordinal) is false)
        {
            Console.WriteLine($"file: {new FileInfo(path).Length >> 20} MiB");
        }

        Console.WriteLine("search, first 50: first and median of 9, ms");
        foreach (string search in Searches)
        {
            await TimeAsync(search, async () => (await ledger.ClaimsAsync(Query.Parse(search))).Items.Count);
        }

        await TimeAsync("published order, " + Words[3], async () => (await ledger.ClaimsAsync(Query.Parse(Words[3]), Order.Published)).Items.Count);
        await TimeAsync("published order, everything", async () => (await ledger.ClaimsAsync(Query.Everything, Order.Published)).Items.Count);
        foreach (Facet facet in (Facet[])[Facet.Stance, Facet.Outlet, Facet.Speaker])
        {
            await TimeAsync($"count by {facet}, everything", async () => (await ledger.CountByAsync(Query.Everything, facet, 50)).Count);
            await TimeAsync($"count by {facet}, speaker:\"{People[7]}\"", async () => (await ledger.CountByAsync(Query.Parse($"speaker:\"{People[7]}\""), facet, 50)).Count);
        }

        await TimeAsync("documents, " + Words[3], async () => (await ledger.DocumentsAsync(Query.Parse(Words[3]))).Items.Count);
        return 0;
    }

    private static async Task TimeAsync(string what, Func<Task<int>> search)
    {
        List<double> times = [];
        int found = 0;
        for (int at = 0; at < 9; at++)
        {
            long start = Stopwatch.GetTimestamp();
            found = await search();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double first = times[0];
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {first,8:F1} {times[4],8:F1}   {what} ({found})"));
    }

    private static async Task FillAsync(Ledger ledger, int articles)
    {
        var random = new Random(1);
        long inside = 0;
        long start = Stopwatch.GetTimestamp();
        List<Arrival> batch = [];
        for (int at = 0; at < articles; at++)
        {
            batch.Add(Article(at, random));
            if (batch.Count == Batch || at == articles - 1)
            {
                long before = Stopwatch.GetTimestamp();
                await ledger.AddAsync(new Delivery([.. batch]));
                inside += Stopwatch.GetTimestamp() - before;
                batch.Clear();
            }

            if ((at + 1) % (articles / 10) == 0)
            {
                double seconds = inside / (double)Stopwatch.Frequency;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{at + 1} articles: {(at + 1) / seconds:F0}/s in the ledger ({Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s with making them up), {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB resident, {GC.GetTotalMemory(false) >> 20} MiB managed"));
            }
        }
    }

    /// <summary>A word by its number: the same number, the same word; low numbers are drawn more often, as words are in texts.</summary>
    private static string Name(int number)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var name = new StringBuilder();
        for (int rest = number + 17; rest > 0; rest /= Consonants.Length * Vowels.Length)
        {
            name.Append(Consonants[rest % Consonants.Length]).Append(Vowels[rest / Consonants.Length % Vowels.Length]);
        }

        name.Append(Consonants[number % Consonants.Length]);
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }

    private static int Zipf(Random random, int count) => (int)(Math.Pow(count, random.NextDouble()) - 1);

    private static Arrival Article(int number, Random random)
    {
        var text = new StringBuilder();
        List<(int Speaker, TextSpan Mention, TextSpan Cue, TextSpan Content, TextSpan Goods)> drafts = [];
        for (int at = 0; at < ClaimsPerArticle; at++)
        {
            int speaker = Zipf(random, People.Length);
            int start = text.Length;
            text.Append(People[speaker]);
            var mention = new TextSpan(start, text.Length);
            text.Append(" said that ");
            var cue = new TextSpan(mention.End + 1, mention.End + 5);
            int from = text.Length;
            int words = 8 + random.Next(16);
            TextSpan goods = default;
            for (int word = 0; word < words; word++)
            {
                int begin = text.Length;
                text.Append(Words[Zipf(random, Words.Length)]);
                goods = word == 3 ? new TextSpan(begin, text.Length) : goods;
                text.Append(word < words - 1 ? " " : "");
            }

            drafts.Add((speaker, mention, cue, new TextSpan(from, text.Length), goods));
            text.Append(CultureInfo.InvariantCulture, $". It was statement {number}-{at} of the day.\n\n");
        }

        var raw = new RawText(text.ToString());
        Evidence Of(TextSpan span) => new(span, raw.Words(span));
        var day = new DateOnly(2024, 1, 1);
        string outlet = Outlets[Zipf(random, Outlets.Length)];
        var article = new Article($"load-{number}", raw, Words[Zipf(random, Words.Length)], outlet, new PublicationDate(day.AddDays(random.Next(730))), new Uri($"https://example.org/{number}"));
        ImmutableArray<ReadClaim>.Builder claims = ImmutableArray.CreateBuilder<ReadClaim>();
        var to = new ArrayBufferWriter<byte>(4096);
        var reader = new ReaderVersion("0.1.0", new string('0', 64));
        foreach ((int speaker, TextSpan mention, TextSpan cue, TextSpan content, TextSpan goods) in drafts)
        {
            Stance stance = Stances[Zipf(random, Stances.Length)];
            string country = States[speaker % States.Length];
            var source = new Speaker(Of(mention), People[speaker], SpeakerKind.Person, country, $"person:{speaker}");
            Participant Side() => States[Zipf(random, States.Length)] is var state ? new Participant(null, state, state, "state:" + state) : null!;
            var fact = new Proposition(
                (EventType)Zipf(random, 16), null, [], null, Of(goods), [Side()], [Side()], [new EventObject(Of(goods), null)], null, new EventTime(null, day, day.AddDays(30), null, true), null, Certainty.Certain,
                Polarity.Positive, (EventStatus)random.Next(6), null);
            var claim = new Claim(
                ClaimId.Of(raw.Sha256, [content], [(mention, source.Name)], stance), article.Id, raw.Sha256, [source], Of(cue), [Of(content)], [content], mention, Form.Indirect, stance, [], [fact], null, 0, reader, 0.9f);
            to.ResetWrittenCount();
            ClaimJson.Write(to, claim, raw, AttributionConvention.Claims);
            claims.Add(new ReadClaim(to.WrittenSpan.ToArray(), 0.5f + (random.NextSingle() / 2)));
        }

        return new Arrival(article, Encoding.UTF8.GetBytes(text.ToString()), article.Id) { Reader = reader, Claims = claims.ToImmutable() };
    }
}
