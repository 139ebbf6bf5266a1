using System.Buffers;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Storage;
using Hearsay.Tests.Cli;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Tests.Storage;

/// <summary>A ledger for one test, in either database, with a clock that moves by hand, and articles whose claims need no reader.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly Folder _folder = new();

    private TestLedger(string place, Ledger ledger, HandClock clock)
    {
        Place = place;
        Ledger = ledger;
        Clock = clock;
    }

    public static TheoryData<string> Kinds => ["sqlite", "postgres"];

    public string Place { get; private set; }

    public Ledger Ledger { get; private set; }

    public HandClock Clock { get; }

    public static ReaderVersion Reader { get; } = new("0.1.0", new string('a', 64));

    /// <summary>An empty ledger.</summary>
    public static async Task<TestLedger> CreateAsync(string kind, PostgresServer server)
    {
        var clock = new HandClock();
        if (kind == "postgres")
        {
            string place = server.NewDatabase();
            return new TestLedger(place, await Ledger.OpenAsync(place, LedgerAccess.Create, clock, TestContext.Current.CancellationToken), clock);
        }

        var made = new TestLedger("", null!, clock);
        made.Place = made._folder.PathOf("ledger.db");
        made.Ledger = await Ledger.OpenAsync(made.Place, LedgerAccess.Create, clock, TestContext.Current.CancellationToken);
        return made;
    }

    /// <summary>Adds one article.</summary>
    public async Task<Added> AddAsync(Arrival arrival) => (await Ledger.AddAsync(new Delivery([arrival]), TestContext.Current.CancellationToken))[0];

    /// <summary>Closes it and opens it again.</summary>
    public async Task ReopenAsync(LedgerAccess access = LedgerAccess.Write)
    {
        await Ledger.DisposeAsync();
        Ledger = await Ledger.OpenAsync(Place, access, Clock, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// An article with the claims that its sentences state: "NAME asserts that CONTENT." with any stance for the verb. What is before the verb is the speaker, the verb is the cue.
    /// </summary>
    public static Arrival Article(string name, string text, string? outlet = null, string? published = null, string? address = null, ReaderVersion? reader = null, string? title = null)
    {
        var article = new Article(name, new RawText(text), title, outlet, PublicationDate.TryParse(published), address is null ? null : new Uri(address));
        var claims = new List<ReadClaim>();
        int start = 0;
        for (int sentence = 0; start < text.Length; sentence++)
        {
            int end = text.IndexOf(". ", start, StringComparison.Ordinal) is >= 0 and var stop ? stop : text.TrimEnd('.').Length;
            foreach (Stance stance in Enum.GetValues<Stance>())
            {
                string cue = stance.ToString().ToLowerInvariant();
                int at = text.IndexOf($" {cue} that ", start, StringComparison.Ordinal);
                if (at >= 0 && at < end)
                {
                    claims.Add(new ReadClaim(Record(article, new TextSpan(start, at), new TextSpan(at + 1, at + 1 + cue.Length), new TextSpan(at + cue.Length + 7 - 1, end), stance, sentence, reader ?? Reader), 0.9f));
                    break;
                }
            }

            start = Math.Min(text.Length, end + 2);
        }

        return new Arrival(article, Encoding.UTF8.GetBytes($"<p>{text}</p>"), name + ".html") { Reader = reader ?? Reader, Claims = [.. claims] };
    }

    private static byte[] Record(Article article, TextSpan speaker, TextSpan cue, TextSpan content, Stance stance, int sentence, ReaderVersion reader)
    {
        RawText text = article.Text;
        Evidence At(TextSpan span) => new(span, text.Words(span));
        TextSpan Points(TextSpan span) => new(text.CodePoints.FromUtf16(span.Start), text.CodePoints.FromUtf16(span.End));
        string name = text.Words(speaker);
        var source = new Speaker(At(speaker), name, SpeakerKind.Person, name == "Iran" ? "IRN" : null, name == "Iran" ? "state:IRN" : null);
        ClaimId id = ClaimId.Of(text.Sha256, [Points(content)], [(Points(speaker), name)], stance);
        var claim = new Claim(id, article.Id, text.Sha256, [source], At(cue), [At(content)], [content], speaker, Form.Indirect, stance, [], [], null, sentence, reader, 0.9f);
        var to = new ArrayBufferWriter<byte>();
        ClaimJson.Write(to, claim, text, AttributionConvention.Claims);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>A clock that stands still until it is moved.</summary>
    internal sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
