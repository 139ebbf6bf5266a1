using Hearsay.Cli;
using Hearsay.Cli.Commands;

using Terminal terminal = Terminal.OfProcess();
#if NATIVE
if (args is ["serve" or "users", ..])
{
    return ServeCommand.Start(terminal, args);
}

#endif
return await CommandLine.RunAsync(args, terminal);
