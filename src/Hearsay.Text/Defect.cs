namespace Hearsay.Text;

/// <summary>
/// Something wrong with an input that did not stop the work: what could be read was read. Bad input is normal, so defects are returned, never thrown.
/// </summary>
/// <param name="Code">Stable code, "HS" and four digits; explained in docs/errors.md.</param>
/// <param name="Message">What was found, with the value seen and the way out. One line, no final stop needed.</param>
/// <param name="Severity">Whether anything could be read in spite of it.</param>
/// <param name="Line">Line of the file, from 1, or null where lines mean nothing.</param>
public sealed record Defect(string Code, string Message, DefectSeverity Severity, int? Line = null);
