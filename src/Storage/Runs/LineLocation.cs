using System.Runtime.InteropServices;

namespace TrialKeep.Storage.Runs;

/// <summary>Where a line is: the segment by its index in the reader's list, the offset of its first byte, its length without line feed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineLocation(int Segment, long Offset, int Length);
