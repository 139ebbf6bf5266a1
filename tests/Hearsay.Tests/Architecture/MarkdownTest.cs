using System.Text.RegularExpressions;

namespace Hearsay.Tests.Architecture;

/// <summary>Links and paths in every Markdown file lead somewhere.</summary>
public sealed partial class MarkdownTest
{
    /// <summary>Folders of the repository: inline code that starts with one of them is a path.</summary>
    private static readonly string[] Roots = ["src/", "tests/", "docs/", "samples/", "specs/", "quality/", "models/", "training/", "bench/", ".ci/"];

    /// <summary>Written by a command when asked to.</summary>
    private static readonly string[] Made = ["quality/evaluation.json"];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "data" or "TestResults")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_somewhere(string file)
    {
        string text = File.ReadAllText(Repository.PathOf(file));
        string folder = Path.GetDirectoryName(Repository.PathOf(file))!;
        Assert.All(Link.Matches(Fence.Replace(text, "")), match =>
        {
            string target = match.Groups["to"].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                return;
            }

            string[] parts = target.Split('#');
            string path = parts[0].Length == 0 ? Repository.PathOf(file) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(path), $"{file}: {target} leads nowhere");
            if (parts.Length > 1)
            {
                Assert.True(Headings(File.ReadAllText(path)).Contains(parts[1]), $"{file}: no heading #{parts[1]} in {path}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Paths_exist(string file)
    {
        string text = Fence.Replace(File.ReadAllText(Repository.PathOf(file)), "");
        Assert.All(Code.Matches(text).Select(match => match.Groups["code"].Value).Where(IsPath), path =>
            Assert.True(Path.Exists(Repository.PathOf(path)) || Made.Contains(path), $"{file}: {path} does not exist"));
    }

    private static bool IsPath(string code) => Roots.Any(root => code.StartsWith(root, StringComparison.Ordinal)) && code.IndexOfAny([' ', '*', '{', '<', '…']) < 0;

    private static HashSet<string> Headings(string text) =>
        [.. Heading.Matches(Fence.Replace(text, "")).Select(match => NotInAnchor.Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"(?<!!)\[[^\]\n]*\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code { get; }

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence { get; }

    [GeneratedRegex("^#+ +(?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotInAnchor { get; }
}
