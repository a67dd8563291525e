namespace TrialKeep.Orchestration.Limiting;

/// <summary>
/// Who asks a budget for its calls: a variant, a transform or an evaluation. Until a call of its own has told what it costs, one is under way: what others cost says nothing of it.
/// Under the lock of the budget's guard.
/// </summary>
internal sealed class BudgetCaller
{
    private int _underWay;
    private bool _isPriceKnown;

    /// <summary>Whether another call may begin; then it counts as under way.</summary>
    public bool TryEnter()
    {
        if (_underWay > 0 && !_isPriceKnown) return false;
        _underWay++;
        return true;
    }

    /// <summary>A call is not under way any more, or was not begun after all.</summary>
    public void Leave() => _underWay--;

    /// <summary>A call has told what it costs: it has said so, or it has answered and cost nothing.</summary>
    public void Know() => _isPriceKnown = true;
}
