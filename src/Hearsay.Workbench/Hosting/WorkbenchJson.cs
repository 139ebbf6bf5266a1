using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Hearsay.Workbench.Hosting;

/// <summary>How the API writes and reads JSON: camelCase, letters of all scripts as they are, nothing that could end a script.</summary>
internal static class WorkbenchJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Set(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets options.</summary>
    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        // Writes < > & ' as escapes still, so that JSON inside a page ends nothing.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        return options;
    }
}
