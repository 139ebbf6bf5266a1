using System.CommandLine;
using Hearsay.Ingest.Fetching;

namespace Hearsay.Cli.Commands;

/// <summary>The options that all commands share which fetch addresses.</summary>
internal sealed class FetchArguments
{
    private readonly Option<string> _contact = new("--contact") { Description = "Your mail address or web page, told to the servers that addresses are fetched from.", HelpName = "WHO" };

    private readonly Option<bool> _allowPrivate = new("--allow-private-addresses") { Description = "Fetches from this machine and private networks, too. Refused otherwise, also behind a redirect." };

    /// <summary>The options, to be added to a command.</summary>
    public IReadOnlyList<Option> Options => [_contact, _allowPrivate];

    /// <summary>What was given for them.</summary>
    public FetchOptions Read(ParseResult parsed) => new() { Contact = parsed.GetValue(_contact), AllowPrivateAddresses = parsed.GetValue(_allowPrivate) };
}
