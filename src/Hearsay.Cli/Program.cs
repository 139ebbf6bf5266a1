using Hearsay.Cli;
using Hearsay.Cli.Commands;

using Terminal terminal = Terminal.OfProcess();
return await CommandLine.RunAsync(args, terminal);
