namespace TrialKeep.Storage.Files;

/// <summary>Which file systems lie on another machine: their locks and renames are not what a store relies on.</summary>
internal static class NetworkFileSystems
{
    // Names as in /proc/self/mountinfo; what follows 'fuse.' is the program that serves it.
    private static readonly string[] s_names =
    [
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "ceph", "gfs", "gfs2", "ocfs2", "lustre", "afs", "coda", "ncp", "ncpfs", "gpfs", "beegfs", "panfs",
        "orangefs", "pvfs2", "glusterfs", "davfs", "vboxsf", "vmhgfs", "prl_fs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.gcsfuse", "fuse.rclone", "fuse.goofys", "fuse.mount-s3", "fuse.blobfuse", "fuse.blobfuse2",
        "fuse.juicefs", "fuse.davfs2", "fuse.davfs", "fuse.lizardfs", "fuse.moosefs", "fuse.mfs", "fuse.seaweedfs", "fuse.smbnetfs", "fuse.curlftpfs", "fuse.vmhgfs-fuse", "fuse.cvmfs2", "fuse.gvfsd-fuse",
    ];

    public static bool Has(string name) => s_names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of the file system that holds a path, from the text of /proc/self/mountinfo (proc(5)); null when no line fits.</summary>
    public static string? TypeOf(string path, IEnumerable<string> mounts)
    {
        string best = "";
        string? type = null;
        foreach (string line in mounts)
        {
            string[] fields = line.Split(' ');
            int dash = Array.IndexOf(fields, "-");
            if (fields.Length < 5 || dash < 0 || dash + 1 >= fields.Length) continue;
            string at = Unescape(fields[4]);
            // Of several mounts on one place the last one is seen.
            if (!Holds(at, path) || at.Length < best.Length) continue;
            (best, type) = (at, fields[dash + 1]);
        }

        return type;
    }

    private static bool Holds(string at, string path) => at == "/" || path == at || (path.StartsWith(at, StringComparison.Ordinal) && path[at.Length] == '/');

    private static string Unescape(string field) =>
        field.Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal).Replace("\\012", "\n", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);
}
