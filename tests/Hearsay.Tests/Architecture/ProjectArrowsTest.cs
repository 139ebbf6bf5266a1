using System.Xml.Linq;

namespace Hearsay.Tests.Architecture;

/// <summary>Projects reference each other as ARCHITECTURE.md says, and no other way.</summary>
public sealed class ProjectArrowsTest
{
    private static readonly string[] Folders = ["src", "tests", "bench", "training"];

    /// <summary>Project → what it may reference directly.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Hearsay.Text"] = [],
        ["Hearsay.Ingest"] = ["Hearsay.Text"],
        ["Hearsay.Reading"] = ["Hearsay.Text"],
        ["Hearsay.Claims"] = ["Hearsay.Text"],
        ["Hearsay.Storage"] = ["Hearsay.Text", "Hearsay.Claims"],
        ["Hearsay.Export"] = ["Hearsay.Text", "Hearsay.Claims"],
        ["Hearsay.Workbench"] = ["Hearsay.Text", "Hearsay.Claims", "Hearsay.Storage", "Hearsay.Export"],
        ["Hearsay.Cli"] = ["Hearsay.Text", "Hearsay.Ingest", "Hearsay.Reading", "Hearsay.Claims", "Hearsay.Storage", "Hearsay.Export", "Hearsay.Workbench"],
        ["Hearsay.Training"] = ["Hearsay.Text", "Hearsay.Reading", "Hearsay.Claims"],
        ["Hearsay.Benchmarks"] = ["Hearsay.Cli"],
        ["Hearsay.Tests"] = ["Hearsay.Cli", "Hearsay.Training"],
    };

    public static TheoryData<string> Projects => [.. Files().Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_obey_the_arrows(string project)
    {
        Assert.True(Arrows.ContainsKey(project), $"{project} is new: give it an arrow in ARCHITECTURE.md and here");
        XDocument file = XDocument.Load(Files().Single(path => Path.GetFileNameWithoutExtension(path) == project));
        string[] references = [.. file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
        Assert.Empty(references.Except(Arrows[project]));
    }

    [Theory]
    [InlineData("Hearsay.Text")]
    [InlineData("Hearsay.Reading")]
    [InlineData("Hearsay.Claims")]
    public void Pure_projects_reference_no_package(string project)
    {
        XDocument file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
        Assert.Empty(file.Descendants("PackageReference"));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.PathOf("Hearsay.slnx"));
        Assert.All(Files(), file => Assert.Contains(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
}
