using System.Globalization;
using Hearsay.Text;

namespace Hearsay.Reading;

/// <summary>Every message of the reader that a user may meet, with its code; explained in docs/errors.md.</summary>
internal static class ReaderErrors
{
    /// <summary>Every code below, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } = ["HS0200", "HS0201", "HS0202", "HS0203", "HS0204", "HS0205", "HS0206", "HS0207"];

    public static InvalidDataException NoModel(string name) =>
        new($"HS0200: this build of Hearsay has no model {name} inside; build it with models/en/{name} in place");

    public static InvalidDataException NotAModel(string name, int bytes) =>
        new($"HS0201: {name} is not a Hearsay model ({bytes} bytes); reinstall Hearsay or train the model again (training/README.md)");

    public static InvalidDataException TooNew(string name, uint version, uint known) =>
        new($"HS0202: {name} has model format {version}, this Hearsay reads up to {known}; install a newer Hearsay");

    public static InvalidDataException Damaged(string name, string found, string expected) =>
        new($"HS0203: {name} is damaged: its content has SHA-256 {found}, expected {expected}; reinstall Hearsay");

    public static InvalidDataException NoField(string model, string field) =>
        new($"HS0204: model {model} has no field {field}; this Hearsay needs a model trained for it (training/README.md)");

    public static InvalidDataException WrongKind(string model, string field, byte found, byte expected) =>
        new($"HS0204: field {field} of model {model} is of kind {found}, not {expected}");

    public static InvalidDataException Mismatch(string model, string what) =>
        new($"HS0206: the parts of model {model} do not fit together: {what}; reinstall Hearsay or train the model again (training/README.md)");

    public static InvalidDataException OtherBase(string model, string baseModel) =>
        new($"HS0207: model {model} was trained on the readings of another base model than {baseModel}; reinstall Hearsay or train it again (training/README.md)");

    public static Defect TooLong(int tokens, int limit) => new(
        "HS0205",
        string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens in one document: only the first {limit:N0} were read; split the file into articles"),
        DefectSeverity.Warning);
}
