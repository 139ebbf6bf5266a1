using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Text;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Workbench;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay serve</c>: the workbench in the browser.</summary>
internal static class ServeCommand
{
    /// <summary>Port when nobody names one.</summary>
    private const int UsualPort = 8340;

    /// <summary>Longest secret that is read from a file.</summary>
    private const int LongestSecret = 4096;

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var place = new Argument<string?>("LEDGER") { Description = "The ledger, as --ledger names it.", Arity = ArgumentArity.ZeroOrOne };
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one. Usual: 8340.", HelpName = "N", DefaultValueFactory = _ => UsualPort, CustomParser = ParsePort };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "Address to listen on. Usual: 127.0.0.1, which only this machine reaches. Others need accounts, a token or an OpenID Connect provider.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = ParseAddress,
        };
        var publicAddress = new Option<Uri?>("--public-address") { Description = "Address that others see when a reverse proxy on this machine stands before the workbench, as in https://desk.example.org. People must log in then.", HelpName = "URL", CustomParser = ParseUri };
        var token = new Option<string?>("--token-file") { Description = "File with a secret of 20 characters or more: programs send it as 'Authorization: Bearer', people without an account log in with it, as editors. Usual: $HEARSAY_TOKEN.", HelpName = "FILE" };
        var openId = new Option<Uri?>("--openid") { Description = "Issuer of an OpenID Connect provider that logs people in. Redirect address to register there: /login/openid/callback.", HelpName = "URL", CustomParser = ParseUri };
        var client = new Option<string>("--openid-client") { Description = "Id under which the workbench is registered at the provider. Usual: hearsay.", HelpName = "ID", DefaultValueFactory = _ => "hearsay" };
        var secret = new Option<string?>("--openid-secret-file") { Description = "File with the secret that goes with it. Usual: $HEARSAY_OPENID_SECRET; none for a public client.", HelpName = "FILE" };
        var newAccounts = new Option<string?>("--openid-new-accounts") { Description = "Role of people whom the provider sends for the first time: reader, analyst or editor. Usual: they need an account that names their identity.", HelpName = "ROLE" };
        newAccounts.AcceptOnlyFromAmong("reader", "analyst", "editor");
        var sample = new Option<bool>("--sample") { Description = "Puts the sample set, ten invented articles, into the ledger: to look around." };
        var noWorker = new Option<bool>("--no-worker") { Description = "Reads nothing itself: what is dropped waits for 'hearsay work', here or on other machines." };
        var threads = new Option<int>("--threads", "-j") { Description = "Articles read at the same time. Usual: half of the processors, so that screens stay quick.", HelpName = "N", CustomParser = ReadCommand.ParseThreads };
        FetchArguments fetching = new();
        var keys = new Option<string?>("--keys") { Description = "Folder of the keys that protect logins. Usual: hearsay/keys in the user's folder for application data.", HelpName = "FOLDER" };
        var command = new GuidedCommand("serve", "Opens the workbench: claims read, judged and followed in the browser.")
        {
            Details =
            [
                "It listens on this machine only and asks nobody to log in, until there are accounts ('hearsay users add'), a token or an OpenID Connect provider. A ledger that is not there is made. Ctrl-C ends it.",
                "docs/workbench.md tells of access, reverse proxies, keys of the keyboard, and the API.",
            ],
            Examples =
            [
                ("hearsay serve", "The ledger of the working folder, at http://127.0.0.1:8340."),
                ("hearsay serve try.db --sample", "A new ledger with the sample set, to look around."),
                ("hearsay serve desk.db --port 9000", "Another ledger and port."),
                ("hearsay serve desk.db --public-address https://desk.example.org", "Behind a reverse proxy on the same machine, with accounts."),
            ],
            ExitCodes = [(ExitCode.Error, "the ledger is at fault, or the address cannot be listened on"), (ExitCode.Interrupted, "stopped by Ctrl-C")],
        };
        Option<bool> noNarration = CommandLine.NoNarrationOption();
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        command.Arguments.Add(place);
        foreach (Option option in (Option[])[port, listen, publicAddress, token, openId, client, secret, newAccounts, keys, sample, noWorker, attributions, noNarration, threads, .. fetching.Options])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(parsed.GetValue(place) ?? options.Place(parsed), LedgerAccess.Create, terminal.Clock, cancellationToken);
            var settings = new WorkbenchSettings(ledger, terminal.Clock, new IPEndPoint(parsed.GetValue(listen)!, parsed.GetValue(port)))
            {
                Version = CommandLine.Version,
                LocalUser = Environment.UserName is { Length: > 0 } user ? user : "local",
                PublicAddress = parsed.GetValue(publicAddress),
                Token = Secret(parsed.GetValue(token), "HEARSAY_TOKEN", 20),
                OpenId = parsed.GetValue(openId) is { } issuer
                    ? new OpenIdProvider(issuer, parsed.GetValue(client)!, Secret(parsed.GetValue(secret), "HEARSAY_OPENID_SECRET", 1))
                    {
                        NewAccounts = parsed.GetValue(newAccounts) is { } role ? Enum.Parse<Role>(role, ignoreCase: true) : null,
                        AllowPlain = issuer.IsLoopback,
                    }
                    : null,
                KeyFolder = parsed.GetValue(keys) ?? UsualKeys(),
                Downloads = Downloads.All,
                Log = line => terminal.Error.Write($"hearsay: {CellText.Clean(line)}\n"),
            };
            await using WorkbenchHost host = await StartAsync(settings, cancellationToken);
            terminal.Output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ledger.Place} at {settings.PublicAddress ?? host.Address}\n")));
            terminal.Output.Flush();
            if (parsed.GetValue(sample))
            {
                await WorkbenchHost.AddSamplesAsync(ledger, settings.LocalUser, cancellationToken);
            }

            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var reading = new ReadSettings(new IngestOptions(), Reader.DefaultThreshold, parsed.GetValue(threads) is > 0 and int asked ? asked : Math.Max(1, Environment.ProcessorCount / 2))
            {
                Fetching = fetching.Read(parsed),
                Narration = !parsed.GetValue(noNarration),
                Attributions = parsed.GetValue(attributions),
            };
            Task worker = parsed.GetValue(noWorker) ? Task.CompletedTask : Task.Run(() => ServedWorker.RunAsync(ledger, reading, host.Tell, terminal, stopping.Token), CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Clock, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await stopping.CancelAsync();
            await worker;
            return ExitCode.Interrupted;
        });
        return command;
    }

    private static async Task<WorkbenchHost> StartAsync(WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkbenchHost.StartAsync(settings, cancellationToken);
        }
        catch (WorkbenchException refused)
        {
            throw new CommandFailure(refused.Code, null, refused.Fix is null ? refused.Message : $"{refused.Message}. {refused.Fix}");
        }
    }

    /// <summary>Where keys are kept that outlive the process, or null where the user has no folder.</summary>
    private static string? UsualKeys() => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder ? Path.Combine(folder, "hearsay", "keys") : null;

    /// <summary>A secret out of a file or the environment: never from the command line, which every user of the machine can read.</summary>
    private static string? Secret(string? file, string variable, int shortest)
    {
        string? secret;
        try
        {
            secret = file is null ? Environment.GetEnvironmentVariable(variable) : new FileInfo(file).Length <= LongestSecret ? File.ReadAllText(file).Trim() : throw new IOException("it is too long for a secret");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailure(CliErrors.Usage, file, $"the secret cannot be read: {failure.Message}");
        }

        return string.IsNullOrEmpty(secret) ? null : secret.Length >= shortest ? secret : throw new CommandFailure(CliErrors.Usage, file ?? variable, $"a secret of fewer than {shortest} characters is none");
    }

    private static int ParsePort(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) && parsed <= IPEndPoint.MaxPort)
        {
            return parsed;
        }

        result.AddError($"--port: '{CellText.Clean(result.Tokens[0].Value)}' is no port; write 0 to 65535");
        return 0;
    }

    private static IPAddress ParseAddress(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (IPAddress.TryParse(value, out IPAddress? parsed))
        {
            return parsed;
        }

        result.AddError($"--listen: '{CellText.Clean(value)}' is no network address; write 127.0.0.1, ::1 or 0.0.0.0");
        return IPAddress.Loopback;
    }

    private static Uri? ParseUri(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (Uri.TryCreate(value, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is ("http" or "https"))
        {
            return parsed;
        }

        result.AddError($"'{CellText.Clean(value)}' is no address; write https://desk.example.org");
        return null;
    }
}
