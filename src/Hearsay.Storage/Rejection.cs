using Hearsay.Text;

namespace Hearsay.Storage;

/// <summary>An input that could not be taken in and is to be set aside.</summary>
/// <param name="Origin">Path, path and line, or address.</param>
/// <param name="Defect">What is wrong with it.</param>
/// <param name="Bytes">The original bytes, kept so that it can be tried again; empty when there are none.</param>
public sealed record Rejection(string Origin, Defect Defect, ReadOnlyMemory<byte> Bytes);
