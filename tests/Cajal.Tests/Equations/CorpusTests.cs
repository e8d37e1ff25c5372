namespace Cajal.Equations;

public sealed class CorpusTests
{
    [Fact]
    public void The_notebook_declares_what_its_author_meant()
    {
        var declarations = Corpus.Equations.Select(text => EquationParser.Parse(Corpus.Source(text))).ToArray();

        Assert.Equal([10, 3, 2, 3], declarations.Select(d => d.Length));
        Assert.Equal(["v", "w", "a", "b", "tau_m", "tau_w", "Vreset", "stim_amp", "Ibias", "Iapp"], declarations[0].Select(d => d.Name));
        Assert.All([.. declarations[2], .. declarations[3][..2]], d => Assert.Equal((DeclarationKind.Differential, VariableFlags.EventDriven), (d.Kind, d.Flags)));
    }

    [Fact]
    public void The_notebooks_code_is_read_statement_by_statement()
    {
        Assert.Equal([2, 3, 4, 1, 2, 2, 1, 2], Corpus.Code.Select(text => CodeParser.Parse(Corpus.Source(text)).Length));
        Assert.All(Corpus.Expressions, text => ExpressionParser.Parse(Corpus.Source(text)));
    }
}
