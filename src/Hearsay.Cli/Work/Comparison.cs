using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;

namespace Hearsay.Cli.Work;

/// <summary>What the commands over compared claims have in common.</summary>
internal static class Comparison
{
    /// <summary>Opens a ledger whose clusters are up to date: what came in before a ledger had clusters, or what a crash left over, is put into them first.</summary>
    /// <param name="place">The ledger.</param>
    /// <param name="terminal">Where a note goes when it cannot be written to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Ledger> OpenAsync(string place, Terminal terminal, CancellationToken cancellationToken)
    {
        Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Read, terminal.Clock, cancellationToken);
        long waiting = await ledger.UngroupedAsync(cancellationToken);
        if (waiting == 0)
        {
            return ledger;
        }

        try
        {
            await using Ledger writer = await Ledger.OpenAsync(place, LedgerAccess.Write, terminal.Clock, cancellationToken);
            while (await writer.GroupAsync(cancellationToken: cancellationToken) > 0)
            {
                // Until none is left.
            }
        }
        catch (LedgerException failure) when (failure.Code is StorageErrors.ReadOnly or StorageErrors.Busy)
        {
            await terminal.Error.WriteLineAsync($"{failure.Code}: {waiting} claims are not compared yet, and the ledger cannot be written to now: they are left out");
        }

        return ledger;
    }

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => part.Quote.ReplaceLineEndings(" ")));

    /// <summary>"Iran denies", "Iran (John Kirby) asserts".</summary>
    public static string Speaker(Comparand member) => string.Join(" ← ", member.Report.Claim.Sources.Select(source => source.Kind == SpeakerKind.Unnamed && source.Mention is { } mention ? mention.Quote.ReplaceLineEndings(" ") : source.Name));
}
