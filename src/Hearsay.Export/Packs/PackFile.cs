namespace Hearsay.Export.Packs;

/// <summary>A file of a proof pack as its manifest lists it.</summary>
/// <param name="Path">Path in the pack: letters, digits, '.', '-', '_' and '/', ASCII.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 hexadecimal digits.</param>
public sealed record PackFile(string Path, long Size, string Sha256);
