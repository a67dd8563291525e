using TrialKeep.Models.Requests;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Models.Caching;

/// <summary>A request with the keys under which its answer is kept.</summary>
internal sealed class CacheKey
{
    /// <summary>Raised when what is kept of an answer changes its meaning.</summary>
    public static readonly CodeIdentity Code = TrialKeep.Code.Version("1");

    public CacheKey(RequestText request, CachedModel model)
    {
        Model = model;
        Sample = request.Sample;
        Request = new() { Messages = request.Messages, Options = request.Options, Tools = request.Tools };
        RequestKey = Key.Of(Request);
        ModelKey = Key.Of(model);
        Item = Key.Text(SchemaOf<CachedRequest>(), RequestKey);
        Generation = Identities.Generation(RequestKey, ModelKey, SchemaOf<CachedAnswer>(), Code, Sample, "").Id;
    }

    public CachedRequest Request { get; }

    public CachedModel Model { get; }

    public int Sample { get; }

    public Digest RequestKey { get; }

    public Digest ModelKey { get; }

    /// <summary>The request as an item of the cache's experiment.</summary>
    public string Item { get; }

    public KeyId Generation { get; }

    private static string SchemaOf<T>()
        where T : ISchema<T> => T.Schema.Id;
}
