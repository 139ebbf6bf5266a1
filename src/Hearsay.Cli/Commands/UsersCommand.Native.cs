using System.CommandLine;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay users</c> in the native program: passwords are the workbench's business, so its sibling does it (<see cref="ServeCommand"/>).</summary>
internal static class UsersCommand
{
    /// <summary>The command, so that help names it.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("users", "Gives and takes accounts of the workbench.") { HandlesSignals = true };
        command.SetAction(_ => ServeCommand.Start(terminal, ["users"]));
        return command;
    }
}
