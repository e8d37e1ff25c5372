using System.CommandLine;
using System.Text.RegularExpressions;

namespace Cajal.Cli;

/// <summary>Finds the program that a model is: a file, or an example by its name.</summary>
internal static partial class ModelFile
{
    private const string Prefix = "examples/";

    /// <summary>Names of the examples, which are resources of this program.</summary>
    public static IReadOnlyList<string> Examples { get; } =
        [.. typeof(ModelFile).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>What commands that take a model call it.</summary>
    public static Argument<string> Argument()
    {
        Argument<string> argument = new("model") { Description = "A model file, such as model.cs, or the name of an example: " + string.Join(", ", Examples), HelpName = "FILE|EXAMPLE" };
        argument.CompletionSources.Add(context => Directory.GetFiles(".", "*.cs").Select(f => Path.GetFileName(f)).Concat(Examples)
            .Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        return argument;
    }

    /// <summary>Path of the program of a model.</summary>
    /// <exception cref="ModelException">There is neither a file nor an example of this name.</exception>
    public static string Find(string name)
    {
        if (name.StartsWith('-')) { throw new ModelException($"Name a model before its options: 'cajal run MODEL {name}'."); }
        if (File.Exists(name)) { return name; }
        if (File.Exists(name + ".cs")) { return name + ".cs"; }
        if (Examples.Contains(name)) { return InCheckout(name) ?? Unpack(name); }
        var folder = Path.GetDirectoryName(Path.GetFullPath(name))!;
        var near = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.cs").Select(f => Path.GetFileName(f)) : [];
        throw new ModelException($"There is no file '{name}', and no example of this name.{Suggest.Sentence(Path.GetFileName(name), near.Concat(Examples))} 'cajal run --help' lists the examples; 'cajal new' writes a file to start from.");
    }

    /// <summary>The version of this program and the packages beside it.</summary>
    public static string Version { get; } = typeof(Network).Assembly.GetName().Version!.ToString(3);

    /// <summary>Within a checkout of the sources, the example as it stands there.</summary>
    private static string? InCheckout(string name)
    {
        for (var folder = new DirectoryInfo("."); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "examples", name + ".cs");
            if (File.Exists(file) && File.Exists(Path.Combine(folder.FullName, "src", "Cajal", "Cajal.csproj"))) { return file; }
        }

        return null;
    }

    /// <summary>Elsewhere, the example as a file that refers to packages; always in the same place, so that it is built once.</summary>
    private static string Unpack(string name)
    {
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream(Prefix + name)!;
        var text = ProjectLine().Replace(new StreamReader(stream).ReadToEnd(), $"#:package $1@{Version}");
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "cajal", Version);
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".cs");
        if (!File.Exists(file) || File.ReadAllText(file) != text) { File.WriteAllText(file, text); }
        return file;
    }

    [GeneratedRegex(@"^#:project \S*/([\w.]+)\.csproj[ \t]*(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
