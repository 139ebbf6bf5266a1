using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hearsay.Storage;

/// <summary>
/// What one addition writes, line by line, on its way to a seal: a digest over all of it. Each line holds every column that means something, so that nothing of a row can be changed without the digest
/// showing it; what is derived from a record (propositions, mentions, words) is checked against the record.
/// </summary>
/// <param name="number">Number of the seal.</param>
internal sealed class SealDraft(long number)
{
    private readonly List<(Kind Kind, long Row, string Line)> _lines = [];

    /// <summary>What a line is about, in the order in which the digest takes them.</summary>
    internal enum Kind
    {
        /// <summary>A revision of a document.</summary>
        Revision,

        /// <summary>A way in which a text came in.</summary>
        Arrival,

        /// <summary>A run of a reader.</summary>
        Reading,

        /// <summary>A claim that is valid no longer.</summary>
        Ended,

        /// <summary>A claim.</summary>
        Claim,

        /// <summary>An entry of the review log.</summary>
        Review,
    }

    /// <summary>Number of the seal.</summary>
    public long Number { get; } = number;

    /// <summary>Lines so far.</summary>
    public int Written => _lines.Count;

    /// <summary>Adds a line.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="row">Number of the row: the order within a kind; 0 where the line itself gives it.</param>
    /// <param name="line">From one of the methods below.</param>
    public void Add(Kind kind, long row, string line) => _lines.Add((kind, row, line));

    /// <summary>SHA-256 over all lines, each with its kind before and a line feed behind it.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((Kind kind, long _, string line) in _lines.OrderBy(line => line.Kind).ThenBy(line => line.Row).ThenBy(line => line.Line, StringComparer.Ordinal))
        {
            Append(hash, kind, line);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Takes a line into a digest.</summary>
    public static void Append(IncrementalHash hash, Kind kind, string line) => hash.AppendData(Encoding.UTF8.GetBytes($"{kind.ToString().ToLowerInvariant()}\t{line}\n"));

    /// <summary>Hash of a seal: SHA-256 over the hash of the one before and what the seal says.</summary>
    public static string HashOf(string previous, long number, string at, string subject, long written, string digest) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Line("hearsay.seal/1", previous, Of(number), at, subject, Of(written), digest))));

    /// <summary>Line of a revision.</summary>
    public static string Revision(long row, string document, long number, string body, string? original, string name, string? title, string? outlet, string? published, string since) =>
        Line(Of(row), document, Of(number), body, original, name, title, outlet, published, since);

    /// <summary>Line of an arrival.</summary>
    public static string Arrival(string sha256, long revision, string? original, string origin, string at) => Line(sha256, Of(revision), original, origin, at);

    /// <summary>Line of a reading.</summary>
    public static string Reading(long row, string body, string version, string model, long claims, string at) => Line(Of(row), body, version, model, Of(claims), at);

    /// <summary>Line of the end of a claim.</summary>
    public static string Ended(long row, string until) => Line(Of(row), until);

    /// <summary>Line of a claim.</summary>
    public static string Claim(long row, string id, long document, long revision, long? reading, long ordinal, double confidence, string? copyOf, string voice, string since, string record) => Line(
        Of(row), id, Of(document), Of(revision), reading is { } by ? Of(by) : null, Of(ordinal), confidence.ToString("R", CultureInfo.InvariantCulture), copyOf, voice, since,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record))));

    /// <summary>Line of an entry of the review log.</summary>
    public static string Review(long number, string hash) => Line(Of(number), hash);

    private static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Fields as one line from which each can be told again: JSON strings, parted by commas.</summary>
    private static string Line(params ReadOnlySpan<string?> fields)
    {
        var to = new StringBuilder(200);
        foreach (string? field in fields)
        {
            to.Append(to.Length > 0 ? "," : "");
            if (field is null)
            {
                to.Append("null");
            }
            else
            {
                // As the database gives it back.
                to.Append('"').Append(JsonEncodedText.Encode(Session.Storable(field))).Append('"');
            }
        }

        return to.ToString();
    }
}
