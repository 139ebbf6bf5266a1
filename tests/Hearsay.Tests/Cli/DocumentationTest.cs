using System.Text.RegularExpressions;
using Hearsay.Claims;
using Hearsay.Cli;
using Hearsay.Export.Packs;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Workbench;

namespace Hearsay.Tests.Cli;

/// <summary>Documentation that comes from the program, or must agree with it.</summary>
public sealed class DocumentationTest
{
    [Fact]
    public async Task Page_of_the_command_line_is_current()
    {
        CliRun run = await CliRun.InProcessAsync(["docs", "cli"]);
        Assert.Equal(0, run.Code);
        Repository.AssertFile(Repository.PathOf("docs", "cli.md"), run.Output);
    }

    [Fact]
    public void Every_code_is_explained()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "errors.md"));
        string[] explained = [.. Regex.Matches(page, "HS(02|03|04|05|07|09)[0-9]{2}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(ReaderErrors.All.Concat(CliErrors.All).Concat(ClaimsErrors.All).Concat(StorageErrors.All).Concat(PackErrors.All).Concat(WorkbenchErrors.All).Order(StringComparer.Ordinal), explained);
    }

    [Fact]
    public async Task Readme_shows_commands_that_exist()
    {
        string readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        Assert.Contains("dotnet run -c Release --project src/Hearsay.Cli -- read samples/coastal-batteries.txt", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet test -c Release", readme, StringComparison.Ordinal);
    }
}
