using System.CommandLine;
using System.Text;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay docs cli</c>, hidden: writes docs/cli.md to standard output.</summary>
internal static class DocsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Command root)
    {
        var cli = new Command("cli", "Prints docs/cli.md.");
        cli.SetAction(_ =>
        {
            terminal.Output.Write(Encoding.UTF8.GetBytes(HelpText.ForMarkdown(root)));
            return ExitCode.Found;
        });
        return new Command("docs", "Prints pages of the documentation that come from the program itself.") { Hidden = true, Subcommands = { cli } };
    }
}
