namespace Hearsay.Export.Registers;

/// <summary>A cell of a register, as far as registers agree on what a cell says.</summary>
/// <param name="Value">The value without marks of doubt; empty for what is not known.</param>
/// <param name="Doubtful">True when the register puts it in brackets, or a question mark beside it.</param>
public readonly record struct RegisterCell(string Value, bool Doubtful)
{
    /// <summary>Reads a cell: "(2025)" and "2025?" are doubtful, ". .", "..", "?" and "-" are nothing.</summary>
    /// <param name="cell">As it stands in the table.</param>
    /// <param name="mark">The unnamed cell after it, which holds a question mark or nothing; or null.</param>
    public static RegisterCell Read(string? cell, string? mark = null)
    {
        string value = (cell ?? "").Trim();
        bool doubtful = mark?.Trim() == "?";
        if (value.StartsWith('(') && value.EndsWith(')'))
        {
            (value, doubtful) = (value[1..^1].Trim(), true);
        }

        if (value.EndsWith('?'))
        {
            (value, doubtful) = (value[..^1].Trim(), true);
        }

        return value is ". ." or ".." or "-" or "" ? new RegisterCell("", doubtful) : new RegisterCell(value, doubtful);
    }

    /// <inheritdoc/>
    public override string ToString() => Doubtful && Value.Length > 0 ? Value + "?" : Value;
}
