using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>JSON in a page that the page's script inflates when it needs it: gzip in base64, in an element that no browser runs.</summary>
internal static class PackedBlock
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a block straight to the page.</summary>
    public static void Write(Stream page, string id, Action<Utf8JsonWriter> write)
    {
        page.Write(Encoding.ASCII.GetBytes($"<script type=\"application/gzip;base64\" id=\"{id}\">"));
        using (ToBase64Transform base64 = new())
        using (CryptoStream text = new(page, base64, CryptoStreamMode.Write, leaveOpen: true))
        using (BufferedStream buffered = new(text, 1 << 16))
        using (GZipStream gzip = new(buffered, CompressionLevel.Optimal))
        using (Utf8JsonWriter json = new(gzip, _options))
            write(json);
        page.Write("</script>\n"u8);
    }
}
