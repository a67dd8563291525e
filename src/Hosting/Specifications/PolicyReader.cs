namespace TrialKeep.Hosting.Specifications;

/// <summary>Reads what a specification says of limits, budgets and prices.</summary>
internal static class PolicyReader
{
    public static RunPolicies Run(Node? node)
    {
        if (node is null) return new();
        node.Only("parallelism", "maxFailures", "budget", "limits");
        return new() { Parallelism = node.Count("parallelism"), MaxFailures = node.Count("maxFailures"), Budget = Budget(node.Child("budget")) };
    }

    public static VariantLimits Limits(Node? node)
    {
        if (node is null) return new();
        node.Only("concurrency", "requestsPerMinute", "tokensPerMinute", "timeout", "itemTimeout", "retries", "breaker");
        return new()
        {
            Concurrency = node.Count("concurrency"),
            RequestsPerMinute = node.Rate("requestsPerMinute"),
            TokensPerMinute = node.Rate("tokensPerMinute"),
            Timeout = node.Time("timeout"),
            ItemTimeout = node.Time("itemTimeout"),
            Retry = node.Number("retries") is { } retries ? RetryPolicy.Transient(retries) : null,
            Breaker = node.Count("breaker"),
        };
    }

    /// <summary>The prices, there or in a file that is named there; null when none are said.</summary>
    /// <param name="node">What is said.</param>
    /// <param name="folder">Where the path of a file starts.</param>
    public static PriceTable? Prices(Node? node, string folder)
    {
        if (node is null or { IsValue: true, Value: null or "" }) return null;
        if (node.Value is not { } file) return Table(node);
        try
        {
            return PriceFile.Read(Path.Combine(folder, file));
        }
        catch (InvalidInputException exception)
        {
            node.Complain(exception.Message);
            return null;
        }
    }

    /// <summary>A table of prices.</summary>
    public static PriceTable Table(Node node)
    {
        node.Only("$schema", "currency", "models");
        if (node.Items("models").Count == 0) node.Complaints.Add(node.PathOf("models"), "it is missing; give at least one model with its prices.");
        PriceTable table = new(node.Text("currency") ?? "USD");
        foreach (Node model in node.Items("models"))
        {
            model.Only("model", "input", "output", "cached");
            string name = model.Required("model");
            if (!model.Has("input") || !model.Has("output")) model.Complain("a price has input and output: what a million tokens cost.");
            TokenPrice price = new(model.Money("input") ?? 0, model.Money("output") ?? 0, model.Money("cached"));
            if (table.Names.Contains(name)) model.Complain($"the model '{name}' stands here twice; keep one.");
            else if (name.Length > 0) table = table.With(name, price);
        }

        return table;
    }

    private static Budget Budget(Node? node)
    {
        if (node is null) return new();
        node.Only("items", "tokens", "cost", "time");
        if (node.Money("cost") is 0) node.Complaints.Add(node.PathOf("cost"), "a budget is above 0; leave out what is not to be limited.");
        return new() { Items = node.Count("items"), Tokens = node.Tokens("tokens"), Cost = node.Money("cost"), Time = node.Time("time") };
    }
}
