using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrialKeep.Models.Tests;

/// <summary>
/// A chat server on loopback that does to each request what it is told, over plain sockets, so that it can also misbehave. It knows no
/// test framework; a fault of its own is thrown when it is disposed.
/// </summary>
public sealed class LoopbackChatServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Func<LoopbackRequest, LoopbackReply> _reply;
    private readonly Task _accepting;

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="reply">What to do with a request; may be called for several at once.</param>
    public LoopbackChatServer(Func<LoopbackRequest, LoopbackReply> reply)
    {
        _reply = reply;
        _listener.Start();
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"));
        _accepting = AcceptAsync();
    }

    /// <summary>Starts a server that gives these replies in their order and then the last one for ever.</summary>
    public LoopbackChatServer(params LoopbackReply[] replies)
        : this(InOrder(replies))
    {
    }

    /// <summary>What a client is given as its endpoint.</summary>
    public Uri Endpoint { get; }

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Completes when one more request has arrived than there were completions before.</summary>
    public Task RequestArrivedAsync(CancellationToken cancellation = default) => _arrived.WaitAsync(cancellation);

    /// <summary>Ends the server and every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        // Before the listener stops: a stopped one would throw at an accept that is about to begin.
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _arrived.Dispose();
        _end.Dispose();
    }

    private static Func<LoopbackRequest, LoopbackReply> InOrder(LoopbackReply[] replies)
    {
        int next = -1;
        return _ => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)];
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The way it ends.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                if (await ReadAsync(stream) is not { } request)
                    return;
                _requests.Enqueue(request);
                _arrived.Release();
                LoopbackReply reply = _reply(request);
                await stream.WriteAsync(reply.Bytes, _end.Token);
                await LeaveAsync(socket, stream, reply.Ending);
            }
            catch (Exception exception) when (exception is IOException || _end.IsCancellationRequested)
            {
                // The client left, as time-outs and cancellations make it do, or the server ends.
            }
        }
    }

    private async Task LeaveAsync(Socket socket, NetworkStream stream, LoopbackEnding ending)
    {
        if (ending == LoopbackEnding.Reset)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        else if (ending == LoopbackEnding.Hold)
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _end.Token);
    }

    private async Task<LoopbackRequest?> ReadAsync(NetworkStream stream)
    {
        using var head = new MemoryStream();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
                return null;
            head.Write(one);
        }
        string[] lines = Encoding.ASCII.GetString(head.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _end.Token);
        return new LoopbackRequest(lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body));
    }

    private static bool EndsHead(MemoryStream head)
        => head.Length >= 4 && head.GetBuffer().AsSpan(0, (int)head.Length).EndsWith("\r\n\r\n"u8);
}
