using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Replaying;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay disputes</c>: propositions on which parties clash.</summary>
internal static class DisputesCommand
{
    private static readonly string[] Columns =
    [
        "rank", "cluster", "latest", "weight", "credibility", "articles_for", "origins_for", "first_hand_for", "articles_against", "origins_against", "first_hand_against", "affirmed_by", "affirmed", "affirming_claim",
        "denied_by", "denied", "denying_claim", "numbers",
    ];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("disputes", "Shows what is affirmed by one party and denied by another, or told with numbers that exclude each other.")
        {
            Details = ["Claims are put together by what they are about (docs/comparing.md); disputes in which the query finds a claim are shown whole, and ranked by the origins on the weaker side and by freshness. Copies of one report, reports of one speaker and of unnamed officials of one state count as one origin."],
            Examples =
            [
                ("hearsay disputes", "All disputes in the ledger, the heaviest first."),
                ("hearsay disputes type:transfer after:2022-08", "Disputed arms transfers."),
                ("hearsay disputes --as-of 2022-10-31 --format csv", "As the ledger stood at the end of that day, as a spreadsheet."),
            ],
            ExitCodes = [(ExitCode.Found, "there are disputes"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        ReplayOptions replay = ReplayOptions.Add(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Comparison.OpenAsync(options.Place(parsed), terminal, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            Query query = options.Understand(parsed);
            int least = replay.LeastOrigins(parsed);
            int most = options.Limit(parsed, terminal);
            IEnumerable<Dispute> disputes = replay.IsAnew(parsed)
                ? Dispute.Find((await replay.CompareAsync(parsed, ledger, query, terminal, cancellationToken)).Clusters)
                : await ledger.DisputesAsync(query, least == 1 ? most : int.MaxValue, cancellationToken);
            (Dispute Dispute, int Rank)[] found = [.. disputes.Where(dispute => Replay.Stands(dispute, least)).Take(most).Select((dispute, index) => (dispute, index + 1))];
            byte[] bytes = options.Format(parsed, terminal) == "table"
                ? Encoding.UTF8.GetBytes(string.Concat(found.Select(item => Told(item.Dispute, item.Rank, terminal.Width))))
                : options.Listing(parsed, terminal, [], Columns).Page(found, _ => [], item => Values(item.Dispute, item.Rank), (json, item) =>
                {
                    json.WriteStartObject();
                    ComparisonLines.WriteDispute(json, item.Dispute, item.Rank);
                    json.WriteEndObject();
                });
            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>What stands for each side: the pair that is most alike, or the lowest and highest number.</summary>
    private static (Comparand? For, Comparand? Against) Sides(Dispute dispute) =>
        dispute.Sides is { } sides ? sides : dispute.Numbers is { } numbers ? (numbers.One, numbers.Other) : (null, null);

    private static string Told(Dispute dispute, int rank, int width)
    {
        var to = new StringBuilder();
        ClaimCluster cluster = dispute.Cluster;
        string numbers = dispute.Numbers is null ? "" : ", numbers differ";
        to.Append(CultureInfo.InvariantCulture, $"{rank}. {dispute.Latest?.ToString("O", CultureInfo.InvariantCulture) ?? "undated"}  {ComparisonLines.Legs("for", cluster.Support)}; {ComparisonLines.Legs("against", cluster.Denial)}{numbers}; credibility {cluster.Credibility}  [{cluster.Id}]\n");
        (Comparand? affirmed, Comparand? denied) = Sides(dispute);
        foreach ((string mark, Comparand? side) in new[] { ("+", affirmed), (dispute.Sides is null ? "+" : "−", denied) })
        {
            if (side is not null)
            {
                to.Append(ComparisonLines.Line($"   {mark} ", side, width));
            }
        }

        // Who is silent has a place beside those who clash; who was never heard is told, too.
        foreach (Comparand silent in cluster.Positions.Where(position => position.Side == ClaimSide.Silent).Select(position => position.Statements[0]))
        {
            to.Append(ComparisonLines.Line("   ? ", silent, width));
        }

        foreach (Absence absence in cluster.Unanswered)
        {
            to.Append(CultureInfo.InvariantCulture, $"   ? {ComparisonLines.Told(absence)}\n");
        }

        return to.ToString();
    }

    private static string?[] Values(Dispute dispute, int rank)
    {
        (Comparand? affirmed, Comparand? denied) = Sides(dispute);
        ClaimCluster cluster = dispute.Cluster;
        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        return
        [
            Number(rank), cluster.Id, dispute.Latest?.ToString("O", CultureInfo.InvariantCulture), dispute.Weight.ToString(CultureInfo.InvariantCulture), Number(cluster.Credibility),
            Number(cluster.Support.Articles), Number(cluster.Support.Origins), Number(cluster.Support.FirstHand), Number(cluster.Denial.Articles), Number(cluster.Denial.Origins), Number(cluster.Denial.FirstHand),
            affirmed is null ? null : Comparison.Speaker(affirmed), affirmed is null ? null : Comparison.Words(affirmed), affirmed?.Report.Claim.Id.Value,
            denied is null ? null : Comparison.Speaker(denied), denied is null ? null : Comparison.Words(denied), denied?.Report.Claim.Id.Value, dispute.Numbers is null ? "no" : "yes",
        ];
    }
}
