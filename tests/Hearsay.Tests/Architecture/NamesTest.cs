using System.Reflection;
using Hearsay.Claims;
using Hearsay.Cli.Commands;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Text;
using Hearsay.Workbench;

namespace Hearsay.Tests.Architecture;

/// <summary>What reflection can see of the rules about names and types.</summary>
public sealed class NamesTest
{
    /// <summary>Words for a concept that nobody has named yet.</summary>
    private static readonly string[] Forbidden = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Manager", "Service", "Base"];

    private static readonly Assembly[] Products = [typeof(RawText).Assembly, typeof(Ingester).Assembly, typeof(Reader).Assembly, typeof(Claim).Assembly, typeof(Ledger).Assembly, typeof(WorkbenchHost).Assembly, typeof(CommandLine).Assembly];

    [Fact]
    public void No_type_is_named_like_a_namespace()
    {
        HashSet<string> spaces = [.. Types().SelectMany(type => type.Namespace!.Split('.'))];
        Assert.Empty(Types().Where(type => spaces.Contains(type.Name)).Select(type => type.FullName));
    }

    [Fact]
    public void No_name_hides_a_concept_that_was_not_found() =>
        Assert.Empty(Types().Where(type => type.Namespace!.Split('.').Append(type.Name).Any(name => Forbidden.Any(word => name.EndsWith(word, StringComparison.Ordinal)))).Select(type => type.FullName));

    [Fact]
    public void Namespaces_are_folders()
    {
        // One public type per file, named after it, in the folder of its namespace.
        Assert.All(Types().Where(type => type is { IsPublic: true }), type =>
        {
            string project = type.Assembly.GetName().Name is "hearsay" ? "Hearsay.Cli" : type.Assembly.GetName().Name!;
            string folder = type.Namespace![project.Length..].TrimStart('.').Replace('.', Path.DirectorySeparatorChar);
            string name = type.Name.Split('`')[0];
            Assert.True(File.Exists(Repository.PathOf("src", project, folder, name + ".cs")), $"{type.FullName} is not in src/{project}/{folder}/{name}.cs");
        });
    }

    [Fact]
    public void Classes_are_sealed() =>
        Assert.Empty(Types().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName));

    private static IEnumerable<Type> Types() => Products.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Hearsay", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal) && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true);
}
