using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>How changes of the register are written: for people, as CSV (a line for each move) and as JSON (an object for each row).</summary>
internal static class RegisterChangeLines
{
    /// <summary>Columns of the CSV.</summary>
    public static readonly string[] Columns = ["id", "supplier", "recipient", "goods", "what", "before", "after", "claims_added", "claims_removed", "claims_reviewed", "decisions"];

    /// <summary>A line for each move; one for a row that came or went.</summary>
    public static (RegisterChange Change, RegisterMove? Move)[] Lines(IEnumerable<RegisterChange> changes) =>
        [.. changes.SelectMany(change => change.Moves.IsEmpty ? [(change, (RegisterMove?)null)] : change.Moves.Select(move => (change, (RegisterMove?)move)))];

    /// <summary>A change for people.</summary>
    public static string Told(RegisterChange change, Func<string, string?> said, ILookup<string, Review> log, int width)
    {
        var to = new StringBuilder();
        RegisterRow row = change.Row;
        string what = change.Before is null ? $"new, {change.After!.Section.ToString().ToLowerInvariant()}" : change.After is null ? $"gone, was {change.Before.Section.ToString().ToLowerInvariant()}" : "";
        RegisterLines.Line(to, "", $"{row.Id}  {row.Supplier.Name} → {row.Recipient.Name}: {row.Goods.Name}{(what.Length > 0 ? $" ({what})" : "")}", width);
        foreach (RegisterMove move in change.Moves)
        {
            RegisterLines.Line(to, "    ", $"{move.What}: {Shown(move.Before)} → {Shown(move.After)}{Because(move)}", width);
        }

        Claims(to, "    + ", change.Added, said, log, width);
        Claims(to, "    ✕ ", change.Removed, said, log, width);
        Claims(to, "    ✓ ", change.Reviewed, said, log, width);
        return to.ToString();
    }

    /// <summary>The values of a CSV line.</summary>
    public static string?[] Values(RegisterChange change, RegisterMove? move, ILookup<string, Review> log)
    {
        RegisterRow row = change.Row;
        ImmutableArray<RegisterEvidence> added = move?.Added ?? change.Added;
        ImmutableArray<RegisterEvidence> removed = move?.Removed ?? change.Removed;
        ImmutableArray<RegisterEvidence> reviewed = move?.Reviewed ?? change.Reviewed;
        return
        [
            row.Id, row.Supplier.Name, row.Recipient.Name, row.Goods.Name, move?.What ?? "row", move?.Before ?? (change.Before is null ? "" : Of(change.Before)), move?.After ?? (change.After is null ? "" : Of(change.After)),
            Ids(added), Ids(removed), Ids(reviewed), string.Join("; ", added.Concat(removed).Concat(reviewed).SelectMany(one => log[one.Claim]).Select(Decision).Distinct(StringComparer.Ordinal)),
        ];
    }

    /// <summary>A change as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, RegisterChange change, ILookup<string, Review> log)
    {
        RegisterRow row = change.Row;
        json.WriteStartObject();
        json.WriteString("schema", "hearsay.register-change/1");
        json.WriteString("id", row.Id);
        json.WriteString("supplier", row.Supplier.Name);
        json.WriteString("recipient", row.Recipient.Name);
        json.WriteString("goods", row.Goods.Name);
        json.WriteString("before", change.Before is null ? null : Of(change.Before));
        json.WriteString("after", change.After is null ? null : Of(change.After));
        json.WriteStartArray("moves");
        foreach (RegisterMove move in change.Moves)
        {
            json.WriteStartObject();
            json.WriteString("what", move.What);
            json.WriteString("before", move.Before);
            json.WriteString("after", move.After);
            WriteIds(json, "added", move.Added);
            WriteIds(json, "removed", move.Removed);
            WriteIds(json, "reviewed", move.Reviewed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteIds(json, "added", change.Added);
        WriteIds(json, "removed", change.Removed);
        WriteIds(json, "reviewed", change.Reviewed);
        json.WriteStartArray("decisions");
        foreach (Review entry in change.Added.Concat(change.Removed).Concat(change.Reviewed).SelectMany(one => log[one.Claim]).DistinctBy(entry => entry.Number).OrderBy(entry => entry.Number))
        {
            json.WriteStringValue(Decision(entry));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Claims(StringBuilder to, string mark, ImmutableArray<RegisterEvidence> claims, Func<string, string?> said, ILookup<string, Review> log, int width)
    {
        foreach (RegisterEvidence one in claims)
        {
            RegisterLines.Said(to, mark, one, said, width);
            foreach (Review entry in log[one.Claim])
            {
                RegisterLines.Line(to, new string(' ', mark.Length), Decision(entry), width);
            }
        }
    }

    /// <summary>"log 12: Ana rejects on 2026-11-03: wrong speaker".</summary>
    private static string Decision(Review entry)
    {
        string grade = entry.Kind == ReviewKind.Grade ? $" {entry.Reliability}{entry.Credibility?.ToString(CultureInfo.InvariantCulture)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"log {entry.Number}: {entry.Reviewer} {ReviewJson.NameOf(entry.Kind)}{grade} on {entry.At:yyyy-MM-dd}{(entry.Note is { } note ? ": " + note : "")}");
    }

    private static string Because(RegisterMove move)
    {
        var reasons = new List<string>();
        if (!move.Added.IsEmpty)
        {
            reasons.Add("+ " + string.Join(", ", move.Added.Select(Short)));
        }

        if (!move.Removed.IsEmpty)
        {
            reasons.Add("✕ " + string.Join(", ", move.Removed.Select(Short)));
        }

        if (!move.Reviewed.IsEmpty)
        {
            reasons.Add("✓ " + string.Join(", ", move.Reviewed.Select(Short)));
        }

        return reasons.Count == 0 ? " (by rows that it holds)" : $" ({string.Join("; ", reasons)})";
    }

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;

    private static string Of(RegisterRow row) => row.Section.ToString().ToLowerInvariant();

    private static string Short(RegisterEvidence one) => one.Claim[..Math.Min(8, one.Claim.Length)];

    private static string Ids(ImmutableArray<RegisterEvidence> claims) => string.Join("; ", claims.Select(one => one.Claim));

    private static void WriteIds(Utf8JsonWriter json, string name, ImmutableArray<RegisterEvidence> claims)
    {
        json.WriteStartArray(name);
        foreach (RegisterEvidence one in claims)
        {
            json.WriteStringValue(one.Claim);
        }

        json.WriteEndArray();
    }
}
