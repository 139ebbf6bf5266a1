using System.Text;
using Hearsay.Reading.Network;

namespace Hearsay.Training;

/// <summary>Packs trained arrays, the vocabulary and the recipe into one model file. The same arrays give the same bytes.</summary>
internal static class ModelPacker
{
    private static readonly string[] Tables = ["word", "prefix", "suffix", "short", "long", "shape", "place", "tag", "relation", "arc", "name", "child"];

    /// <summary>Packs all arrays of the folder "weights", those of whole numbers as eight bits, with the recipe of the base model when it was trained on that one's readings.</summary>
    public static void PackArrays(string work, string model, string? baseModel)
    {
        byte[] recipe = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(work, "best.json")));
        var fields = new List<(string, int[], Array)> { ("recipe", [recipe.Length], recipe) };
        if (baseModel is not null)
        {
            fields.Add(BaseOf(baseModel));
        }

        foreach (string path in Directory.EnumerateFiles(Path.Combine(work, "weights"), "*.npy").Order(StringComparer.Ordinal))
        {
            string field = Path.GetFileNameWithoutExtension(path);
            if (field is "vocabulary" or "lists")
            {
                (ulong[] hashes, int[] shape) = Npy.Read<ulong>(path);
                fields.Add((field, shape, hashes));
            }
            else if (File.Exists(Path.ChangeExtension(path, ".scale.npy")))
            {
                (int[] values, int[] shape) = Npy.Read<int>(path);
                fields.Add((field, shape, Array.ConvertAll(values, value => (sbyte)value)));
            }
            else
            {
                (float[] values, int[] shape) = Npy.Read<float>(path);
                fields.Add((field, shape, values));
            }
        }

        Write(model, fields);
    }

    /// <summary>Packs a model: with the vocabulary when it reads words itself, with the recipe of the base model when it was trained on that one's readings.</summary>
    public static void Pack(string work, string name, string model, string? baseModel)
    {
        var fields = new List<(string, int[], Array)>();
        byte[] recipe = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(work, name, "best.json")));
        fields.Add(("recipe", [recipe.Length], recipe));
        foreach (string path in Directory.EnumerateFiles(Path.Combine(work, name, "weights"), "*.txt").Order(StringComparer.Ordinal))
        {
            byte[] lines = File.ReadAllBytes(path);
            fields.Add((Path.GetFileNameWithoutExtension(path), [lines.Length], lines));
        }

        if (baseModel is null)
        {
            (ulong[] hashes, _) = Npy.Read<ulong>(Path.Combine(work, "vocabulary.npy"));
            fields.Add(("vocabulary", [hashes.Length], hashes));
        }
        else
        {
            fields.Add(BaseOf(baseModel));
        }

        foreach (string path in Directory.EnumerateFiles(Path.Combine(work, name, "weights"), "*.npy").Order(StringComparer.Ordinal))
        {
            string field = Path.GetFileNameWithoutExtension(path);
            if (field == "lexicon")
            {
                (ulong[] entries, int[] shape) = Npy.Read<ulong>(path);
                fields.Add((field, shape, entries));
            }
            else if (Tables.Contains(field))
            {
                (int[] values, int[] shape) = Npy.Read<int>(path);
                fields.Add((field, shape, Array.ConvertAll(values, v => (sbyte)v)));
            }
            else
            {
                (float[] values, int[] shape) = Npy.Read<float>(path);
                fields.Add((field, shape, values));
            }
        }

        Write(model, fields);
    }

    /// <summary>Puts the lexicon of lemmas that "syntax" wrote into a packed base model, whose weights stay as they are.</summary>
    /// <exception cref="InvalidDataException">The network's scripts are not the first of the lexicon's.</exception>
    public static void ReplaceLexicon(string work, string model)
    {
        string[] scripts = File.ReadAllLines(Path.Combine(work, "syntax", "lexicon.txt"));
        (ulong[] entries, int[] shape) = Npy.Read<ulong>(Path.Combine(work, "syntax", "lexicon.npy"));
        ModelFile packed;
        using (FileStream file = File.OpenRead(model))
        {
            packed = ModelFile.Read(file, model);
        }

        int network = packed.Floats("lemma.bias").Length;
        if (!packed.Words("scripts").Split('\n').AsSpan(0, network).SequenceEqual(scripts.AsSpan(0, network)))
        {
            throw new InvalidDataException($"{model} was trained with other lemma scripts than {work}/syntax has");
        }

        byte[] lines = Encoding.UTF8.GetBytes(string.Join('\n', scripts));
        Write(model, [.. packed.Fields().Select(field => field.Name switch
        {
            "scripts" => (field.Name, [lines.Length], lines),
            "lexicon" => (field.Name, shape, entries),
            _ => field,
        })]);
    }

    private static (string, int[], Array) BaseOf(string baseModel)
    {
        using FileStream file = File.OpenRead(baseModel);
        byte[] made = Encoding.UTF8.GetBytes(ModelFile.Read(file, baseModel).Words("recipe"));
        return ("base", [made.Length], made);
    }

    private static void Write(string model, List<(string, int[], Array)> fields)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(model))!);
        using (FileStream file = File.Create(model))
        {
            ModelFile.Write(file, fields);
        }

        using FileStream check = File.OpenRead(model);
        ModelFile packed = ModelFile.Read(check, model);
        Console.WriteLine($"{model}: {check.Length:N0} bytes, {fields.Count} fields, SHA-256 {packed.Sha256}");
    }
}
