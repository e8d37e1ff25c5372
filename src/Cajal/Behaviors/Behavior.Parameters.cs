using System.Globalization;
using System.Reflection;
using Cajal.Behaviors;
using Cajal.Units;

namespace Cajal;

/// <content>Settings: members of the class, or values given by name and asked for by <see cref="Parameter{T}"/>.</content>
public abstract partial class Behavior
{
    private readonly OrderedDictionary<string, object> _given = [];
    private readonly List<string> _asked = [];
    private IBehaving? _owner;

    /// <summary>Gives a parameter by its name: <c>new Input { ["current"] = values }</c>. A public member of that name is set; any other is for <see cref="Parameter{T}"/>.</summary>
    /// <exception cref="ModelException">A value does not suit the member.</exception>
    public object this[string name]
    {
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(value);
            if (Array.Find(Settings, s => Plain(s.Name) == Plain(name)) is { } member) { Set(member, value); } else { _given[name] = value; }
        }
    }

    private MemberInfo[] Settings => [.. GetType().GetMembers(BindingFlags.Instance | BindingFlags.Public)
        .Where(m => m is FieldInfo { IsInitOnly: false } || (m is PropertyInfo { SetMethod.IsPublic: true } p && p.GetIndexParameters().Length == 0))];

    /// <summary>A parameter that was given by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fallback">The value where none was given.</param>
    /// <exception cref="ModelException">The value that was given is of another type.</exception>
    protected T Parameter<T>(string name, T fallback)
    {
        _asked.Add(name);
        return _given.TryGetValue(name, out var value) ? (T)Converted(value, typeof(T), name) : fallback;
    }

    /// <summary>A parameter that was given by name: a number, or one for each element where a text such as "normal(0.5, 0.1)" was given.</summary>
    /// <inheritdoc cref="Parameter{T}(string, T)"/>
    protected VariableView VectorParameter(string name, double fallback)
    {
        var parameter = Parameter<Parameter>(name, fallback);
        parameter.Resolve(_owner ?? throw new ModelException($"'{Name}' asks for its parameter '{name}' before it is initialised: ask in Initialize."));
        return parameter;
    }

    /// <summary>Makes a variable of every parameter, named as the parameter.</summary>
    /// <param name="group">The group that gets the variables.</param>
    protected void SetParametersAsVariables(NeuronGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        foreach (var name in _given.Keys.ToArray()) { group[name] = group.Vector("ones") * VectorParameter(name, 0); }
    }

    /// <summary>An object belongs to one owner.</summary>
    internal void Join(IBehaving owner)
    {
        if (_owner is not null && _owner != owner) { throw new ModelException($"This {Name} is a behaviour of '{_owner.Name}' already. Make a new one for '{owner.Name}'."); }
        _owner = owner;
    }

    /// <summary>Belongs to no owner any longer.</summary>
    internal void Release()
    {
        Leave();
        _owner = null;
    }

    private void ResolveParameters(IBehaving owner)
    {
        foreach (var member in Settings)
        {
            if ((member is FieldInfo f ? f.GetValue(this) : ((PropertyInfo)member).GetValue(this)) is Parameter parameter) { parameter.Resolve(owner); }
        }
    }

    private void RequireUsedParameters(IBehaving owner)
    {
        if (_given.Keys.FirstOrDefault(k => !_asked.Contains(k)) is not { } unused) { return; }
        string[] known = [.. _asked, .. Settings.Where(s => s.DeclaringType != typeof(Behavior)).Select(s => s.Name)];
        throw new ModelException($"'{Name}' of '{owner.Name}' has no parameter '{unused}'.{Suggest.Sentence(unused, known)}"
            + (known.Length == 0 ? " It has no parameters." : $" Its parameters are {string.Join(", ", known.Select(k => $"'{k}'"))}."));
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private void Set(MemberInfo member, object value)
    {
        if (member is FieldInfo field) { field.SetValue(this, Converted(value, field.FieldType, field.Name)); }
        if (member is PropertyInfo property) { property.SetValue(this, Converted(value, property.PropertyType, property.Name), BindingFlags.DoNotWrapExceptions, null, null, null); }
    }

    private object Converted(object value, Type type, string name)
    {
        if (type.IsInstanceOfType(value)) { return value; }
        var number = value switch
        {
            Quantity quantity => quantity.Si,
            string text when text.EndsWith('%') && TryRead(text[..^1], out var percent) => percent / 100,
            string text when TryRead(text, out var read) => read,
            IConvertible and not string and not bool => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => (double?)null,
        };
        if (type == typeof(Parameter)) { return number is { } n ? (Parameter)n : value is string mode ? (Parameter)mode : throw Wrong(); }
        if (type == typeof(double) && number is { } real) { return real; }
        if (type == typeof(int) && number is { } whole && whole == Math.Truncate(whole)) { return (int)whole; }
        return type.IsEnum && value is string word && Enum.TryParse(type, word, ignoreCase: true, out var choice) ? choice! : throw Wrong();

        static bool TryRead(string text, out double read) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out read);

        ModelException Wrong() => new($"The parameter '{name}' of {Name} is a {type.Name}, but got {(value is string s ? $"\"{s}\"" : $"{value} ({value.GetType().Name})")}."
            + (type.IsEnum && value is string choice ? $"{Suggest.Sentence(choice, Enum.GetNames(type))} Choices are {string.Join(", ", Enum.GetNames(type))}." : ""));
    }
}
