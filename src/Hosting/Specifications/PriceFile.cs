namespace TrialKeep.Hosting.Specifications;

/// <summary>Reads a table of prices: what a specification says under <c>prices</c>, as a file of its own.</summary>
internal static class PriceFile
{
    /// <exception cref="InvalidInputException">It can't be read, or something in it is wrong: all of that is told at once, each with its path.</exception>
    public static PriceTable Read(string file)
    {
        Complaints complaints = new();
        Node root = new(SpecificationFile.Read(file, "table of prices"), complaints);
        PriceTable table = PolicyReader.Table(root);
        complaints.Throw(file);
        return table;
    }
}
