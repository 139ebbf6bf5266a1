using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Registers;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>How rows of the register are written: for people, as CSV and as JSON (hearsay.register/1).</summary>
internal static class RegisterLines
{
    /// <summary>Columns of the CSV.</summary>
    public static readonly string[] Columns =
    [
        "id", "section", "supplier", "recipient", "goods", "class", "kind", "status", "ordered", "ordered_least", "ordered_most", "order_years", "delivered", "delivered_least", "delivered_most", "delivery_years", "value", "produced_at",
        "intermediaries", "end_use", "uncertain", "articles_for", "origins_for", "first_hand_for", "articles_against", "origins_against", "credibility", "says_so", "denied_by", "changes", "claims",
    ];

    /// <summary>The heading of a part of the register.</summary>
    public static string Heading(RegisterSection section) => section switch
    {
        RegisterSection.Acknowledged => "Acknowledged: a party to the deal says so, or an analyst accepted it",
        RegisterSection.Alleged => "Alleged: others say so",
        RegisterSection.Stopped => "Refused, halted or seized",
        RegisterSection.Open => "Wished for, offered, possible, demanded or asked about",
        _ => "Only denied",
    };

    /// <summary>A row for people: what it says, on how many legs, and what would change it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="said">The words of a claim, by its id.</param>
    /// <param name="width">Columns of the screen.</param>
    public static string Told(RegisterRow row, Func<string, string?> said, int width)
    {
        var to = new StringBuilder();
        string Doubt(RegisterCell cell) => cell.IsUncertain ? "?" : "";
        string supplier = row.Supplier.IsUnknown ? "?" : row.Supplier.Name + Doubt(row[RegisterField.Supplier]);
        string recipient = row.Recipient.IsUnknown ? "?" : row.Recipient.Name + Doubt(row[RegisterField.Recipient]);
        to.Append(CellText.Clean($"{row.Id}  {supplier} → {recipient}: {row.Goods.Name}")).Append('\n');
        var facts = new List<string>();
        foreach ((string name, RegisterField field) in new[]
        {
            ("", RegisterField.Status), ("ordered ", RegisterField.Ordered), ("ordered ", RegisterField.OrderYears), ("delivered ", RegisterField.Delivered), ("in ", RegisterField.DeliveryYears), ("for ", RegisterField.Value),
            ("made in ", RegisterField.ProducedAt), ("through ", RegisterField.Intermediaries), ("as ", RegisterField.Kind),
        })
        {
            RegisterCell cell = row[field];
            if (cell.Text.Length > 0)
            {
                string text = name == "in " && cell.Text.StartsWith("by ", StringComparison.Ordinal) ? cell.Text : name + cell.Text;
                facts.Add(text + (cell.IsUncertain && !cell.Text.StartsWith("by ", StringComparison.Ordinal) && field is not (RegisterField.Status or RegisterField.Kind) ? "?" : ""));
            }
        }

        Line(to, "    ", string.Join(" · ", facts), width);
        Line(to, "    ", $"{Legs("for", row.Support)}; {Legs("against", row.Denial)}; credibility {row.Credibility.ToString(CultureInfo.InvariantCulture)}", width);
        foreach ((string mark, RegisterEvidence one) in row[RegisterField.Status].Evidence.DistinctBy(one => one.Claim).Select(one => ("+", one)).Take(2).Concat(row.Against.DistinctBy(one => one.Claim).Select(one => ("−", one)).Take(2)))
        {
            Said(to, $"    {mark} ", one, said, width);
        }

        foreach (string change in row.Changes)
        {
            Line(to, "    ↳ ", change, width);
        }

        return to.ToString();
    }

    /// <summary>A claim on one line: day, who says so, how, the words.</summary>
    public static void Said(StringBuilder to, string indent, RegisterEvidence one, Func<string, string?> said, int width)
    {
        string words = CellText.Clean($"{Day(one.Published)} {one.Speaker} {one.Stance.ToString().ToLowerInvariant()}: {said(one.Claim) ?? one.Words.Quote.ReplaceLineEndings(" ")}");
        string where = "  " + CellText.Clean($"[{one.Outlet ?? one.Document[..Math.Min(8, one.Document.Length)]} {one.Claim[..Math.Min(8, one.Claim.Length)]}]");
        to.Append(indent).Append(CellText.Fit(words, Math.Max(40, width - indent.Length - where.Length))).Append(where).Append('\n');
    }

    /// <summary>The values of a CSV line.</summary>
    public static string?[] Values(RegisterRow row)
    {
        static string? Number(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture);
        static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
        string Text(RegisterField field) => row[field].Text;
        return
        [
            row.Id, row.Section.ToString().ToLowerInvariant(), row.Supplier.Name, row.Recipient.Name, row.Goods.Name, row.Goods.Class, Text(RegisterField.Kind), Text(RegisterField.Status),
            Text(RegisterField.Ordered), Number(row[RegisterField.Ordered].Least), Number(row[RegisterField.Ordered].Most), Text(RegisterField.OrderYears),
            Text(RegisterField.Delivered), Number(row[RegisterField.Delivered].Least), Number(row[RegisterField.Delivered].Most), Text(RegisterField.DeliveryYears),
            Text(RegisterField.Value), Text(RegisterField.ProducedAt), Text(RegisterField.Intermediaries), Text(RegisterField.EndUse),
            string.Join("; ", row.Cells.Where(cell => cell.IsUncertain).Select(cell => cell.Name)),
            Count(row.Support.Articles), Count(row.Support.Origins), Count(row.Support.FirstHand), Count(row.Denial.Articles), Count(row.Denial.Origins), Count(row.Credibility),
            string.Join("; ", row[RegisterField.Status].Holders), string.Join("; ", row.Against.Select(one => one.Speaker).Distinct(StringComparer.Ordinal)), string.Join("; ", row.Changes),
            string.Join("; ", row.Cells.SelectMany(cell => cell.Evidence).Concat(row.Against).Concat(row.Silent).Select(one => one.Claim).Distinct(StringComparer.Ordinal)),
        ];
    }

    /// <summary>A row as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, RegisterRow row)
    {
        json.WriteStartObject();
        json.WriteString("schema", "hearsay.register/1");
        json.WriteString("id", row.Id);
        json.WriteString("section", row.Section.ToString().ToLowerInvariant());
        json.WriteString("stage", row.Stage?.ToString().ToLowerInvariant());
        WriteParty(json, "supplier", row.Supplier);
        WriteParty(json, "recipient", row.Recipient);
        json.WriteStartObject("goods");
        json.WriteString("key", row.Goods.Key);
        json.WriteString("name", row.Goods.Name);
        json.WriteString("class", row.Goods.Class);
        json.WriteEndObject();
        WriteLegs(json, "for", row.Support);
        WriteLegs(json, "against", row.Denial);
        json.WriteNumber("credibility", row.Credibility);
        json.WriteStartObject("cells");
        foreach (RegisterCell cell in row.Cells.Where(cell => cell.Text.Length > 0 || cell.Changes.Length > 0))
        {
            json.WriteStartObject(cell.Name);
            json.WriteString("text", cell.Text);
            WriteNumber(json, "least", cell.Least);
            WriteNumber(json, "most", cell.Most);
            json.WriteString("unit", cell.Unit);
            json.WriteBoolean("uncertain", cell.IsUncertain);
            json.WriteNumber("articles", cell.Articles);
            json.WriteNumber("origins", cell.Origins);
            WriteWords(json, "says_so", cell.Holders);
            WriteEvidence(json, "evidence", cell.Evidence);
            WriteWords(json, "changes", cell.Changes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteEvidence(json, "denials", row.Against);
        WriteEvidence(json, "silent", row.Silent);
        WriteWords(json, "wider", row.Wider);
        WriteWords(json, "narrower", row.Narrower);
        WriteWords(json, "changes", row.Changes);
        json.WriteEndObject();
    }

    /// <summary>"for: 3 articles, 2 origins, 1 first-hand".</summary>
    public static string Legs(string side, RegisterLegs legs) =>
        string.Create(CultureInfo.InvariantCulture, $"{side}: {legs.Articles} {(legs.Articles == 1 ? "article" : "articles")}, {legs.Origins} {(legs.Origins == 1 ? "origin" : "origins")}, {legs.FirstHand} first-hand");

    /// <summary>ISO 8601, or "undated".</summary>
    public static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "undated";

    /// <summary>Words in lines that fit the screen.</summary>
    public static void Line(StringBuilder to, string indent, string words, int width)
    {
        string head = indent;
        foreach (string line in CellText.Wrap(CellText.Clean(words), Math.Max(40, width - indent.Length)))
        {
            to.Append(head).Append(line).Append('\n');
            head = new string(' ', indent.Length);
        }
    }

    private static void WriteParty(Utf8JsonWriter json, string name, RegisterParty party)
    {
        json.WriteStartObject(name);
        json.WriteString("key", party.Key);
        json.WriteString("name", party.Name);
        json.WriteString("country", party.Country);
        json.WriteEndObject();
    }

    private static void WriteLegs(Utf8JsonWriter json, string name, RegisterLegs legs)
    {
        json.WriteStartObject(name);
        json.WriteNumber("articles", legs.Articles);
        json.WriteNumber("origins", legs.Origins);
        json.WriteNumber("first_hand", legs.FirstHand);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string one in words)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, string name, IEnumerable<RegisterEvidence> evidence)
    {
        json.WriteStartArray(name);
        foreach (RegisterEvidence one in evidence)
        {
            json.WriteStartObject();
            json.WriteString("claim", one.Claim);
            json.WriteString("document", one.Document);
            json.WriteString("sha256", one.Sha256);
            json.WriteString("outlet", one.Outlet);
            json.WriteString("published", one.Published?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("speaker", one.Speaker);
            json.WriteString("party", one.Party);
            json.WriteString("stance", one.Stance.ToString().ToLowerInvariant());
            json.WriteString("side", one.Side.ToString().ToLowerInvariant());
            json.WriteString("value", one.Value);
            json.WriteString("words", one.Words.Quote);
            json.WriteString("review", one.Verdict?.ToString().ToLowerInvariant());
            json.WriteBoolean("reply", one.IsReply);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
