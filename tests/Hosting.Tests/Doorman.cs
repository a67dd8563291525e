using Microsoft.Extensions.Hosting;

namespace TrialKeep.Hosting.Tests;

/// <summary>A service that a host starts and stops.</summary>
internal sealed class Doorman(Action<string> says) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        says("open");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        says("closed");
        return Task.CompletedTask;
    }
}
