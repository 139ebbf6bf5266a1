using Hearsay.Text;

namespace Hearsay.Cli;

/// <summary>
/// Every message of the command line that carries a code, explained in docs/errors.md: HS03xx for what the user can put right, HS09xx for our own bugs.
/// The codes of other stages arrive as defects.
/// </summary>
internal static class CliErrors
{
    /// <summary>The evaluation data is not there.</summary>
    public const string NoEvaluationData = "HS0301";

    /// <summary>No input was named and none is piped in.</summary>
    public const string NothingToRead = "HS0302";

    /// <summary>The command line cannot be understood.</summary>
    public const string Usage = "HS0303";

    /// <summary>The output cannot be written.</summary>
    public const string CannotWrite = "HS0304";

    /// <summary>A scorer could not be run, or answered with what is no score.</summary>
    public const string ScorerFailed = "HS0305";

    /// <summary>A named folder holds nothing that could be read.</summary>
    public const string EmptyFolder = "HS0306";

    /// <summary>The reader's model is missing or damaged.</summary>
    public const string NoModel = "HS0307";

    /// <summary>A party file or register of titles cannot be read.</summary>
    public const string PartyFileUnreadable = "HS0308";

    /// <summary>A party file or register of titles has lines that cannot be used.</summary>
    public const string PartyFileWrong = "HS0309";

    /// <summary>The memory of 'hearsay watch' cannot be read.</summary>
    public const string WatchMemoryUnreadable = "HS0310";

    /// <summary>The message broker cannot be reached, or refuses.</summary>
    public const string BrokerFailed = "HS0311";

    /// <summary>The address for metrics and health cannot be listened on.</summary>
    public const string CannotListen = "HS0312";

    /// <summary>The part of the program that serves the workbench is not there.</summary>
    public const string NoWorkbench = "HS0313";

    /// <summary>Nothing is called as was asked for.</summary>
    public const string UnknownName = "HS0314";

    /// <summary>A dossier of more claims than anybody reads was asked for.</summary>
    public const string TooMuchForDossier = "HS0320";

    /// <summary>A claim of the ledger does not fit its text: the ledger is damaged.</summary>
    public const string BrokenClaim = "HS0321";

    /// <summary>A claim is marked more narrowly than the export that would hold it.</summary>
    public const string MarkedMoreNarrowly = "HS0340";

    /// <summary>What is to be imported or compared cannot be read at all.</summary>
    public const string ImportUnreadable = "HS0341";

    /// <summary>A line of what is imported cannot be taken; the others are.</summary>
    public const string ImportLine = "HS0342";

    /// <summary>There is no browser to print a dossier with, or it does not print.</summary>
    public const string NoBrowser = "HS0343";

    /// <summary>A bug: one article could not be read, the others were.</summary>
    public const string ArticleFailed = "HS0901";

    /// <summary>A bug: the command ended too early.</summary>
    public const string CommandFailed = "HS0902";

    /// <summary>Every code above, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } =
        [NoEvaluationData, NothingToRead, Usage, CannotWrite, ScorerFailed, EmptyFolder, NoModel, PartyFileUnreadable, PartyFileWrong, WatchMemoryUnreadable, BrokerFailed, CannotListen, NoWorkbench, UnknownName, TooMuchForDossier, BrokenClaim, MarkedMoreNarrowly, ImportUnreadable, ImportLine, NoBrowser, ArticleFailed, CommandFailed];

    /// <summary>A folder that holds nothing to read is worth a word, but no failure.</summary>
    public static Defect ForEmptyFolder() => new(EmptyFolder, "the folder holds no file to read", DefectSeverity.Warning);
}
