using System.Text.Json;
using Hearsay.Claims.Formats;

namespace Hearsay.Export;

/// <summary>
/// Tells what an export could not carry, as JSON Lines: first what the format never carries, then a line for each claim that lost something of its own, last the sums. Schema
/// hearsay.loss/1, since 0.1. Not safe to share between threads.
/// </summary>
public sealed class LossReport : IAsyncDisposable
{
    private readonly JsonLines _lines;
    private readonly SortedDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly string _format;
    private long _claims;
    private long _dropped;

    /// <summary>Begins a report.</summary>
    /// <param name="to">Receives it; not closed.</param>
    /// <param name="format">Name of the format.</param>
    public LossReport(Stream to, string format)
    {
        _lines = new JsonLines(to);
        _format = format;
    }

    /// <summary>Claims that were exported so far.</summary>
    public long Claims => _claims;

    /// <summary>Claims of which nothing was exported.</summary>
    public long Dropped => _dropped;

    /// <summary>How often something of a claim's own was lost.</summary>
    public long Losses => _sums.Values.Sum();

    /// <summary>What the format never carries, whatever the claim.</summary>
    public void Never(IEnumerable<Loss> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        Utf8JsonWriter json = _lines.Begin();
        json.WriteString("schema", "hearsay.loss/1");
        json.WriteString("format", _format);
        json.WriteStartArray("never");
        foreach (Loss loss in losses)
        {
            json.WriteStartObject();
            json.WriteString("field", loss.Field);
            json.WriteString("reason", loss.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        _lines.End();
    }

    /// <summary>Counts a claim that was written.</summary>
    public void Written() => _claims++;

    /// <summary>Says that nothing of a claim was written.</summary>
    public void Drop(ExportedClaim claim, string reason)
    {
        _dropped++;
        Add(claim, "*", reason);
    }

    /// <summary>Says that part of a claim was not written.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="field">Field of the record.</param>
    /// <param name="reason">What became of it.</param>
    public void Add(ExportedClaim claim, string field, string reason)
    {
        ArgumentNullException.ThrowIfNull(claim);
        string key = $"{field}: {reason}";
        _sums[key] = _sums.GetValueOrDefault(key) + 1;
        Utf8JsonWriter json = _lines.Begin();
        json.WriteString("claim", claim.Claim.Id.Value);
        json.WriteString("document", claim.Document);
        json.WriteString("field", field);
        json.WriteString("reason", reason);
        _lines.End();
    }

    /// <summary>Writes what is held in memory once there is enough of it.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _lines.FlushAsync(cancellationToken);

    /// <summary>Ends the report with its sums.</summary>
    public async ValueTask DisposeAsync()
    {
        Utf8JsonWriter json = _lines.Begin();
        json.WriteNumber("written", _claims);
        json.WriteNumber("dropped", _dropped);
        json.WriteStartObject("lost");
        foreach ((string key, long count) in _sums)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
        _lines.End();
        await _lines.DisposeAsync();
    }
}
