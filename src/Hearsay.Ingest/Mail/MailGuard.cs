namespace Hearsay.Ingest.Mail;

/// <summary>Counts what a mail would be taken apart into, in one pass over its bytes and before any of it is: every part and every header field costs many times its bytes.</summary>
internal static class MailGuard
{
    /// <summary>True when <paramref name="mail"/> has more lines that may begin a part, or a header field, than any message.</summary>
    public static bool IsTooLarge(ReadOnlySpan<byte> mail)
    {
        int boundaries = 0;
        int fields = 0;
        while (!mail.IsEmpty)
        {
            int end = mail.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? mail : mail[..end];
            mail = end < 0 ? default : mail[(end + 1)..];
            if (line.StartsWith("--"u8))
            {
                boundaries++;
            }
            else if (line[..Math.Min(line.Length, 80)].IndexOfAny((byte)':', (byte)' ') is int colon and > 0 && line[colon] == (byte)':')
            {
                fields++;
            }
        }

        return boundaries > IngestLimits.MailParts || fields > IngestLimits.MailFields;
    }
}
