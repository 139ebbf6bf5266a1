namespace Hearsay.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Hearsay.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>True when approved files are to be rewritten rather than compared: HEARSAY_UPDATE=1.</summary>
    public static bool Update => Environment.GetEnvironmentVariable("HEARSAY_UPDATE") == "1";

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Fails unless the file holds exactly <paramref name="expected"/>; a missing file fails, too. HEARSAY_UPDATE=1 writes it.</summary>
    public static void AssertFile(string path, string expected)
    {
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            return;
        }

        string name = Path.GetRelativePath(Root, path);
        Assert.True(File.Exists(path), $"{name} is missing; HEARSAY_UPDATE=1 writes it");
        string actual = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (actual == expected)
        {
            return;
        }

        Assert.Fail($"{name} is not current; look at the difference after HEARSAY_UPDATE=1 has rewritten it\n{FirstDifference(actual, expected)}");
    }

    private static string FirstDifference(string actual, string expected)
    {
        string[] before = actual.Split('\n');
        string[] after = expected.Split('\n');
        int line = Enumerable.Range(0, Math.Max(before.Length, after.Length)).First(at => at >= before.Length || at >= after.Length || before[at] != after[at]);
        return $"line {line + 1}:\n- {(line < before.Length ? before[line] : "")}\n+ {(line < after.Length ? after[line] : "")}";
    }

    private static string Find()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "Hearsay.slnx")))
            {
                return at;
            }
        }

        throw new InvalidOperationException("the tests do not run inside a checkout: no Hearsay.slnx above " + AppContext.BaseDirectory);
    }
}
