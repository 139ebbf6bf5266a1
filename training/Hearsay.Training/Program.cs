using Hearsay.Reading;
using Hearsay.Training;

// Prepares what the Python scripts train on, and packs what they trained. See training/README.md.
string usage = "usage: Hearsay.Training vectors SHARED WORK [open] | features SHARED WORK | open SHARED WORK | openly-licensed SHARED WORK | rules CORPUS FOLDER | syntax SHARED WORK | describe TEXT FOLDER | pack WORK NAME MODEL [BASE] | lexicon WORK MODEL | sentences SHARED [dev | MODEL]\n"
    + "       coreference-candidates SHARED UNPACKED WORK | coreference-pairs SHARED UNPACKED WORK | coreference-pack WORK MODEL | coreference-errors SHARED UNPACKED MODEL SCHEME [examples] | coverage SHARED UNPACKED\n"
    + "       judgements SHARED WORK | judgement-pack WORK BASE MODEL | events SHARED ANNOTATIONS WORK | names SHARED ANNOTATIONS LISTS TEXT WORK | event-pack WORK BASE MODEL | name-pack WORK BASE MODEL | roles SHARED ANNOTATIONS EXAMPLES | answers SHARED CORPUS EXAMPLES [LINKS]";
switch (args)
{
    case ["vectors", string shared, string work]:
        WordVectors.Train(shared, work, window: 5, "vectors");
        WordVectors.Train(shared, work, window: 2, "grammar");
        return 0;
    case ["vectors", string shared, string work, "open"]:
        WordVectors.Train(shared, work, window: 5, "vectors", openOnly: true);
        return 0;
    case ["features", string shared, string work]:
        AttributionFeatures.Write(shared, work);
        return 0;
    case ["open", string shared, string work]:
        AttributionFeatures.WriteOpen(shared, work);
        return 0;
    case ["openly-licensed", string shared, string work]:
        AttributionFeatures.WriteOpenlyLicensed(shared, work);
        return 0;
    case ["rules", string corpus, string folder]:
        AttributionFeatures.WriteByRule(corpus, folder);
        return 0;
    case ["syntax", string shared, string work]:
        SyntaxFeatures.Write(shared, work);
        return 0;
    case ["coverage", string shared, string unpacked]:
        CoreferenceFeatures.Coverage(shared, unpacked);
        return 0;
    case ["coreference-candidates", string shared, string unpacked, string work]:
        CoreferenceFeatures.WriteCandidates(shared, unpacked, work);
        return 0;
    case ["coreference-pairs", string shared, string unpacked, string work]:
        CoreferenceFeatures.WritePairs(shared, unpacked, work);
        return 0;
    case ["coreference-errors", string shared, string unpacked, string model, string scheme, .. string[] more]:
        CoreferenceErrors.Show(shared, unpacked, model, Enum.Parse<CoreferenceScheme>(scheme), more.Length > 0);
        return 0;
    case ["coreference-pack", string work, string model]:
        ModelPacker.PackArrays(work, model, null);
        return 0;
    case ["judgements", string shared, string work]:
        JudgementFeatures.Write(shared, work);
        return 0;
    case ["events", string shared, string annotations, string work]:
        EventFeatures.Write(shared, annotations, work);
        return 0;
    case ["roles", string shared, string annotations, string output]:
        RoleExamples.Write(shared, annotations, output);
        return 0;
    case ["answers", string shared, string corpus, string output]:
        AnswerExamples.Write(shared, corpus, output, null);
        return 0;
    case ["answers", string shared, string corpus, string output, string earlier]:
        AnswerExamples.Write(shared, corpus, output, earlier);
        return 0;
    case ["names", string shared, string annotations, string lists, string text, string work]:
        NameFeatures.Write(shared, annotations, lists, text, work);
        return 0;
    case ["judgement-pack" or "event-pack" or "name-pack", string work, string baseModel, string model]:
        ModelPacker.PackArrays(work, model, baseModel);
        return 0;
    case ["describe", string text, string folder]:
        AttributionFeatures.Describe(text, folder);
        return 0;
    case ["pack", string work, string name, string model]:
        ModelPacker.Pack(work, name, model, null);
        return 0;
    case ["pack", string work, string name, string model, string baseModel]:
        ModelPacker.Pack(work, name, model, baseModel);
        return 0;
    case ["lexicon", string work, string model]:
        ModelPacker.ReplaceLexicon(work, model);
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
