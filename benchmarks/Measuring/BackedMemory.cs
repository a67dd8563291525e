using System.Runtime.InteropServices;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>
/// Makes a virtual machine own memory before it is needed. A guest that gives free pages back to its host gets them again at some 300 MB/s,
/// and then every new file and every growing heap measures the host: pages that were touched and freed just now come at once.
/// </summary>
internal static unsafe class BackedMemory
{
    private const int Page = 4096;

    public static void Touch(long bytes)
    {
        byte* memory = (byte*)NativeMemory.Alloc((nuint)bytes);
        for (long at = 0; at < bytes; at += Page) memory[at] = 1;
        NativeMemory.Free(memory);
    }
}
