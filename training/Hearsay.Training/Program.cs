using Hearsay.Training;

// Prepares what the Python scripts train on, and packs what they trained. See training/README.md.
string usage = "usage: Hearsay.Training vectors SHARED WORK | features SHARED WORK | syntax SHARED WORK | describe WORK TEXT FOLDER | pack WORK NAME MODEL | sentences SHARED [dev | MODEL]";
switch (args)
{
    case ["vectors", string shared, string work]:
        WordVectors.Train(shared, work, window: 5, "vectors");
        WordVectors.Train(shared, work, window: 2, "grammar");
        return 0;
    case ["features", string shared, string work]:
        AttributionFeatures.Write(shared, work);
        return 0;
    case ["syntax", string shared, string work]:
        SyntaxFeatures.Write(shared, work);
        return 0;
    case ["describe", string work, string text, string folder]:
        AttributionFeatures.Describe(work, text, folder);
        return 0;
    case ["pack", string work, string name, string model]:
        ModelPacker.Pack(work, name, model);
        return 0;
    case ["sentences", string shared]:
        SentenceTrainer.Validate(shared);
        return 0;
    case ["sentences", string shared, "dev"]:
        SentenceTrainer.Test(shared);
        return 0;
    case ["sentences", string shared, string model]:
        SentenceTrainer.Train(shared, model);
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}
