namespace Hearsay.Cli.Work;

/// <summary>What adding came to.</summary>
internal sealed class AddTotals
{
    /// <summary>Documents that were not there before.</summary>
    public int Added { get; set; }

    /// <summary>New revisions of documents that were.</summary>
    public int Revised { get; set; }

    /// <summary>Texts that were there and were read by a reader that had not read them.</summary>
    public int Reread { get; set; }

    /// <summary>Articles that were there; nothing changed.</summary>
    public int Known { get; set; }

    /// <summary>Claims that the ledger did not have.</summary>
    public int Claims { get; set; }

    /// <summary>Of the outlets' own voice, likewise.</summary>
    public int Narration { get; set; }

    /// <summary>Inputs set aside.</summary>
    public int SetAside { get; set; }

    /// <summary>Files skipped as a whole, because they had gone in to their end.</summary>
    public int Files { get; set; }
}
