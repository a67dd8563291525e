using System.Text.Json.Serialization;

namespace TrialKeep.Storage.Tests.Samples;

public enum Ending
{
    Stop,

    [JsonStringEnumMemberName("too \"long\"")]
    Length,
}
