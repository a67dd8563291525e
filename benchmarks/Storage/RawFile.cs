using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>One pwrite and one fdatasync a piece: what nobody who promises durability can beat.</summary>
internal static partial class RawFile
{
    public static double Run(string folder, byte[][] pieces)
    {
        using SafeFileHandle file = File.OpenHandle(Path.Combine(folder, "raw.jsonl"), FileMode.CreateNew, FileAccess.Write);
        return Timed.Run(() =>
        {
            long offset = 0;
            foreach (byte[] piece in pieces)
            {
                RandomAccess.Write(file, piece, offset);
                offset += piece.Length;
                if (Flush(file) != 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }
        });
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Flush(SafeFileHandle file);
}
