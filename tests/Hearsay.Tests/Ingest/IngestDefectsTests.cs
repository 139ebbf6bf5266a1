using System.Reflection;
using System.Text.RegularExpressions;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class IngestDefectsTests
{
    private static readonly string[] Codes = [.. typeof(IngestDefects).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_code_is_documented_and_every_documented_code_exists()
    {
        string documentation = File.ReadAllText(Path.Join(Repository.Root, "docs", "errors.md"));
        string[] documented = [.. Regex.Matches(documentation, @"^\| (?<code>HS01[0-9]{2}) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["code"].Value)];
        Assert.Equal(Codes.Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public void Codes_are_unique_and_in_their_range()
    {
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.All(Codes, code => Assert.Matches("^HS01[0-9]{2}$", code));
    }
}
