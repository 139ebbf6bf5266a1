using System.Buffers;

namespace Hearsay.Cli.Work;

/// <summary>One of the forms that readings are printed in. Called from several threads at once.</summary>
internal interface IOutputFormat
{
    /// <summary>How much of an article has to be read for it.</summary>
    public Depth Needs { get; }

    /// <summary>Appends what is printed for one article.</summary>
    public void Write(IBufferWriter<byte> to, ReadArticle reading);
}
