using System.Collections.Frozen;

namespace Hearsay.Ingest.Mail;

/// <summary>Tells a mail by its header: the fields that mail programs write, and nothing but fields before the first empty line.</summary>
internal static class MailStart
{
    /// <summary>Fields that stand in mails and hardly in texts.</summary>
    private static readonly FrozenSet<string> Fields = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "From", "To", "Date", "Subject", "Message-ID", "MIME-Version", "Received", "Return-Path", "Delivered-To", "Content-Type", "Reply-To", "DKIM-Signature", "List-Id", "X-Mailer");

    /// <summary>Fields of which at least one stands in every mail and in no text: "From:" and "Subject:" alone may begin a memorandum.</summary>
    private static readonly FrozenSet<string> Technical = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Message-ID", "MIME-Version", "Received", "Return-Path", "Delivered-To", "Content-Type", "DKIM-Signature");

    /// <summary>True when <paramref name="head"/> begins with mail fields.</summary>
    /// <param name="head">The first characters of the file.</param>
    /// <param name="fields">Least number of known fields, one of them technical unless it is 1.</param>
    public static bool LooksLikeMail(string head, int fields)
    {
        int known = 0;
        bool technical = false;
        bool first = true;
        foreach (ReadOnlySpan<char> line in head.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                break;
            }

            if (first && line.StartsWith("From "))
            {
                // The line that mailboxes put before each mail.
                first = false;
                continue;
            }

            first = false;
            if (line[0] is ' ' or '\t')
            {
                continue;
            }

            int colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            string name = line[..colon].ToString();
            known += Fields.Contains(name) ? 1 : 0;
            technical |= Technical.Contains(name);
        }

        return known >= fields && (technical || fields == 1);
    }
}
