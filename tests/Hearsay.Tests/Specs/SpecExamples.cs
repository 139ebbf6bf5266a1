namespace Hearsay.Tests.Specs;

/// <summary>The fenced examples of a folder of Markdown: text, a line ---, what must be read.</summary>
internal static class SpecExamples
{
    /// <summary>File and heading, text and expectation of every example.</summary>
    public static TheoryData<string, string, string> In(params string[] folder)
    {
        var examples = new TheoryData<string, string, string>();
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.md").Order(StringComparer.Ordinal))
        {
            string[] parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n```\n");
            string heading = "";
            for (int i = 0; i < parts.Length; i++)
            {
                if (i % 2 == 0)
                {
                    heading = parts[i].Split('\n').LastOrDefault(line => line.StartsWith('#'), heading).TrimStart('#', ' ');
                    continue;
                }

                string[] sides = parts[i].Split("\n---\n");
                Assert.Equal(2, sides.Length);
                examples.Add($"{Path.GetFileName(path)}: {heading}", sides[0], sides[1].Trim());
            }
        }

        return examples;
    }
}
