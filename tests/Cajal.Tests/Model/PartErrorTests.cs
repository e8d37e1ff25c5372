namespace Cajal.Tests.Model;

public sealed class PartErrorTests
{
    [Fact]
    public void Elements_of_a_part_are_in_the_group_ascending_and_at_least_one()
    {
        var cells = Mistake.Cells();
        Mistake.Says("'neurons' has the elements 0 to 9, so none of number 10.", () => cells[[3, 10]]);
        Mistake.Says("'neurons' has the elements 0 to 9, so none of number -1.", () => cells[[-1]]);
        Mistake.Says("'neurons' has the elements 0 to 9, so none of number 10.", () => cells[10]);
        Mistake.Says("The elements of a part ascend, but 7 comes before 3: list each once, the smallest first.", () => cells[[1, 7, 3]]);
        Mistake.Says("The elements of a part ascend, but 3 comes before 3: list each once, the smallest first.", () => cells[[3, 3]]);
        Mistake.Says("A part of 'neurons' needs at least one element.", () => cells[[]]);
        Mistake.Says("'neurons[[1, 3, 8]]' has the elements 0 to 2, so none of number 3.", () => cells[[1, 3, 8]][[3]]);
        Mistake.Says("'neurons[[1, 3, 5, ..., 9]][0..6]' is no part of 'neurons[[1, 3, 5, ..., 9]]', which has the elements 0 to 4: a part begins before it ends, as in [..2].",
            () => cells[1.., 2][..6]);
        Mistake.Says("A part of 'neurons' takes every element or every second one and so on, so its step is 1 or more, not 0.", () => cells[.., 0]);
    }

    [Fact]
    public void A_part_is_called_by_its_elements()
    {
        var cells = Mistake.Cells();
        Assert.Equal("neurons[[2, 4]]", cells[[2, 4]].ToString());
        Assert.Equal("neurons[2..5]", cells[[2, 3, 4]].ToString());
        Assert.Equal("neurons[[0, 2, 4, 6]]", cells[..7, 2].ToString());
        Assert.Equal("neurons[[2, 4]].v", cells[[2, 4]]["v"].ToString());
    }
}
