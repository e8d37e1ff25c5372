using System.Collections.Immutable;
using System.Diagnostics;
using Cajal.Backends;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal.Compilation;

/// <summary>
/// Writes one kernel. Within it a variable is read once and kept in a register; what it holds in the end is stored at the end,
/// except where another path may reach the same element, which is stored at once.
/// </summary>
internal sealed class KernelWriter(string name, KernelDomain domain, IrBuilder ir, NameTable names)
{
    private readonly List<Statement> _body = [];
    private readonly Dictionary<Access, Node> _values = [];
    private readonly List<VariablePlace> _pendingStores = [];
    private readonly Dictionary<string, Node> _temporaries = [];
    private readonly Dictionary<ArraySymbol, nint> _addresses = [];
    private readonly HashSet<object> _arrays = [];
    private readonly List<object> _written = [];
    private readonly HashSet<object> _readAcross = [];
    private readonly HashSet<(StateArray Array, ArraySymbol Index)> _readVia = [];
    private bool _writesAcross;
    private readonly List<DrawRow> _draws = [];
    private readonly List<CountRow> _counts = [];
    private readonly List<StepCell> _cells = [];

    public string Name { get; } = name;

    public IrBuilder Ir { get; } = ir;

    /// <summary>Number of the kernel's first draw of random numbers, where it goes on with those of another kernel.</summary>
    public int FirstDraw { get; init; }


    /// <summary>Random numbers that the kernel draws.</summary>
    public IReadOnlyList<DrawRow> Draws => _draws;

    /// <summary>Whether the kernel does nothing.</summary>
    public bool IsEmpty => _body.Count == 0 && _pendingStores.Count == 0;

    /// <summary>The present value of a variable.</summary>
    public Node Read(VariablePlace place)
    {
        if (_values.TryGetValue(place.Access, out var known)) { return known; }
        Bind(place);
        if (place.Index is not null || place.Access.Path == AccessPath.Shared) { _readAcross.Add(place.Array); }
        else if (place.Access.Via is { } index) { _readVia.Add((place.Array, index)); }
        StoreNow(place.Access.Array);
        return _values[place.Access] = LoadLocal(place.Access);
    }

    /// <summary>The arrays that the kernel reads through an index array, whichever.</summary>
    public IEnumerable<StateArray> ReadVia => _readVia.Select(r => r.Array);

    /// <summary>The arrays that the kernel reads through one index array.</summary>
    public IEnumerable<StateArray> ReadThrough(ArraySymbol index) => _readVia.Where(r => r.Index == index).Select(r => r.Array);

    /// <summary>Changes a variable.</summary>
    public void Write(VariablePlace place, Node value)
    {
        if (place.WriteMask is { } mask) { value = Ir.Select(Read(mask), value, Read(place)); }
        WriteUnmasked(place, value);
    }

    /// <summary>Changes a variable also where it is masked: a reset.</summary>
    public void WriteUnmasked(VariablePlace place, Node value)
    {
        Bind(place);
        MarkWritten(place.Array);
        _writesAcross |= place.Index is not null;
        value = Converted(value, place.Array.Symbol.Type);
        foreach (var alias in _values.Keys.Where(a => a.Array == place.Access.Array && a != place.Access).ToList()) { _values.Remove(alias); }
        if (place.Access.Path == AccessPath.Via)
        {
            _body.Add(new Store(place.Access, value));
        }
        else if (!_pendingStores.Exists(p => p.Access == place.Access))
        {
            _pendingStores.Add(place);
        }

        _values[place.Access] = value;
    }

    /// <summary>Adds to a variable that several lanes may share, in the order of the lanes.</summary>
    public void Accumulate(VariablePlace place, Node value)
    {
        Bind(place);
        MarkWritten(place.Array);
        _writesAcross |= place.Index is not null;
        if (place.WriteMask is { } mask) { value = Ir.Select(Read(mask), value, Converted(Ir.Integer(0), value.Type)); }
        _body.Add(new Accumulate(place.Access, Converted(value, place.Array.Symbol.Type)));
    }

    /// <summary>Writes a condition as the bitmap of a spike stream.</summary>
    public void DetectSpikes(Node condition, nint bitmap)
    {
        ArraySymbol symbol = new("spikes", IrType.Boolean);
        _addresses[symbol] = bitmap;
        _body.Add(new StoreBits(symbol, condition));
    }

    /// <summary>Stores a value at the lane's position in the list, in an array that the caller binds before each call.</summary>
    public void Record(ArraySymbol row, Node value) =>
        _body.Add(new Store(new Access(row, AccessPath.Position), Converted(value, row.Type)));

    /// <summary>Two fresh uniform random numbers in [0, 1) for each element.</summary>
    public (Node First, Node Second) DrawUniforms()
    {
        var number = (uint)_draws.Count;
        DrawRow row = new(new($"uniform{number}.first", IrType.Real), new($"uniform{number}.second", IrType.Real), (uint)FirstDraw + number);
        _draws.Add(row);
        return (LoadLocal(new(row.First, AccessPath.Position)), LoadLocal(new(row.Second, AccessPath.Position)));
    }

    /// <summary>A fresh random count for each element; only in a <see cref="KernelDomain.Range"/> over elements that lie by their numbers.</summary>
    public Node DrawCounts(CountTable table)
    {
        CountRow row = new(new($"count{_counts.Count}", IrType.Integer, ElementStorage.Byte), table, (uint)_counts.Count);
        _counts.Add(row);
        return LoadLocal(new(row.Counts, AccessPath.Position));
    }

    /// <summary>An integer that all elements share and that depends on the time of the step only.</summary>
    public Node StepValue(string cell, Func<double, long> atTime)
    {
        Access access = new(new(cell, IrType.Integer), AccessPath.Shared);
        if (_values.TryGetValue(access, out var known)) { return known; }
        _cells.Add(new(access.Array, atTime));
        return _values[access] = LoadLocal(access);
    }

    /// <summary>The place that an index array names for the lane's element.</summary>
    public Node ReadIndex(ArraySymbol index)
    {
        Access access = new(index);
        return _values.TryGetValue(access, out var known) ? known : _values[access] = LoadLocal(access);
    }

    /// <summary>A table that is read by index; its elements may be those of any worker.</summary>
    public Node Lookup(StateArray table, Node index)
    {
        _addresses[table.Symbol] = table.Address;
        _arrays.Add(table);
        _readAcross.Add(table);
        StoreNow(table.Symbol);
        return Ir.Lookup(table.Symbol, index);
    }

    /// <summary>The result of a function of the program; it is called for the elements that there are, not for the padding of a range.</summary>
    public Node HostCall(HostFunction function, params IEnumerable<Node> arguments) =>
        Ir.HostCall(function, [.. arguments], domain == KernelDomain.Range ? Read(names[NameTable.Exists]) : Ir.Boolean(true));

    /// <summary>A list of elements that is read by index.</summary>
    public Node Lookup(ArraySymbol list, NativeBuffer memory, Node index)
    {
        BindIndex(list, memory);
        return Ir.Lookup(list, index);
    }

    /// <summary>Does passes while a condition holds, see <see cref="Ir.Repeat"/>.</summary>
    /// <param name="condition">A condition on carried values.</param>
    /// <param name="values">The carried values, each made by <see cref="IrBuilder.Carried"/>, with its start and what it is after a pass.</param>
    public void Repeat(Node condition, IEnumerable<Carried> values) => _body.Add(new Repeat(
        AsCondition(condition), [.. values.Select(v => v with { Start = Converted(v.Start, v.Local.Type), Next = Converted(v.Next, v.Local.Type) })]));

    /// <summary>The value of an expression.</summary>
    public Node Evaluate(Expr expression) => Evaluate(expression, names);


    /// <summary>Gives a temporary a value.</summary>
    public void SetTemporary(string temporary, Node value) => _temporaries[temporary] = value;

    /// <summary>Writes code in which names have other meanings, with temporaries of its own.</summary>
    public void Within(NameTable others, Action<NameTable> write)
    {
        var own = names;
        names = others;
        write(others);
        names = own;
        _temporaries.Clear();
    }

    /// <summary>Lowers one statement of user code.</summary>
    /// <param name="accumulates">Whether the order of the elements is kept by accumulation, so that += to another group's variable is one.</param>
    /// <param name="ignoreMask">Whether masked variables are written anyway.</param>
    public void Execute(Assignment statement, bool accumulates, bool ignoreMask)
    {
        var value = Evaluate(statement.Value);
        if (names.Find(statement.Target) is not VariablePlace place)
        {
            RequireUnknown(statement);
            _temporaries[statement.Target] = statement.Kind == AssignmentKind.Set ? value : Combine(statement.Kind, _temporaries[statement.Target], value);
            return;
        }

        if (accumulates && place.Access.Path == AccessPath.Via && statement.Kind is AssignmentKind.Add or AssignmentKind.Subtract)
        {
            Accumulate(place, statement.Kind == AssignmentKind.Subtract ? Ir.Negate(value) : value);
            return;
        }

        if (statement.Kind != AssignmentKind.Set) { value = Combine(statement.Kind, Read(place), value); }
        if (ignoreMask) { WriteUnmasked(place, value); } else { Write(place, value); }
    }

    /// <summary>Lowers one statement for the kernel alone: the variable has the new value in what follows, and what memory holds stays.</summary>
    public void ExecuteAside(Assignment statement)
    {
        var (old, value) = (Evaluate(new Name(statement.Target)), Evaluate(statement.Value));
        SetTemporary(statement.Target, Converted(Combine(statement.Kind, old, value), old.Type));
    }

    /// <summary>Lowers a statement that adds to a variable of the lane's element, as if it ran a number of times; where that is 0 nothing changes.</summary>
    public void ExecuteTimes(Assignment statement, Node times)
    {
        var place = (VariablePlace)names[statement.Target];
        var old = Read(place);
        var sum = Converted(Combine(statement.Kind, old, Ir.Multiply(Evaluate(statement.Value), times)), old.Type);
        Write(place, Ir.Select(Ir.Less(Ir.Integer(0), times), sum, old));
    }

    /// <summary>Ends the kernel and compiles it.</summary>
    /// <param name="parameters">Arrays that rarely change: what the kernel makes of these alone is computed when they have.</param>
    public KernelBinding Finish(KernelCompiler compiler, RandomStream random, params IReadOnlyCollection<StateArray> parameters)
    {
        foreach (var place in _pendingStores) { _body.Add(new Store(place.Access, _values[place.Access])); }
        Kernel kernel = new(Name, domain, [.. _body]);
        if (InvariantParts.Split(kernel, Ir, parameters.Select(p => p.Symbol)) is not var (main, invariants)) { return Bound(kernel); }

        foreach (var symbol in invariants.Written)
        {
            StateArray kept = new(symbol, compiler.Precision, parameters.First().Count);
            _addresses[symbol] = kept.Address;
            _arrays.Add(kept);
        }

        return Bound(main) with { Invariants = Bound(invariants), Parameters = [.. parameters.Where(p => invariants.Arrays.Contains(p.Symbol))] };

        KernelBinding Bound(Kernel code) => new(
            code, compiler.Compile, compiler.Precision, _addresses.ToImmutableDictionary(), [.. _draws], [.. _cells], random, [.. _arrays], [.. _written])
        {
            Counts = [.. _counts],
            ReadsAcross = [.. _readAcross],
            WritesAcross = _writesAcross,
        };
    }

    /// <summary>The value of an expression with names of its own.</summary>
    public Node Evaluate(Expr expression, NameTable scope) => expression switch
    {
        Number { IsInteger: true } n => Ir.Integer((long)n.Value),
        Number n => Ir.Real(n.Value),
        BooleanLiteral b => Ir.Boolean(b.Value),
        Name n when _temporaries.TryGetValue(n.Id, out var temporary) && scope == names => temporary,
        Name n => Read(scope[n.Id]),
        Unary { Operator: UnaryOperator.Negate } u => Ir.Negate(Evaluate(u.Operand, scope)),
        Unary u => Ir.Not(AsCondition(Evaluate(u.Operand, scope))),
        Binary b => Combine(b.Operator, Evaluate(b.Left, scope), Evaluate(b.Right, scope)),
        Call c => EvaluateCall(c, scope),
        _ => throw new UnreachableException($"Lowering: {expression.GetType().Name}"),
    };

    /// <summary>The present value of what a name means.</summary>
    public Node Read(Place place) => place switch
    {
        VariablePlace v => Read(v),
        ExpressionPlace e => EvaluateSubexpression(e),
        ValuePlace v => v.Make(this),
        IndexPlace i => Ir.Subtract(ReadIndex(i.Array), Ir.Integer(i.Origin)),
        _ => throw new UnreachableException($"Lowering: {place.GetType().Name}"),
    };

    private Node EvaluateSubexpression(ExpressionPlace place)
    {
        place.Names.Prove(place.Value);
        return Evaluate(place.Value, place.Names);
    }

    private Node EvaluateCall(Call call, NameTable scope)
    {
        if (call.Function == "rand") { return DrawUniforms().First; }
        if (call.Function == "randn") { return StandardNormal(); }
        Node[] arguments = [.. call.Arguments.Select(a => Evaluate(a, scope))];
        if (RandomCounts.Find(call.Function) is { } counts)
        {
            var (u, v) = DrawUniforms();
            return HostCall(counts, [.. arguments, u, v]);
        }

        if (call.Function == IIntegrator.StepExprel) { return Ir.Call(IrBuilder.ExprelNearZero, [arguments[0]]); }
        if (call.Function == IIntegrator.Where) { return Ir.Select(arguments[0], arguments[1], arguments[2]); }
        return scope.FindFunction(call.Function) is { } lower
            ? lower(this, arguments, call)
            : Ir.Call(call.Function, [.. arguments]);
    }

    /// <summary>Box and Muller (1958): exact up to rounding, one draw a number.</summary>
    private Node StandardNormal()
    {
        var (u, v) = DrawUniforms();
        var radius = Ir.Call("sqrt", [Ir.Multiply(Ir.Real(-2), Ir.Call("log", [Ir.Subtract(Ir.Real(1), u)]))]);
        return Ir.Multiply(radius, Ir.Call("cos", [Ir.Multiply(Ir.Real(2 * Math.PI), v)]));
    }

    private Node Combine(AssignmentKind kind, Node old, Node value) => kind switch
    {
        AssignmentKind.Add => Ir.Add(old, value),
        AssignmentKind.Subtract => Ir.Subtract(old, value),
        AssignmentKind.Multiply => Ir.Multiply(old, value),
        AssignmentKind.Divide => Ir.Divide(old, value),
        _ => value,
    };

    private Node Combine(BinaryOperator op, Node a, Node b) => op switch
    {
        BinaryOperator.Add => Ir.Add(a, b),
        BinaryOperator.Subtract => Ir.Subtract(a, b),
        BinaryOperator.Multiply => Ir.Multiply(a, b),
        BinaryOperator.Divide => Ir.Divide(a, b),
        BinaryOperator.FloorDivide => Ir.FloorDivide(a, b),
        BinaryOperator.Modulo => Ir.Modulo(a, b),
        BinaryOperator.Power => Ir.Power(a, b),
        BinaryOperator.Less => Ir.Less(a, b),
        BinaryOperator.LessOrEqual => Ir.LessOrEqual(a, b),
        BinaryOperator.Greater => Ir.Greater(a, b),
        BinaryOperator.GreaterOrEqual => Ir.GreaterOrEqual(a, b),
        BinaryOperator.Equal => Ir.Equal(a, b),
        BinaryOperator.NotEqual => Ir.NotEqual(a, b),
        BinaryOperator.And => Ir.And(AsCondition(a), AsCondition(b)),
        BinaryOperator.Or => Ir.Or(AsCondition(a), AsCondition(b)),
        _ => throw new UnreachableException($"Lowering: {op}"),
    };

    private Node AsCondition(Node node) => node.Type == IrType.Boolean ? node : Ir.NotEqual(node, Ir.Integer(0));

    private Node Converted(Node value, IrType type) => (value.Type, type) switch
    {
        var (from, to) when from == to => value,
        (_, IrType.Real) => Ir.ToReal(value),
        (_, IrType.Integer) => Ir.ToInteger(value),
        _ => AsCondition(value),
    };

    private Node LoadLocal(Access access)
    {
        var local = Ir.Local(access);
        _body.Add(new Load(local));
        return local;
    }

    private void Bind(VariablePlace place)
    {
        _arrays.Add(place.Array);
        _addresses[place.Access.Array] = place.Array.Address;
        if (place.Index is { } memory) { BindIndex(place.Access.Via!, memory); }
    }

    /// <summary>Gives an index array, through which others are reached, its memory.</summary>
    public void BindIndex(ArraySymbol index, NativeBuffer memory)
    {
        _arrays.Add(memory);
        _addresses[index] = memory.Address;
    }

    /// <summary>Stores what an array shall hold before it is read on another path.</summary>
    private void StoreNow(ArraySymbol array)
    {
        foreach (var place in _pendingStores.Where(p => p.Access.Array == array)) { _body.Add(new Store(place.Access, _values[place.Access])); }
        _pendingStores.RemoveAll(p => p.Access.Array == array);
    }

    /// <summary>A name that is no variable is a temporary, unless it means something that cannot be written from here.</summary>
    private void RequireUnknown(Assignment statement)
    {
        if (names.Find(statement.Target) is null) { return; }
        throw new EquationException(statement.Span with { Length = statement.Target.Length },
            $"'{statement.Target}' is linked to elements that are found anew at each use, so this code cannot change it.",
            "Link it by a list of elements, or change the variable that it is linked to by code of its own group.");
    }

    private void MarkWritten(StateArray array)
    {
        if (!_written.Contains(array)) { _written.Add(array); }
    }
}
