namespace Hearsay.Text;

/// <summary>What a reading came out of: the same text read by the same reader version gives the same layers, byte for byte.</summary>
/// <param name="Version">Version of the reader's code, "0.1.0".</param>
/// <param name="Model">SHA-256 over the hashes of its model files, 64 lower-case hexadecimal digits.</param>
public sealed record ReaderVersion(string Version, string Model);
