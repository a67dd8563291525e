namespace TrialKeep.Models.Wire;

/// <summary>The server said 200 and then sent an error, as gateways do and as every server must once its stream has begun.</summary>
/// <param name="status">The HTTP status that the error stands for.</param>
/// <param name="answer">The error as it was sent.</param>
internal sealed class ServedErrorException(int status, string answer) : Exception("The server sent an error in an answer that had begun as a success.")
{
    public int Status => status;

    public string Answer => answer;
}
