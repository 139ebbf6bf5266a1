using System.Text.Json.Serialization;

namespace Hearsay.Export.Packs;

/// <summary>Strings as JSON, with "&lt;" escaped, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class PackJson : JsonSerializerContext;
