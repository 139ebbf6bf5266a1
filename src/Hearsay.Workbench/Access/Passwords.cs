using Microsoft.AspNetCore.Identity;

namespace Hearsay.Workbench.Access;

/// <summary>Passwords as the framework hashes them: PBKDF2 with HMAC-SHA512, 128-bit salt, 210,000 rounds (OWASP's figure for it).</summary>
public static class Passwords
{
    /// <summary>Shortest password: NIST SP 800-63B asks for 15 characters where a password is all there is.</summary>
    public const int Shortest = 15;

    /// <summary>Longest password.</summary>
    public const int Longest = 256;

    private const int Rounds = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>A hash to keep; never the same twice.</summary>
    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Whether a password is the one that was hashed.</summary>
    public static bool Fits(string hash, string password)
    {
        try
        {
            return Hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;
        }
        catch (FormatException)
        {
            // A hash that nobody made lets nobody in.
            return false;
        }
    }
}
