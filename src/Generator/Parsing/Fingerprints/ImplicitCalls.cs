using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Finds in the compiler's operations what code calls without naming it: conversions, operators, enumerators, awaiters and the like.</summary>
internal static class ImplicitCalls
{
    public static void Find(SyntaxNode root, SemanticModel model, TypeIndex index, Reached reached, CancellationToken cancellation)
    {
        if (model.GetOperation(root, cancellation) is not { } operation) return;
        Stack<IOperation> pending = new([operation]);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            IOperation next = pending.Pop();
            reached.Use(next.Type);
            Add(next, model, index, reached);
            if (next is INameOfOperation) continue;
            foreach (IOperation child in next.ChildOperations) pending.Push(child);
        }
    }

    private static void Add(IOperation operation, SemanticModel model, TypeIndex index, Reached reached)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                reached.Call(call.TargetMethod, call.IsVirtual || call.TargetMethod.IsStatic);
                break;
            case IObjectCreationOperation creation:
                reached.Call(creation.Constructor);
                break;
            case IMemberReferenceOperation reference:
                reached.Call(reference.Member, reference.Instance?.Syntax is not BaseExpressionSyntax);
                break;
            case IWithOperation copy:
                reached.Call(copy.CloneMethod);
                break;
            case ITypeOfOperation named:
                reached.Use(named.TypeOperand);
                break;
            case IIsTypeOperation test:
                reached.Use(test.TypeOperand);
                break;
            case IVariableDeclaratorOperation variable:
                reached.Use(variable.Symbol.Type);
                break;
            case ICollectionExpressionOperation collection:
                reached.Call(collection.ConstructMethod);
                Named(collection.Type, reached, "Add");
                break;
            case IDynamicMemberReferenceOperation unknown:
                foreach (ISymbol named in index.Named(unknown.MemberName)) reached.Call(named);
                break;
            default:
                if (!AddOperator(operation, reached) && !AddPattern(operation, reached)) AddStatement(operation, model, reached);
                break;
        }
    }

    private static bool AddOperator(IOperation operation, Reached reached)
    {
        switch (operation)
        {
            case IBinaryOperation binary:
                reached.Call(binary.OperatorMethod);
                Truth(binary, reached);
                return true;
            case ITupleBinaryOperation tuples:
                Compared(tuples.LeftOperand.Type, reached);
                Compared(tuples.RightOperand.Type, reached);
                return true;
            case IUnaryOperation unary:
                reached.Call(unary.OperatorMethod);
                return true;
            case IConversionOperation conversion:
                reached.Call(conversion.OperatorMethod);
                return true;
            case IIncrementOrDecrementOperation step:
                reached.Call(step.OperatorMethod);
                return true;
            case ICompoundAssignmentOperation assignment:
                reached.Call(assignment.OperatorMethod);
                reached.Call(assignment.InConversion.MethodSymbol);
                reached.Call(assignment.OutConversion.MethodSymbol);
                return true;
            case ICoalesceOperation coalesce:
                reached.Call(coalesce.ValueConversion.MethodSymbol);
                return true;
            case IRangeOperation range:
                reached.Call(range.Method);
                return true;
            case IImplicitIndexerReferenceOperation indexer:
                reached.Call(indexer.LengthSymbol);
                reached.Call(indexer.IndexerSymbol);
                return true;
            default:
                return false;
        }
    }

    // && and || of a user's type ask its operators true and false.
    private static void Truth(IBinaryOperation binary, Reached reached)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && binary.OperatorMethod is { } method) Named(method.ContainingType, reached, "op_True", "op_False");
    }

    // The compiler does not tell which operators compare the elements of tuples.
    private static void Compared(ITypeSymbol? type, Reached reached)
    {
        if (type is not INamedTypeSymbol { IsTupleType: true } tuple) return;
        foreach (ITypeSymbol element in tuple.TupleElements.Select(static field => field.Type))
        {
            Named(element, reached, "op_Equality", "op_Inequality", "op_True", "op_False", "op_Implicit");
            Compared(element, reached);
        }
    }

    private static bool AddPattern(IOperation operation, Reached reached)
    {
        switch (operation)
        {
            case IRecursivePatternOperation pattern:
                reached.Call(pattern.DeconstructSymbol);
                reached.Use(pattern.MatchedType);
                return true;
            case IListPatternOperation list:
                reached.Call(list.LengthSymbol);
                reached.Call(list.IndexerSymbol);
                return true;
            case ISlicePatternOperation slice:
                reached.Call(slice.SliceSymbol);
                return true;
            case ITypePatternOperation typed:
                reached.Use(typed.MatchedType);
                return true;
            case IDeclarationPatternOperation declaration:
                reached.Use(declaration.MatchedType);
                return true;
            default:
                return false;
        }
    }

    private static void AddStatement(IOperation operation, SemanticModel model, Reached reached)
    {
        switch (operation)
        {
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop }:
                ForEach(model.GetForEachStatementInfo(loop), reached);
                if (loop is ForEachVariableStatementSyntax variables) Deconstruct(model.GetDeconstructionInfo(variables), reached);
                break;
            case IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax assignment }:
                Deconstruct(model.GetDeconstructionInfo(assignment), reached);
                break;
            case IAwaitOperation { Syntax: AwaitExpressionSyntax awaited }:
                AwaitExpressionInfo info = model.GetAwaitExpressionInfo(awaited);
                reached.Call(info.GetAwaiterMethod);
                reached.Call(info.IsCompletedProperty);
                reached.Call(info.GetResultMethod);
                break;
            case IUsingOperation disposed:
                foreach (IOperation resource in disposed.Resources.DescendantsAndSelf()) Disposed(resource, reached);
                break;
            case IUsingDeclarationOperation disposed:
                foreach (IOperation resource in disposed.DeclarationGroup.DescendantsAndSelf()) Disposed(resource, reached);
                break;
        }
    }

    private static void ForEach(ForEachStatementInfo info, Reached reached)
    {
        reached.Call(info.GetEnumeratorMethod);
        reached.Call(info.MoveNextMethod);
        reached.Call(info.CurrentProperty);
        reached.Call(info.DisposeMethod);
        reached.Call(info.ElementConversion.MethodSymbol);
        reached.Call(info.CurrentConversion.MethodSymbol);
        reached.Use(info.GetEnumeratorMethod?.ReturnType);
    }

    private static void Deconstruct(DeconstructionInfo info, Reached reached)
    {
        reached.Call(info.Method);
        if (info.Conversion is { } conversion) reached.Call(conversion.MethodSymbol);
        foreach (DeconstructionInfo nested in info.Nested) Deconstruct(nested, reached);
    }

    private static void Disposed(IOperation resource, Reached reached)
    {
        ITypeSymbol? type = resource is IVariableDeclaratorOperation variable ? variable.Symbol.Type : resource.Type;
        Named(type, reached, "Dispose", "DisposeAsync");
    }

    private static void Named(ITypeSymbol? type, Reached reached, params string[] names)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (ISymbol member in names.SelectMany(name => at.GetMembers(name))) reached.Call(member);
        }
    }
}
