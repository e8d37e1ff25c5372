using System.CommandLine;

namespace Cajal.Cli.Commands;

/// <summary><c>cajal new</c>: writes a model file to start from.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = "Name of the model, and of its file without .cs", HelpName = "NAME" };
        Option<string?> source = new("--source") { Description = "A folder of packages to take Cajal from, beside the usual sources of packages", HelpName = "DIR" };
        Command command = new("new", "Writes a model file to start from: a network with its pictures, its run file and a check, which runs as it is.") { name, source };
        command.SetAction(parsed => Write(parsed.GetValue(name)!, parsed.GetValue(source)));
        return command;
    }

    private static int Write(string name, string? source)
    {
        var model = Path.GetFileName(name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name);
        if (model.Length == 0 || !model.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ModelException($"'{name}' cannot be the name of a model: it is letters, digits, '-', '_' and '.', such as my-network.");
        }

        var file = Path.Combine(Path.GetDirectoryName(name) ?? "", model + ".cs");
        if (File.Exists(file)) { throw new ModelException($"There is a file '{file}' already. Choose another name, or delete it."); }
        if (source is not null && !Directory.Exists(source)) { throw new ModelException($"There is no folder '{source}' to take packages from."); }
        using var template = new StreamReader(typeof(NewCommand).Assembly.GetManifestResourceStream("template")!);
        var text = template.ReadToEnd()
            .Replace("$NAME$", model, StringComparison.Ordinal)
            .Replace("$VERSION$", ModelFile.Version, StringComparison.Ordinal)
            .Replace("$SOURCE$\n", source is null ? "" : $"#:property RestoreAdditionalProjectSources={Path.GetFullPath(source)}\n", StringComparison.Ordinal);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) { Directory.CreateDirectory(folder); }
        File.WriteAllText(file, text);
        Console.Out.WriteLine($"{file}: a network of 4,000 cells. Run it by 'cajal run {file}'.");
        return ExitCode.Success;
    }
}
