using System.Globalization;
using System.Reflection;
using System.Text;
using Hearsay.Claims;
using Hearsay.Text;

namespace Hearsay.Tests.Architecture;

/// <summary>What other projects may rely on is written down; a change shows up in the diff of the approved file.</summary>
public sealed class PublicApiTest
{
    [Fact]
    public void Text() => Check(typeof(RawText).Assembly);

    [Fact]
    public void Claims() => Check(typeof(Claim).Assembly);

    private static void Check(Assembly assembly) =>
        Repository.AssertFile(Repository.PathOf("tests", "data", $"PublicApi.{assembly.GetName().Name}.txt"), Describe(assembly));

    private static string Describe(Assembly assembly)
    {
        var to = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : "class";
            to.Append(CultureInfo.InvariantCulture, $"{kind} {Name(type)}\n");
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                to.Append("    ").Append(member).Append('\n');
            }
        }

        return to.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)} = {name}");
        }

        // What the compiler writes for every record says nothing.
        string[] ofRecords = ["Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct", "PrintMembers"];
        return type.GetConstructors(Own).Select(made => $"new({Parameters(made)})")
            .Concat(type.GetProperties(Own).Where(property => property.Name != "EqualityContract").Select(property => $"{(property.GetMethod!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name}{(property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(parameter => Name(parameter.ParameterType)))}]" : "")} {{ get; {Setter(property)}}}"))
            .Concat(type.GetFields(Own).Select(field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}"))
            .Concat(type.GetMethods(Own).Where(method => !method.IsSpecialName && !ofRecords.Contains(method.Name)).Select(method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})"));
    }

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init; " : "set; ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.DefaultValue ?? "null") : "")}"));

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.FullName?.StartsWith("Hearsay.", StringComparison.Ordinal) == true ? type.FullName["Hearsay.".Length..] : type.Name;
        }

        string arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.Name.StartsWith("Nullable`", StringComparison.Ordinal) ? arguments + "?" : $"{type.Name.Split('`')[0]}<{arguments}>";
    }
}
